import type { FastifyReply } from 'fastify'
import type { Deps } from '../../actions/deps.ts'
import { changePassword, describeMe, endSession, listOwnSessions } from '../../actions/keep-session.ts'
import { needsSetup, setUp } from '../../actions/set-up.ts'
import { type SignedIn, signIn } from '../../actions/sign-in.ts'
import { session } from '../../contract/session.ts'
import type { Mount } from '../mount.ts'
import { dropCookie, keepCookie, placeOf, type SessionOptions } from '../session.ts'

export function sessionRoutes(mount: Mount, deps: Deps, options: SessionOptions): void {
  const enter = (reply: FastifyReply, signedIn: SignedIn) => {
    keepCookie(reply, signedIn, options)
    return describeMe(deps, signedIn.account)
  }
  const always = { evenBeforePassword: true }

  mount.anyone(
    session.signIn,
    async ({ body, request, reply }) =>
      enter(reply, await signIn(deps, body.username, body.password, placeOf(request))),
    { perMinute: 30 },
  )
  mount.own(
    session.signOut,
    async ({ actor, session, reply }) => {
      await endSession(deps, actor, session.id)
      dropCookie(reply, options)
      return null
    },
    always,
  )
  mount.own(session.me, ({ session }) => describeMe(deps, session.account), always)
  mount.own(
    session.sessions,
    async ({ actor, session }) =>
      (await listOwnSessions(deps, actor)).map(({ id, address, browser, createdAt, lastSeenAt }) => ({
        id,
        current: id === session.id,
        address,
        browser,
        signedInAt: createdAt.toISOString(),
        lastSeenAt: lastSeenAt.toISOString(),
      })),
    always,
  )
  mount.own(
    session.revoke,
    async ({ actor, params }) => {
      await endSession(deps, actor, params.sessionId)
      return null
    },
    always,
  )
  mount.own(
    session.changePassword,
    async ({ actor, session, body }) => {
      await changePassword(deps, actor, session.id, body.current, body.next)
      return describeMe(deps, { ...session.account, mustChangePassword: false })
    },
    { ...always, perMinute: 30 },
  )
  mount.anyone(session.setup, async () => ({ needed: await needsSetup(deps) }))
  mount.anyone(
    session.setUp,
    async ({ body: { token, ...first }, request, reply }) =>
      enter(reply, await setUp(deps, token, first, placeOf(request))),
    { perMinute: 10 },
  )
}
