// Autosave: every change reaches the disk within a moment; a kill at any time loses no more than that.
import { momentOf } from '../domain/calendar.ts'
import type { Patch } from '../domain/patch.ts'
import type { Saving, Watched } from '../filler/home.ts'
import { leaveField } from '../filler/leave-field.ts'
import type { Form } from '../form/form.ts'
import type { Draft, Vault } from './vault.ts'

const pauseMs = 250
const retryMs = 5000
const entriesBeforeSnapshot = 100
const versionEveryMs = 10 * 60_000

export class Keeper implements Watched<Saving> {
  private readonly form: Form
  private readonly vault: Vault | undefined
  private readonly now: () => Date
  private readonly listeners = new Set<() => void>()
  private saving: Saving
  private pending: Patch[] = []
  private writing: Promise<void> = Promise.resolve()
  private timer: number | undefined
  private entries = 0
  /** The journal cannot be trusted any more: the next write is a snapshot. */
  private whole = false
  private stopped = false
  private versionKeptAt: number
  private copiedOf: string
  /** Of the newest change, UTC ISO. */
  savedAt: string
  /** Something has been filled in since the tool was opened. */
  hasWorked = false

  constructor(options: {
    form: Form
    vault: Vault | undefined
    savedAt: string
    /** The draft was there before, and lies in the vault as it is. */
    wasSaved: boolean
    /** The vault could not take the draft in on opening. */
    isBehind: boolean
    /** Why this window does not write. */
    refusal?: string
    now(): Date
  }) {
    this.form = options.form
    this.vault = options.vault
    this.now = options.now
    this.savedAt = options.savedAt
    this.copiedOf = options.savedAt
    this.whole = options.isBehind
    this.versionKeptAt = options.now().getTime()
    this.saving = options.refusal
      ? { state: 'readOnly', message: options.refusal }
      : options.vault
        ? { state: 'saved', ...(options.wasSaved && { at: this.hourOf(options.savedAt) }) }
        : noStorage
  }

  readonly get = (): Saving => this.saving

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  start(): () => void {
    if (this.saving.state === 'readOnly') return () => {}
    this.stopped = false
    if (this.whole) this.flushAfter(0)
    const deaf = this.form.onPatches((patches) => {
      this.pending.push(...patches)
      this.savedAt = this.now().toISOString()
      this.hasWorked = true
      if (!this.vault) return this.say(noStorage)
      this.say({ state: 'saving' })
      this.flushAfter(pauseMs)
    })
    const onHide = () => void this.flush()
    const onLeave = (event: BeforeUnloadEvent) => {
      leaveField()
      void this.flush()
      if (this.isAtRisk) event.preventDefault()
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

  /** For work that itself writes the whole draft: no autosave comes between. */
  rewrite(work: (draft: Draft) => Promise<void>): Promise<void> {
    const done = this.writing.then(async () => {
      this.pending = []
      this.whole = true
      await work({ filing: this.form.filing, savedAt: this.savedAt })
      this.whole = this.pending.length > 0
      this.entries = 0
    })
    this.writing = done.catch(() => this.flushAfter(pauseMs))
    return done
  }

  /** A copy of all this lies somewhere else now. */
  noteCopy(savedAt: string): void {
    this.copiedOf = savedAt
    this.say(this.saving)
  }

  /** Writes no more, so that what is cleared stays cleared. */
  stop(): Promise<void> {
    this.stopped = true
    window.clearTimeout(this.timer)
    return this.writing
  }

  private get isAtRisk(): boolean {
    if (this.stopped) return false
    return this.vault ? this.pending.length > 0 || this.whole : this.savedAt !== this.copiedOf
  }

  /** `15:32`, and `2019-06-01 15:32` on another day. */
  private hourOf(instant: string): string {
    const at = momentOf(new Date(instant))
    return at.slice(0, 10) === momentOf(this.now()).slice(0, 10) ? at.slice(11) : at
  }

  private flushAfter(ms: number): void {
    window.clearTimeout(this.timer)
    this.timer = window.setTimeout(() => void this.flush(), ms)
  }

  private async write(): Promise<void> {
    const { vault, savedAt } = this
    if (!vault || this.stopped || (this.pending.length === 0 && !this.whole)) return
    const patches = this.pending
    const { filing } = this.form
    this.pending = []
    try {
      if (this.whole) await vault.reopen()
      if (this.whole || this.entries >= entriesBeforeSnapshot) {
        await vault.snapshot({ filing, savedAt })
        this.whole = false
        this.entries = 0
      } else {
        await vault.append(patches, savedAt)
        this.entries++
      }
      if (this.now().getTime() - this.versionKeptAt > versionEveryMs) {
        this.versionKeptAt = this.now().getTime()
        await vault.keepVersion({ filing, savedAt }, '定时保存')
      }
      if (this.pending.length === 0) this.say({ state: 'saved', at: this.hourOf(this.savedAt) })
    } catch (error) {
      this.whole = true
      const full = error instanceof DOMException && error.name === 'QuotaExceededError'
      this.say({
        state: 'failed',
        message: `${full ? '磁盘空间不足' : '浏览器拒绝写入'}，请到“副本与安全”另存带草稿的副本`,
      })
      if (!this.stopped) this.flushAfter(retryMs)
    }
  }

  private say(saving: Saving): void {
    // A new object, since those who listen compare by identity.
    this.saving = { ...saving }
    for (const listener of [...this.listeners]) listener()
  }
}

const noStorage: Saving = {
  state: 'failed',
  message: '这个浏览器不允许保存草稿（可能是无痕模式），关闭前请到“副本与安全”另存带草稿的副本',
}
