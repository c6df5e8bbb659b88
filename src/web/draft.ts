// The draft on the server, as this window keeps it: patches go out after a pause, others' changes come in.
import { contract } from '../contract/all.ts'
import type { DraftView } from '../contract/drafts.ts'
import { answered, type Conflict } from '../domain/conflicts.ts'
import type { Filing } from '../domain/filing.ts'
import { applyPatches, difference, type Patch } from '../domain/patch.ts'
import type { Saving, Watched } from '../filler/home.ts'
import { leaveField } from '../filler/leave-field.ts'
import type { Form } from '../form/form.ts'
import { call, Refused, wordsOf } from './api.ts'
import { clock } from './words.ts'

const pauseMs = 800
const retryMs = 5000

const signedOutWords = '登录已过期。请刷新本页重新登录，已填内容在本机，登录后自动保存'

export class DraftKeeper implements Watched<Saving> {
  private saving: Saving
  private version: number
  /** Made here and not yet taken by the server, in order. */
  private pending: Patch[]
  private signedOut = false
  private sending: Promise<void> | undefined
  private timer: number | undefined
  private readonly listeners = new Set<() => void>()
  private readonly form: Form
  private readonly params: { campaignId: string; unitCode: string }
  private readonly today: string
  private readonly journalKey: string
  private readonly onConflict: (conflicts: readonly Conflict[]) => void
  private stop: () => void = () => {}

  constructor(options: {
    form: Form
    draft: DraftView
    params: { campaignId: string; unitCode: string }
    today: string
    readOnlyBecause: string | null
    onConflict(conflicts: readonly Conflict[]): void
  }) {
    this.form = options.form
    this.params = options.params
    this.today = options.today
    this.version = options.draft.version
    this.onConflict = options.onConflict
    this.journalKey = `draft ${options.params.campaignId} ${options.params.unitCode}`
    this.saving = options.readOnlyBecause
      ? { state: 'readOnly', message: options.readOnlyBecause }
      : { state: 'saved', ...(options.draft.version > 0 && { at: this.hourOf(options.draft.at) }) }
    this.pending = options.readOnlyBecause ? [] : this.readJournal()
  }

  readonly get = (): Saving => this.saving

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Begins to keep; what a crash left unsent is brought back and sent. */
  start(): () => void {
    if (this.saving.state === 'readOnly') return () => {}
    if (this.pending.length > 0) {
      this.form.apply(this.pending)
      this.plan(0)
    }
    const deaf = this.form.onPatches((patches) => {
      this.pending.push(...patches)
      this.writeJournal()
      this.say({ state: 'saving' })
      this.plan(pauseMs)
    })
    const onLeave = (event: BeforeUnloadEvent) => {
      leaveField()
      // Who was signed out must load anew; the journal brings everything back.
      if (this.pending.length === 0 || this.signedOut) return
      void this.flush()
      event.preventDefault()
    }
    const onHide = () => void this.flush()
    window.addEventListener('beforeunload', onLeave)
    window.addEventListener('pagehide', leaveField)
    document.addEventListener('visibilitychange', onHide)
    this.stop = () => {
      deaf()
      window.clearTimeout(this.timer)
      window.removeEventListener('beforeunload', onLeave)
      window.removeEventListener('pagehide', leaveField)
      document.removeEventListener('visibilitychange', onHide)
      void this.flush()
    }
    return () => this.stop()
  }

  /** Resolves when the server has everything that was made before, or throws the refusal. */
  async settle(): Promise<void> {
    while (this.pending.length > 0) {
      await this.flush()
      if (this.saving.state === 'failed') throw new Error(this.saving.message)
    }
  }

  /** Each conflict is answered by keeping ours or taking theirs. */
  async resolve(conflicts: readonly Conflict[], keepOurs: ReadonlySet<string>): Promise<void> {
    const draft = await call(contract.drafts.get, { params: this.params })
    this.version = draft.version
    this.pending = answered(this.pending, conflicts, keepOurs)
    this.takeIn(draft.filing)
    this.writeJournal()
    if (this.pending.length === 0) this.say({ state: 'saved', at: this.hourOf(draft.at) })
    else this.plan(0)
  }

  /** `15:32`, and `06-01 15:32` on another day. */
  private hourOf(instant: string): string {
    const told = clock(instant)
    return told.slice(told.startsWith(this.today) ? 11 : 5)
  }

  private plan(delay: number): void {
    window.clearTimeout(this.timer)
    this.timer = window.setTimeout(() => void this.flush(), delay)
  }

  /** One request at a time: whoever asks while one is under way waits for it. */
  private flush(): Promise<void> {
    this.sending ??= this.send().finally(() => {
      this.sending = undefined
    })
    return this.sending
  }

  private async send(): Promise<void> {
    if (this.pending.length === 0) return
    const patches = [...this.pending]
    try {
      const saved = await call(contract.drafts.patch, {
        params: this.params,
        body: { version: this.version, patches },
      })
      this.version = saved.version
      this.pending.splice(0, patches.length)
      if (saved.filing) this.takeIn(saved.filing)
      this.writeJournal()
      if (this.pending.length > 0) this.plan(pauseMs)
      else this.say({ state: 'saved', at: this.hourOf(saved.at) })
    } catch (error) {
      this.fail(error)
    }
  }

  private fail(error: unknown): void {
    this.signedOut = error instanceof Refused && error.status === 401
    this.say({ state: 'failed', message: this.signedOut ? signedOutWords : wordsOf(error) })
    if (!(error instanceof Refused)) throw error
    if (error.code === 'draft.conflict') this.onConflict(error.details.conflicts as Conflict[])
    else if (this.signedOut || error.status === 0 || error.status >= 500) this.plan(retryMs)
  }

  /** Others' changes, under our own that are still on their way. */
  private takeIn(theirs: Filing): void {
    const patches = difference(this.form.filing, applyPatches(theirs, this.pending))
    if (patches.length > 0) this.form.apply(patches)
  }

  private say(saving: Saving): void {
    this.saving = saving
    for (const listener of [...this.listeners]) listener()
  }

  private readJournal(): Patch[] {
    try {
      const text = window.localStorage.getItem(this.journalKey)
      return text ? (JSON.parse(text) as Patch[]) : []
    } catch {
      return []
    }
  }

  private writeJournal(): void {
    try {
      if (this.pending.length === 0) window.localStorage.removeItem(this.journalKey)
      else window.localStorage.setItem(this.journalKey, JSON.stringify(this.pending))
    } catch {
      // No room or no permission: the server copy, a second later, is the one that counts.
    }
  }
}
