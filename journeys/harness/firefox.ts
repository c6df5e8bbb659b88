// Firefox as Debian ships it, by WebDriver BiDi: Playwright drives only a Firefox of its own.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'

interface Answer {
  readonly id?: number
  readonly method?: string
  readonly params?: { readonly level?: string; readonly text?: string }
  readonly error?: string
  readonly message?: string
  readonly result?: unknown
}

const down = (value: string) => ({ type: 'keyDown', value })
const up = (value: string) => ({ type: 'keyUp', value })
/** The second browser is slow to come where a first one is at work. */
export const soon = expect.configure({ timeout: 60_000 }).poll
/** As WebDriver writes them. */
export const enter = '\uE007'
export const control = '\uE009'

/** One window, its profile and its downloads under `folder`. */
export class Firefox {
  readonly complaints: string[] = []
  private readonly downloads: string
  private readonly profile: string
  private readonly program: string
  private child!: ChildProcess
  private socket!: WebSocket
  private context = ''
  private asked = 0
  private readonly waiting = new Map<number, (answer: Answer) => void>()

  constructor(program: string, folder: string) {
    this.program = program
    this.profile = join(folder, 'firefox')
    this.downloads = join(folder, 'downloads')
    mkdirSync(this.profile)
    mkdirSync(this.downloads)
    const settings = {
      'browser.download.folderList': 2,
      'browser.download.dir': this.downloads,
      'browser.shell.checkDefaultBrowser': false,
      'datareporting.policy.dataSubmissionEnabled': false,
      'app.update.auto': false,
    }
    const lines = Object.entries(settings).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
    )
    writeFileSync(join(this.profile, 'user.js'), lines.join('\n'))
  }

  async start(): Promise<void> {
    this.child = spawn(
      this.program,
      ['--headless', '--no-remote', '--profile', this.profile, '--remote-debugging-port', '0', 'about:blank'],
      // Somebody else's home would stop it from starting as root.
      { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, HOME: this.profile } },
    )
    this.socket = new WebSocket(`${await this.address()}/session`)
    this.socket.onmessage = ({ data }) => this.hear(JSON.parse(data))
    await new Promise((resolve, reject) => {
      this.socket.onopen = resolve
      this.socket.onerror = reject
    })
    await this.ask('session.new', { capabilities: {} })
    await this.ask('session.subscribe', { events: ['log.entryAdded'] })
    const { contexts } = (await this.ask('browsingContext.getTree')) as { contexts: { context: string }[] }
    this.context = contexts[0]?.context ?? ''
  }

  private address(): Promise<string> {
    let said = ''
    return new Promise((resolve, reject) => {
      this.child.once('exit', () => reject(new Error(`Firefox did not start: ${said}`)))
      this.child.stderr?.on('data', (words) => {
        said += words
        const address = /ws:\/\/[\d.:]+/.exec(said)?.[0]
        if (address) resolve(address)
      })
    })
  }

  private hear({ id, method, params, ...answer }: Answer): void {
    if (id !== undefined) this.waiting.get(id)?.(answer)
    else if (method === 'log.entryAdded' && params?.level === 'error') this.complaints.push(params.text ?? '')
  }

  private async ask(method: string, params: object = {}): Promise<unknown> {
    this.asked += 1
    const id = this.asked
    const answered = new Promise<Answer>((resolve) => this.waiting.set(id, resolve))
    this.socket.send(JSON.stringify({ id, method, params }))
    const { error, message, result } = await answered
    if (error) throw new Error(`${method}: ${error}: ${message}`)
    return result
  }

  async open(url: string): Promise<void> {
    await this.ask('browsingContext.navigate', { context: this.context, url, wait: 'complete' })
  }

  /** Runs in the page. */
  async run<Given, Told>(what: (given: Given) => Told, given: Given): Promise<Told> {
    const { result, exceptionDetails } = (await this.ask('script.callFunction', {
      functionDeclaration: `(given) => JSON.stringify([(${what})(JSON.parse(given))])`,
      arguments: [{ type: 'string', value: JSON.stringify(given) }],
      target: { context: this.context },
      awaitPromise: false,
      userActivation: true,
    })) as { result?: { value: string }; exceptionDetails?: { text: string } }
    if (!result) throw new Error(exceptionDetails?.text)
    return JSON.parse(result.value)[0]
  }

  async go(at: string): Promise<void> {
    await this.run((at) => {
      window.location.hash = at
    }, at)
  }

  /** Puts the caret into a field that may still have to come. */
  async focus(selector: string): Promise<void> {
    const isThere = (selector: string) => {
      document.querySelector<HTMLElement>(selector)?.focus()
      return document.activeElement?.matches(selector) ?? false
    }
    await soon(() => this.run(isThere, selector)).toBe(true)
  }

  valueOf(selector: string): Promise<string | undefined> {
    return this.run((selector) => document.querySelector<HTMLInputElement>(selector)?.value, selector)
  }

  type(text: string): Promise<void> {
    return this.strike([...text].flatMap((value) => [down(value), up(value)]))
  }

  /** Held down together. */
  chord(...keys: string[]): Promise<void> {
    return this.strike([...keys.map(down), ...keys.toReversed().map(up)])
  }

  private async strike(actions: readonly object[]): Promise<void> {
    await this.ask('input.performActions', {
      context: this.context,
      actions: [{ type: 'key', id: 'keyboard', actions }],
    })
  }

  async press(label: string): Promise<void> {
    const isPressed = (label: string) => {
      const button = Array.from(document.querySelectorAll('button')).find((one) =>
        one.textContent?.includes(label),
      )
      button?.click()
      return button !== undefined
    }
    await soon(() => this.run(isPressed, label)).toBe(true)
  }

  text(): Promise<string> {
    return this.run(() => document.querySelector('#root')?.textContent ?? '', null)
  }

  async expectText(text: string): Promise<void> {
    await soon(() => this.text()).toContain(text)
  }

  /** Path of the one file that has been saved, once it is whole: Firefox first lays an empty one in its place. */
  async saved(ending: string): Promise<string> {
    const whole = () => {
      const names = readdirSync(this.downloads)
      if (names.some((name) => name.endsWith('.part'))) return []
      return names.filter((name) => name.endsWith(ending) && statSync(join(this.downloads, name)).size > 0)
    }
    await soon(() => whole().length).toBe(1)
    return join(this.downloads, whole()[0] ?? '')
  }

  async kill(): Promise<void> {
    if (!this.child || this.child.exitCode !== null) return
    const gone = once(this.child, 'exit')
    this.child.kill('SIGKILL')
    await gone
  }
}
