// The platform as its users meet it: the real program as a process of its own, on a data folder of its own.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

export class Platform {
  readonly url: string
  /** All it has said since its last start. */
  said = ''
  private readonly folder = mkdtempSync(join(tmpdir(), 'zicha-journey-'))
  private readonly port: number
  private readonly command: 'serve' | 'demo'
  private process: ChildProcess | undefined

  private constructor(command: 'serve' | 'demo', port: number) {
    this.command = command
    this.port = port
    this.url = `http://127.0.0.1:${port}`
  }

  static async start(command: 'serve' | 'demo'): Promise<Platform> {
    execFileSync(process.execPath, [join(root, 'tools/build.ts'), '--if-needed'], { stdio: 'pipe' })
    const platform = new Platform(command, await freePort())
    await platform.start()
    return platform
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [join(root, 'src/cli.ts'), this.command], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...process.env,
        PORT: String(this.port),
        HOST: '127.0.0.1',
        DATA_DIR: join(this.folder, 'data'),
        DATABASE_URL: '',
        LOG_LEVEL: 'error',
      },
    })
    this.process = child
    this.said = ''
    await new Promise<void>((resolve, reject) => {
      child.stderr?.on('data', (words) => {
        this.said += words
        if (this.said.includes('Ctrl-C')) resolve()
      })
      child.once('exit', () => reject(new Error(`The platform ended: ${this.said}`)))
    })
  }

  /** As when the plug is pulled, or as it is told to. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.process
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill(signal)
    await ended
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM')
    rmSync(this.folder, { recursive: true, force: true })
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
