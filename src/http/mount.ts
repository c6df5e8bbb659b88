// Puts an endpoint of the contract on the server: parses what comes in, finds out who asks, and calls one deed.
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import type { Deps } from '../actions/deps.ts'
import {
  type AnswerOf,
  type BodyOf,
  type Endpoint,
  megabyte,
  type ParamsOf,
  type QueryOf,
} from '../contract/endpoint.ts'
import type { Actor } from '../domain/account.ts'
import { Problem } from '../domain/problem.ts'
import { malformed } from './errors.ts'
import type { Session, SessionOptions } from './session.ts'
import { takeUpload, type Upload } from './upload.ts'

export interface Call<E extends Endpoint> {
  readonly params: ParamsOf<E>
  readonly query: QueryOf<E>
  readonly body: BodyOf<E>
  readonly upload: E['upload'] extends object ? Upload : undefined
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

export interface OwnCall<E extends Endpoint> extends Call<E> {
  readonly actor: Actor
  readonly session: Session
}

/** Bytes or a stream, to be saved under a name. */
export interface Download {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array | AsyncIterable<Uint8Array>
  readonly headers?: Readonly<Record<string, string>>
}

export type Gives<E extends Endpoint> = E['download'] extends true ? Download : AnswerOf<E>

interface Options {
  /** Also for those who must first change a one-time password. */
  readonly evenBeforePassword?: boolean
  readonly status?: 201
  /** Requests a minute from one address. */
  readonly perMinute?: number
  readonly mostJsonBytes?: number
  /** Turns strangers away before a byte of the body is read. */
  readonly onlyOwn?: boolean
}

// Nobody in particular has little to say.
const mostFromStrangers = 16 * 1024

export class Mount {
  readonly app: FastifyInstance
  readonly #temporary: string
  readonly #mostBytes: number

  constructor(app: FastifyInstance, { temporary, mostBytes }: { temporary: string; mostBytes: number }) {
    this.app = app
    this.#temporary = temporary
    this.#mostBytes = mostBytes
  }

  /** For whoever has signed in; what they may do is the deed's to decide. */
  own<E extends Endpoint>(
    endpoint: E,
    answer: (call: OwnCall<E>) => Promise<Gives<E>>,
    options: Options = {},
  ): void {
    this.anyone(
      endpoint,
      async (call) => {
        const session = call.request.session
        if (!session) throw nobody()
        const { account } = session
        if (account.mustChangePassword && !options.evenBeforePassword) throw changePasswordFirst()
        const { id, username, name, role, unitCode } = account
        const actor: Actor = { id, username, name, role, unitCode, address: call.request.ip }
        return answer({ ...call, actor, session })
      },
      { mostJsonBytes: 2 * megabyte, ...options, onlyOwn: true },
    )
  }

  /** For nobody in particular: signing in, setting up. */
  anyone<E extends Endpoint>(
    endpoint: E,
    answer: (call: Call<E>) => Promise<Gives<E>>,
    options: Options = {},
  ): void {
    const { method, path, upload } = endpoint
    this.app.route({
      method: method as HTTPMethods,
      url: path,
      bodyLimit: options.mostJsonBytes ?? mostFromStrangers,
      onRequest: async (request) => {
        if (options.onlyOwn && !request.session) throw nobody()
      },
      ...(options.perMinute
        ? { config: { rateLimit: { max: options.perMinute, timeWindow: '1 minute' } } }
        : {}),
      handler: async (request, reply) => {
        const query = read(endpoint.query, request.query, 'query')
        const body = read(endpoint.body, request.body, 'body')
        const taken = upload && (await this.#take(request, upload))
        const call = {
          params: request.params,
          query,
          body,
          upload: taken,
          request,
          reply,
        } as unknown as Call<E>
        const given = await answer(call).finally(() => taken?.dispose())
        if (endpoint.download) return send(reply, given as Download)
        return reply
          .code(options.status ?? 200)
          .header('cache-control', 'no-store')
          .send(given === null ? 'null' : given)
      },
    })
  }

  #take(request: FastifyRequest, { limit = this.#mostBytes, sealed }: NonNullable<Endpoint['upload']>) {
    return takeUpload(request, Math.min(limit, this.#mostBytes), sealed && this.#temporary)
  }
}

/** Members of the rack: each mounts the endpoints of one topic. */
export type Routes = (mount: Mount, deps: Deps, options: SessionOptions) => void

function read(schema: Endpoint['body'], outside: unknown, where: 'query' | 'body'): unknown {
  if (!schema) return undefined
  const { success, data, error } = schema.safeParse(outside)
  if (success) return data
  const fields = error.issues.slice(0, 20).map(({ path, code }) => ({ at: [where, ...path].join('.'), code }))
  throw malformed({ fields })
}

function send(reply: FastifyReply, { name, mediaType, bytes, headers = {} }: Download): FastifyReply {
  // Never shown in our own origin: what a unit has uploaded is not ours.
  const plain = name.replace(/[^\w.-]/g, '_')
  const whole = encodeURIComponent(name.replace(/\p{Cs}/gu, '_')).replace(/['()*]/g, percent)
  return reply
    .headers(headers)
    .header('cache-control', 'private, no-store')
    .header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${whole}`)
    .type(mediaType)
    .send(
      bytes instanceof Uint8Array
        ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
        : Readable.from(bytes),
    )
}

/** What encodeURIComponent leaves and a header must not have. */
const percent = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`

const nobody = () => new Problem('forbidden', 'session.none', '请先登录')
const changePasswordFirst = () =>
  new Problem('forbidden', 'account.must-change-password', '请先把初始密码改为自己的密码')
