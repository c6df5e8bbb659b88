// Who asks, by the cookie; and whether the request was made by our own pages.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../actions/deps.ts'
import { recogniseSession } from '../actions/keep-session.ts'
import type { Place, SignedIn } from '../actions/sign-in.ts'
import { requestHeader } from '../contract/endpoint.ts'
import type { Account } from '../domain/account.ts'
import { Problem } from '../domain/problem.ts'

export interface Session {
  readonly id: string
  readonly account: Account
}

declare module 'fastify' {
  interface FastifyRequest {
    session: Session | null
  }
}

export interface SessionOptions {
  /** The browser speaks https to us, or to the proxy before us. */
  readonly secure: boolean
  /** Where the browser finds us, when it is not told by the Host header. */
  readonly origin?: string
}

const cookieName = ({ secure }: SessionOptions) => (secure ? '__Host-zicha' : 'zicha')

export function recogniseSessions(app: FastifyInstance, deps: Deps, options: SessionOptions): void {
  app.decorateRequest('session', null)
  app.addHook('onRequest', async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') demandOwnPage(request, options)
    // By the route: an address may be spelt in more than one way.
    if (!request.routeOptions.url?.startsWith('/api/')) return
    const token = request.cookies[cookieName(options)]
    const found = token ? await recogniseSession(deps, token) : undefined
    if (found) request.session = { id: found.session.id, account: found.account }
  })
}

export function keepCookie(reply: FastifyReply, { token }: SignedIn, options: SessionOptions): void {
  // No lifetime: it goes with the browser's window, and the server ends it sooner when unused.
  reply.setCookie(cookieName(options), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: options.secure,
  })
}

export function dropCookie(reply: FastifyReply, options: SessionOptions): void {
  reply.clearCookie(cookieName(options), {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: options.secure,
  })
}

export const placeOf = (request: FastifyRequest): Place => ({
  address: request.ip,
  browser: String(request.headers['user-agent'] ?? ''),
})

/** A strange page can send neither our header nor our origin. SameSite=Strict says the same a second time. */
function demandOwnPage(request: FastifyRequest, { origin, secure }: SessionOptions): void {
  const { headers } = request
  const own = origin ?? `${secure ? 'https' : 'http'}://${headers.host}`
  const said = headers.origin
  const site = headers['sec-fetch-site']
  if (
    headers[requestHeader] === undefined ||
    (said !== undefined && said !== own) ||
    (site !== undefined && site !== 'same-origin' && site !== 'none')
  )
    throw strangePage()
}

const strangePage = () =>
  new Problem(
    'forbidden',
    'request.strange-page',
    '这个请求不是从本系统的页面发出的，已拒绝；请刷新页面后重试',
  )
