// The platform as one running thing: built from its settings, stopped without losing a request.
import { existsSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { createSecureContext } from 'node:tls'
import { sql } from 'kysely'
import { dropUnfinished } from './actions/demonstration.ts'
import type { Deps } from './actions/deps.ts'
import { offerSetup } from './actions/set-up.ts'
import { sweep } from './actions/sweep.ts'
import { type Config, isLoopback } from './config.ts'
import { Problem } from './domain/problem.ts'
import { builtFolder, furnish, type Opening, openFolder } from './house.ts'
import { buildApp } from './http/app.ts'
import { keepCertificate, type ServerCertificate } from './store/certificates.ts'

export interface ServerOptions extends Opening {
  /** Before the doors open. */
  prepare?: (deps: Deps) => Promise<void>
  /** Rejects when it is told to stop; what is being prepared is then given up. */
  stopped?: Promise<never>
}

export interface Running {
  url: string
  /** Where the first administrator sets up; only while nobody has. */
  setupUrl?: string
  /** To be installed on the computers of those who come by network. */
  authorityFile?: string
  stop(): Promise<void>
}

export async function startServer(config: Config, options: ServerOptions): Promise<Running> {
  const data = await openFolder(config, { ...options, limits })
  try {
    const tls = certificateFor(config)
    // Before anything that takes its time.
    await demandPort(config)
    await dropLeftovers(data.path)
    const left = join(data.path, 'master.key')
    if (data.keyFile !== left && existsSync(left))
      options.say?.(`主密钥已另存，但数据目录中还有一份：请核对后删除 ${left}`)
    const unprepared = await furnish(data)
    if (await dropUnfinished(unprepared)) {
      await rm(join(data.path, 'blobs'), { recursive: true, force: true })
      options.say?.('上次建立演示时中途停止，不完整的演示数据已清除')
    }
    await Promise.race([options.prepare?.(unprepared), ...(options.stopped ? [options.stopped] : [])])
    // Anew, since what was prepared may have set the clock.
    const deps = await furnish(data)
    const webFolder = builtFolder('web')
    const app = await buildApp(deps, {
      logLevel: config.LOG_LEVEL,
      behindProxy: config.BEHIND_PROXY,
      secure: tls !== undefined || config.BEHIND_PROXY,
      ...(config.PUBLIC_URL ? { origin: config.PUBLIC_URL } : {}),
      ...(tls ? { tls } : {}),
      ...(webFolder ? { webFolder } : {}),
      temporaryFolder: join(data.path, 'incoming'),
      mostUploadBytes: config.MAX_UPLOAD_MB * 1024 * 1024,
      async isReady() {
        await sql`select 1`.execute(data.db)
        return true
      },
    })
    await app.listen({ host: config.HOST, port: config.PORT }).catch(refuseListening(config))
    const renewal =
      tls && !config.TLS_CERT ? renewDaily(config, app.server as unknown as Renewable) : undefined
    const sweeping = sweepHourly(deps, (error) => app.log.error({ err: error }, 'sweep'))
    // Asked for any free port, it tells which it was given.
    const { port: PORT } = app.server.address() as AddressInfo
    const url = addressOf({ ...config, PORT }, tls !== undefined)
    const token = await offerSetup(deps)
    return {
      url,
      ...(token ? { setupUrl: `${url}/setup#${token}` } : {}),
      ...(tls && 'authorityFile' in tls ? { authorityFile: tls.authorityFile } : {}),
      async stop() {
        clearInterval(renewal)
        // Whoever uploads for minutes on end is cut off; what was answered is kept.
        const deadline = setTimeout(() => app.server.closeAllConnections(), patienceMs)
        await app.close()
        clearTimeout(deadline)
        await sweeping.stop()
        await data.close()
      },
    }
  } catch (error) {
    await data.close()
    throw error
  }
}

const patienceMs = 10_000

// Many times what the slowest deed takes, and less than a person waits.
const limits = { statementMs: 60_000, lockMs: 20_000, idleMs: 60_000 }

/** Uploads that a kill has cut off: nobody knows of them any more. */
async function dropLeftovers(path: string): Promise<void> {
  for (const folder of ['incoming', join('blobs', 'incoming')])
    await rm(join(path, folder), { recursive: true, force: true })
}

/** At once and then every hour; one that is under way is waited for. */
function sweepHourly(deps: Deps, failed: (error: unknown) => void): { stop(): Promise<unknown> } {
  const once = () => sweep(deps).catch(failed)
  let last = once()
  const hourly = setInterval(() => {
    last = last.then(once)
  }, 3_600_000).unref()
  return {
    stop() {
      clearInterval(hourly)
      return last
    },
  }
}

function certificateFor(config: Config): ServerCertificate | { cert: string; key: string } | undefined {
  if (config.BEHIND_PROXY) return undefined
  if (config.TLS_CERT) return givenCertificate(config)
  if (isLoopback(config.HOST)) return undefined
  return keepCertificate(join(config.DATA_DIR, 'tls'), namesOf(config), new Date())
}

function givenCertificate({ TLS_CERT, TLS_KEY }: Config): { cert: string; key: string } {
  try {
    const given = { cert: readFileSync(TLS_CERT, 'utf8'), key: readFileSync(TLS_KEY, 'utf8') }
    createSecureContext(given)
    return given
  } catch (error) {
    throw new Problem(
      'invalid',
      'server.bad-certificate',
      `证书用不了：请检查设置 TLS_CERT（${TLS_CERT}）和 TLS_KEY（${TLS_KEY}）是否为一对 PEM 格式的证书和私钥，本程序能否读取（${(error as Error).message}）`,
    )
  }
}

interface Renewable {
  setSecureContext(certificate: { cert: string; key: string }): void
}

/** A server that runs for more than a year must not outlive its certificate. */
function renewDaily(config: Config, server: Renewable): NodeJS.Timeout {
  const renew = () =>
    server.setSecureContext(keepCertificate(join(config.DATA_DIR, 'tls'), namesOf(config), new Date()))
  return setInterval(renew, 86_400_000).unref()
}

const isAnywhere = (host: string) => host === '0.0.0.0' || host === '::'

/** Every name and address by which a browser may come. */
function namesOf({ HOST, PUBLIC_URL }: Config): string[] {
  const names = new Set(['localhost', '127.0.0.1'])
  if (PUBLIC_URL) names.add(new URL(PUBLIC_URL).hostname)
  if (!isAnywhere(HOST)) names.add(HOST)
  else for (const { address, scopeid } of outward()) if (!scopeid) names.add(address)
  if (/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(hostname())) names.add(hostname().toLowerCase())
  return [...names]
}

const outward = () =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal }) => !internal)

function addressOf({ PUBLIC_URL, HOST, PORT }: Config, secure: boolean): string {
  if (PUBLIC_URL) return PUBLIC_URL
  const host = isAnywhere(HOST)
    ? (outward().find(({ family }) => family === 'IPv4')?.address ?? 'localhost')
    : HOST
  const shown = host.includes(':') ? `[${host}]` : host
  return `${secure ? 'https' : 'http'}://${shown}:${PORT}`
}

/** A moment's listening tells what a minute's preparation would otherwise end with. */
async function demandPort(config: Config): Promise<void> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject).listen({ host: config.HOST, port: config.PORT }, resolve)
  }).catch(refuseListening(config))
  await new Promise((resolve) => probe.close(resolve))
}

const refuseListening = (config: Config) => (error: NodeJS.ErrnoException) => {
  throw listenRefusals[error.code ?? '']?.(config) ?? error
}

const listenRefusals: Readonly<Record<string, (config: Config) => Problem>> = {
  EADDRINUSE: ({ PORT }) =>
    new Problem(
      'conflict',
      'server.port-taken',
      `端口 ${PORT} 已被其他程序占用：请停止那个程序，或换一个端口再启动，如 PORT=8081 npm start`,
      { PORT },
    ),
  EACCES: ({ PORT }) =>
    new Problem('forbidden', 'server.port-forbidden', `没有监听端口 ${PORT} 的权限：请换用 1024 以上的端口`, {
      PORT,
    }),
  EADDRNOTAVAIL: (config) => noSuchAddress(config),
  ENOTFOUND: (config) => noSuchAddress(config),
  EAI_AGAIN: (config) => noSuchAddress(config),
}

const noSuchAddress = ({ HOST }: Config) =>
  new Problem('invalid', 'server.no-such-address', `本机没有 ${HOST} 这个地址：请检查设置 HOST`, { HOST })
