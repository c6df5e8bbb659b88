// Who may sign in, what they are, and the law of passwords and lock-out.
import { Problem } from './problem.ts'

export const commissionRoles = ['administrator', 'reviewer', 'observer'] as const
export const unitRoles = ['unit-administrator', 'filler', 'approver'] as const
export const roles = [...commissionRoles, ...unitRoles] as const
export type Role = (typeof roles)[number]

export const roleNames: Readonly<Record<Role, string>> = {
  administrator: '管理员',
  reviewer: '审核员',
  observer: '观察员',
  'unit-administrator': '单位管理员',
  filler: '填报员',
  approver: '审批人',
}

export const isUnitRole = (role: Role): boolean => (unitRoles as readonly Role[]).includes(role)

export interface Account {
  readonly id: string
  /** Lower case; unique over the whole installation. */
  readonly username: string
  readonly name: string
  readonly role: Role
  /** Null for the commission's own people. */
  readonly unitCode: string | null
  /** Set while the password was chosen by somebody else. */
  readonly mustChangePassword: boolean
  readonly disabled: boolean
}

/** How a list of accounts may be narrowed. */
export const accountStandings = ['locked', 'never', 'disabled'] as const
export type AccountStanding = (typeof accountStandings)[number]

/** The account as far as permissions and the trail need it. */
export interface Actor extends Pick<Account, 'id' | 'username' | 'name' | 'role' | 'unitCode'> {
  /** Where the request came from, when it came over the network. */
  readonly address?: string
}

export function readUsername(text: string): string {
  const username = text.trim().normalize('NFKC').toLowerCase()
  if (!/^[a-z0-9][a-z0-9._@-]{1,63}$/.test(username)) throw badUsername(text)
  return username
}

/** A commission role belongs to nobody's unit; a unit role to exactly one. */
export function fitRole(role: Role, unitCode: string | null): void {
  if (isUnitRole(role) !== (unitCode !== null)) throw roleMisfit(role)
}

export const shortestPassword = 10

const leastUnforeseen = 8

/** How many characters are left without the words everybody tries, and without runs such as 123, cba and aaa. */
function unforeseen(password: string): number {
  const letters = [...password.replace(/passw[o0]rd|qwerty|admin|zicha/gi, '')]
  const code = (at: number) => letters[at]?.codePointAt(0) ?? Number.NaN
  const step = (at: number) => code(at + 1) - code(at)
  const runsFrom = (at: number) => Math.abs(step(at)) <= 1 && step(at) === step(at + 1)
  return letters.filter((_, at) => ![at - 2, at - 1, at].some(runsFrom)).length
}

export function readPassword(password: string, username: string): string {
  if ([...password].length < shortestPassword) throw weakPassword(`密码至少 ${shortestPassword} 个字符`)
  if (password.length > 200) throw weakPassword('密码不能超过 200 个字符')
  if (new Set(password).size < 5) throw weakPassword('密码中重复的字符过多')
  if ([...password.toLowerCase().replaceAll(username, '')].length < shortestPassword)
    throw weakPassword(`密码除去用户名后至少 ${shortestPassword} 个字符`)
  if (unforeseen(password) < leastUnforeseen)
    throw weakPassword(`密码除去常见的词和 123、abc 之类连续的字符后至少 ${leastUnforeseen} 个字符`)
  return password
}

const failuresAllowed = 5
const lockedMinutes = 15

/** Every fifth failure in a row shuts the account for a quarter of an hour. */
export const lockedUntil = (failures: number, now: Date): Date | null =>
  failures > 0 && failures % failuresAllowed === 0 ? new Date(now.getTime() + lockedMinutes * 60_000) : null

export const lockedSince = (now: Date): Date => new Date(now.getTime() - lockedMinutes * 60_000)

/** Failures elsewhere do not shut an account where it was in use before; as many failures there do. */
export const isOpenFrom = ({ opened, refused }: { opened: number; refused: number }): boolean =>
  opened > 0 && refused < failuresAllowed

const badUsername = (text: string) =>
  new Problem(
    'invalid',
    'account.bad-username',
    '用户名须为 2–64 个小写字母、数字或 . _ @ -，以字母或数字开头',
    {
      found: text.slice(0, 80),
    },
  )
const roleMisfit = (role: Role) =>
  new Problem(
    'invalid',
    'account.role-misfit',
    isUnitRole(role)
      ? `“${roleNames[role]}”必须属于一个单位`
      : `“${roleNames[role]}”是主管单位的角色，不能属于填报单位`,
    { role },
  )
const weakPassword = (why: string) =>
  new Problem('invalid', 'account.weak-password', `${why}，请换一个密码`, { shortest: shortestPassword })
