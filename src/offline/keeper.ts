// Autosave: every change reaches the disk within a moment; a kill at any time loses no more than that.
import type { Patch } from '../domain/patch.ts'
import type { Saving, Watched } from '../filler/home.ts'
import type { Form } from '../form/form.ts'
import type { Vault } from './vault.ts'

const pauseMs = 250
const entriesBeforeSnapshot = 100
const versionEveryMs = 10 * 60_000

export class Keeper implements Watched<Saving> {
  private saving: Saving
  private readonly form: Form
  private readonly vault: Vault | undefined
  private readonly now: () => Date
  private readonly listeners = new Set<() => void>()
  private pending: Patch[] = []
  private writing: Promise<void> = Promise.resolve()
  private timer: number | undefined
  private entries = 0
  private versionKeptAt: number
  /** Of the newest change, UTC ISO; for copies. */
  savedAt: string

  constructor(options: {
    form: Form
    vault: Vault | undefined
    savedAt: string
    refusal?: string
    now(): Date
  }) {
    this.form = options.form
    this.vault = options.vault
    this.now = options.now
    this.savedAt = options.savedAt
    this.versionKeptAt = options.now().getTime()
    this.saving = options.refusal
      ? { state: 'readOnly', message: options.refusal }
      : options.vault
        ? { state: 'saved' }
        : noStorage
  }

  readonly get = (): Saving => this.saving

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  start(): () => void {
    if (this.saving.state === 'readOnly') return () => {}
    const deaf = this.form.onPatches((patches) => {
      this.pending.push(...patches)
      this.savedAt = this.now().toISOString()
      if (!this.vault) return this.say(noStorage)
      this.say({ state: 'saving' })
      window.clearTimeout(this.timer)
      this.timer = window.setTimeout(() => void this.flush(), pauseMs)
    })
    const onHide = () => {
      if (document.visibilityState === 'hidden') void this.flush()
    }
    const onLeave = (event: BeforeUnloadEvent) => {
      if (this.pending.length === 0) return
      void this.flush()
      event.preventDefault()
    }
    document.addEventListener('visibilitychange', onHide)
    window.addEventListener('pagehide', onHide)
    window.addEventListener('beforeunload', onLeave)
    return () => {
      deaf()
      document.removeEventListener('visibilitychange', onHide)
      window.removeEventListener('pagehide', onHide)
      window.removeEventListener('beforeunload', onLeave)
      void this.flush()
    }
  }

  /** Everything so far is on the disk when this resolves. Writes go one after another. */
  flush(): Promise<void> {
    this.writing = this.writing.then(() => this.write())
    return this.writing
  }

  private async write(): Promise<void> {
    const { vault } = this
    if (!vault || this.pending.length === 0) return
    const patches = this.pending
    const { filing } = this.form
    this.pending = []
    try {
      await vault.append(patches, this.savedAt)
      this.entries++
      if (this.entries >= entriesBeforeSnapshot) {
        await vault.snapshot(filing, this.savedAt)
        this.entries = 0
      }
      if (this.now().getTime() - this.versionKeptAt > versionEveryMs) {
        await vault.keepVersion(filing, this.savedAt, '定时保存')
        this.versionKeptAt = this.now().getTime()
      }
      if (this.pending.length === 0) this.say({ state: 'saved', at: clockOf(this.now()) })
    } catch (error) {
      this.pending = [...patches, ...this.pending]
      const why =
        error instanceof DOMException && error.name === 'QuotaExceededError'
          ? '磁盘空间不足'
          : '浏览器拒绝写入'
      this.say({ state: 'failed', message: `${why}，请立即“另存带草稿的副本”` })
    }
  }

  private say(saving: Saving): void {
    this.saving = saving
    for (const listener of [...this.listeners]) listener()
  }
}

const noStorage: Saving = {
  state: 'failed',
  message: '此浏览器（可能是无痕模式）不能保存草稿，关闭前请“另存带草稿的副本”',
}

export const clockOf = (instant: Date): string =>
  `${String(instant.getHours()).padStart(2, '0')}:${String(instant.getMinutes()).padStart(2, '0')}`
