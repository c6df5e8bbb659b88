// The platform as its users have it: a process of its own, spoken to over the network.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { requestHeader } from '../src/contract/endpoint.ts'

const cli = join(import.meta.dirname, '../src/cli.ts')

export interface ServerProcess {
  url: string
  child: ChildProcess
  /** What it has said on either stream. */
  said(): string
  kill(signal: NodeJS.Signals): Promise<number | null>
}

export async function startProcess(
  folder: string,
  settings: Record<string, string> = {},
  { command = 'serve', until = 'Ctrl-C' } = {},
): Promise<ServerProcess> {
  const port = await freePort()
  const env = { PATH: process.env.PATH, DATA_DIR: folder, PORT: String(port), ...settings }
  const child = spawn(process.execPath, [cli, command], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => said.push(String(piece)))
  while (!said.join('').includes(until)) {
    if (child.exitCode !== null) throw new Error(said.join(''))
    await pause(20)
  }
  return {
    url: `http://127.0.0.1:${port}`,
    child,
    said: () => said.join(''),
    async kill(signal) {
      const gone = once(child, 'exit')
      child.kill(signal)
      const [code] = await gone
      return code
    },
  }
}

/** A command typed on the same installation. */
export const zicha = (folder: string, ...words: string[]) => zichaWith({}, folder, ...words)

export function zichaWith(settings: Record<string, string>, folder: string, ...words: string[]) {
  const env = { PATH: process.env.PATH, DATA_DIR: folder, ...settings }
  return spawnSync(process.execPath, [cli, ...words], { encoding: 'utf8', env })
}

/** Signs in; what comes back asks as that person. */
export async function signIn(url: string, username: string, password: string) {
  const plain = { [requestHeader]: '1', 'content-type': 'application/json' }
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: plain,
    body: JSON.stringify({ username, password }),
  })
  if (!answer.ok) throw new Error(await answer.text())
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  return (path: string, method = 'GET', bytes?: Uint8Array<ArrayBuffer>) =>
    fetch(url + path, {
      method,
      headers: {
        [requestHeader]: '1',
        cookie,
        ...(bytes ? { 'content-type': 'application/octet-stream' } : {}),
      },
      ...(bytes ? { body: bytes } : {}),
    })
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
