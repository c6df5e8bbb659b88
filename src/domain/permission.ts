// Who may do what: one table, verb × role → claim. What the table does not say is not allowed.
import { type Actor, type Role, roleNames } from './account.ts'
import { Problem } from './problem.ts'

/** What a deed is done to, as far as leave depends on it. */
export interface Subject {
  readonly unitCode?: string | null
  /** Of the account that is made or changed. */
  readonly role?: Role
}

type Claim = (actor: Actor, subject: Subject) => boolean

const anywhere: Claim = () => true
const own: Claim = (actor, { unitCode }) => actor.unitCode !== null && actor.unitCode === unitCode
const ownHands: Claim = (actor, subject) =>
  own(actor, subject) && (subject.role === 'filler' || subject.role === 'approver')

const commission = { administrator: anywhere, reviewer: anywhere, observer: anywhere } as const
const everyoneInUnit = { 'unit-administrator': own, filler: own, approver: own } as const

export const permissions = {
  'campaign.see': { ...commission, 'unit-administrator': anywhere, filler: anywhere, approver: anywhere },
  'campaign.edit': { administrator: anywhere },
  'unit.list': commission,
  'unit.edit': { administrator: anywhere },
  'account.list': { administrator: anywhere, 'unit-administrator': own },
  'account.manage': { administrator: anywhere, 'unit-administrator': ownHands },
  'progress.see': commission,
  'totals.see': commission,
  'trail.see': { administrator: anywhere },
  'submission.see': { ...commission, ...everyoneInUnit },
  'submission.export': { administrator: anywhere, reviewer: anywhere, ...everyoneInUnit },
  'submission.submit': { 'unit-administrator': own, approver: own },
  'submission.review': { administrator: anywhere, reviewer: anywhere },
  'submission.reopen': { administrator: anywhere },
  'draft.see': everyoneInUnit,
  'draft.edit': { 'unit-administrator': own, filler: own },
  'package.upload': { 'unit-administrator': own, filler: own },
  'piece.upload': { 'unit-administrator': own, filler: own, approver: own },
  'key.register': { 'unit-administrator': own, filler: own },
  'key.revoke': { administrator: anywhere, 'unit-administrator': own },
} as const satisfies Record<string, Partial<Record<Role, Claim>>>

export type Verb = keyof typeof permissions

export function may(actor: Actor, verb: Verb, subject: Subject = {}): boolean {
  const claims: Partial<Record<Role, Claim>> = permissions[verb]
  return claims[actor.role]?.(actor, subject) ?? false
}

export function demand(actor: Actor, verb: Verb, subject: Subject = {}): void {
  if (!may(actor, verb, subject)) throw notAllowed(actor, verb)
}

const notAllowed = (actor: Actor, verb: Verb) =>
  new Problem('forbidden', 'permission.denied', `“${roleNames[actor.role]}”无权进行此操作，请联系管理员`, {
    verb,
  })
