// Where the browser can, a file of the user's choice is kept up to date as well: it survives cleaning tools.
import { noteCopy } from './copy-note.ts'
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
/** A copy with many attachments takes a while to write: it may take a twentieth of the time at most. */
const restFactor = 20

export class ChosenFile {
  private readonly tool: Tool
  private handle: FileSystemFileHandle | undefined
  private written = ''
  private writing = false
  private restUntil = 0
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
    const timer = window.setInterval(() => performance.now() > this.restUntil && write(), everyMs)
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
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return
      throw error
    }
    // Where it cannot be remembered it still serves until the window is closed.
    await this.tool.vault?.setChosenFile(this.handle).catch(() => {})
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
    if (this.writing || this.state !== 'kept' || !this.handle) return
    if (this.written === this.tool.keeper.savedAt) return
    this.writing = true
    const since = performance.now()
    try {
      const { copy, savedAt } = await copyWithDraft(this.tool)
      const stream = await this.handle.createWritable()
      await stream.write(copy)
      await stream.close()
      this.written = savedAt
      noteCopy(this.tool, savedAt)
    } catch {
      this.turn('failed')
    } finally {
      this.writing = false
      this.restUntil = performance.now() + restFactor * (performance.now() - since)
    }
  }

  private turn(state: ChosenFile['state']): void {
    this.state = state
    for (const listener of [...this.listeners]) listener()
  }
}
