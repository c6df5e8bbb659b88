// The server as one value: nothing listens yet, nothing is read from the environment.
import { randomUUID } from 'node:crypto'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import fastify, { type FastifyInstance } from 'fastify'
import type { Deps } from '../actions/deps.ts'
import { answerError } from './errors.ts'
import { healthRoutes } from './health.ts'
import { Mount } from './mount.ts'
import { allRoutes } from './routes/all.ts'
import { recogniseSessions, type SessionOptions } from './session.ts'
import { serveWeb } from './web.ts'

export interface AppOptions extends SessionOptions {
  readonly logLevel: string
  /** The address a proxy says is the client's. */
  readonly behindProxy: boolean
  /** Certificate and key, when this process itself speaks https. */
  readonly tls?: { readonly cert: string; readonly key: string }
  /** Folder of the built web application; absent when it is not built. */
  readonly webFolder?: string
  /** Where bodies that do not fit into memory wait. */
  readonly temporaryFolder: string
  readonly mostUploadBytes: number
  isReady(): Promise<boolean>
}

export async function buildApp(deps: Deps, options: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger: { level: options.logLevel, serializers: { req: tellRequest, err: tellError } },
    // Only what our own proxy adds: the addresses before it are whatever the client claims.
    trustProxy: options.behindProxy && ((_: string, hop: number) => hop === 0),
    // An address that cannot be read never reaches the hooks that set the headers.
    frameworkErrors: (error, request, reply) => answerError(error, request, reply.headers(bareHeaders)),
    genReqId: () => randomUUID(),
    requestTimeout: 10 * 60_000,
    forceCloseConnections: 'idle',
    ...(options.tls ? { https: options.tls } : {}),
  }) as unknown as FastifyInstance
  app.setErrorHandler(answerError)
  // Anything that is not JSON comes as a stream, to be read in limits by whoever wants it.
  app.addContentTypeParser('*', (_, payload, done) => done(null, payload))
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  await app.register(helmet, security(options))
  await app.register(cookie)
  await app.register(compress, { threshold: 1024, encodings: ['gzip'] })
  await app.register(rateLimit, { global: false })
  recogniseSessions(app, deps, options)
  healthRoutes(app, options.isReady)
  const mount = new Mount(app, { temporary: options.temporaryFolder, mostBytes: options.mostUploadBytes })
  for (const routes of allRoutes) routes(mount, deps, options)
  await serveWeb(app, options.webFolder)
  return app
}

/** No query: names of files are in it. No headers: cookies are in them. */
const tellRequest = (request: { method: string; url: string; ip?: string }) => ({
  method: request.method,
  path: request.url.split('?')[0],
  address: request.ip,
})

/** PostgreSQL quotes whole rows in its details, with the answers and digests in them. */
const tellError = ({ name, message, stack, code }: Error & { code?: unknown }) => ({
  type: name,
  message,
  stack: stack ?? '',
  ...(code === undefined ? {} : { code }),
})

const bareHeaders = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
}

const security = ({ secure }: SessionOptions) => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      workerSrc: ["'self'", 'blob:'],
      frameAncestors: ["'none'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
    },
  },
  frameguard: { action: 'deny' as const },
  hsts: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  referrerPolicy: { policy: 'no-referrer' as const },
})
