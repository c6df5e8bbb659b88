// Where the browser can, a file of the user's choice is kept up to date as well: it survives cleaning tools.
import { copyName, copyWithDraft, type Tool } from './tool.ts'

// Not yet in TypeScript's library; Chromium 86 and later.
interface Pickers {
  showSaveFilePicker?(options: object): Promise<FileSystemFileHandle>
}
interface Permissions {
  queryPermission?(options: object): Promise<PermissionState>
  requestPermission?(options: object): Promise<PermissionState>
}

export const canChooseFile = (): boolean => 'showSaveFilePicker' in window

const everyMs = 20_000

export class ChosenFile {
  private readonly tool: Tool
  private handle: FileSystemFileHandle | undefined
  private written = ''
  private readonly listeners = new Set<() => void>()
  /** `asleep`: chosen on an earlier visit; one click allows it again. */
  state: 'none' | 'asleep' | 'kept' | 'failed' = 'none'

  constructor(tool: Tool) {
    this.tool = tool
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  get name(): string {
    return this.handle?.name ?? ''
  }

  async start(): Promise<void> {
    this.handle = await this.tool.vault?.chosenFile
    if (!this.handle) return
    const permission = await (this.handle as Permissions).queryPermission?.({ mode: 'readwrite' })
    this.turn(permission === 'granted' ? 'kept' : 'asleep')
  }

  /** Writes at intervals, and when the window is put aside. */
  keepUp(): () => void {
    const write = () => void this.write()
    const timer = window.setInterval(write, everyMs)
    document.addEventListener('visibilitychange', write)
    return () => {
      window.clearInterval(timer)
      document.removeEventListener('visibilitychange', write)
    }
  }

  async choose(): Promise<void> {
    try {
      this.handle = await (window as Pickers).showSaveFilePicker?.({
        suggestedName: copyName(this.tool),
        types: [{ description: '带草稿的离线工具', accept: { 'text/html': ['.html'] } }],
      })
    } catch {
      return // The user closed the dialog.
    }
    await this.tool.vault?.setChosenFile(this.handle)
    this.turn('kept')
    this.written = ''
    await this.write()
  }

  async wake(): Promise<void> {
    const permission = await (this.handle as Permissions | undefined)?.requestPermission?.({
      mode: 'readwrite',
    })
    this.turn(permission === 'granted' ? 'kept' : 'asleep')
    await this.write()
  }

  async forget(): Promise<void> {
    this.handle = undefined
    await this.tool.vault?.setChosenFile(undefined)
    this.turn('none')
  }

  private async write(): Promise<void> {
    const { savedAt } = this.tool.keeper
    if (this.state !== 'kept' || !this.handle || this.written === savedAt) return
    try {
      const copy = await copyWithDraft(this.tool)
      const stream = await this.handle.createWritable()
      await stream.write(copy)
      await stream.close()
      this.written = savedAt
    } catch {
      this.turn('failed')
    }
  }

  private turn(state: ChosenFile['state']): void {
    this.state = state
    for (const listener of [...this.listeners]) listener()
  }
}
