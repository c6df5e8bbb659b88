import type { Deps } from '../../actions/deps.ts'
import {
  addAccount,
  changeAccount,
  findAccount,
  resetPassword,
  seeAccounts,
} from '../../actions/manage-accounts.ts'
import { type Role, roleNames, roles } from '../../domain/account.ts'
import { type Command, type Context, type Given, UsageError } from '../command.ts'
import { chooseDeed, type Deed, neededOption, oneWord, textOption } from '../given.ts'
import { operator } from '../operator.ts'

/** What is typed is read before an installation is looked for. */
type Does = (given: Given, context: Context) => (deps: Deps) => Promise<void>

const deeds: Readonly<Record<string, Deed<Does>>> = {
  list: {
    takes: [],
    does(given, { print }) {
      const q = given.words.length > 0 ? oneWord(given) : undefined
      return async (deps) => {
        const { rows, total } = await seeAccounts(deps, operator, { q }, 1, mostShown)
        const lines = rows.map(
          ({ username, name, role, unitName, disabled }) =>
            `${username}\t${name}\t${roleNames[role]}\t${unitName ?? '主管单位'}${disabled ? '\t已停用' : ''}`,
        )
        print({ total, accounts: rows.map(shown) }, [...lines, `共 ${total} 个账号`].join('\n'))
      }
    },
  },
  add: {
    takes: ['name', 'role', 'unit'],
    does(given, { print }) {
      const wanted = {
        username: username(given),
        name: neededOption(given, 'name'),
        role: readRole(neededOption(given, 'role')),
        unitCode: textOption(given, 'unit') ?? null,
      }
      return async (deps) => {
        const made = await addAccount(deps, operator, wanted)
        print(made, told('已建立', made))
      }
    },
  },
  reset: {
    takes: [],
    does(given, { print }) {
      const whose = username(given)
      return async (deps) => {
        const { id } = await findAccount(deps, operator, whose)
        const made = await resetPassword(deps, operator, id)
        print(made, told('已重设', made))
      }
    },
  },
  disable: { takes: [], does: (given, context) => turn(given, context, true) },
  enable: { takes: [], does: (given, context) => turn(given, context, false) },
}

const mostShown = 100_000

export const user: Command = {
  name: 'user',
  summary: '查看、建立、停用账号，重设密码',
  usage: 'list [文字] | add <用户名> | reset <用户名> | disable <用户名> | enable <用户名>',
  options: {
    name: { type: 'string', doc: 'add：姓名' },
    role: { type: 'string', doc: `add：角色，${roles.join('、')} 之一` },
    unit: { type: 'string', doc: 'add：单位代码，单位的账号必须给出' },
  },
  async run(typed, context) {
    const { does, given } = chooseDeed(deeds, typed)
    await context.withDeps(does(given, context))
    return 'done'
  },
}

const username = (given: Given): string => oneWord(given, '一个用户名')

function readRole(text: string): Role {
  const role = roles.find((one) => one === text)
  if (!role) throw new UsageError(`没有“${text}”这个角色，请用 ${roles.join('、')} 之一`)
  return role
}

function turn(given: Given, { print }: Context, disabled: boolean): ReturnType<Does> {
  const whose = username(given)
  return async (deps) => {
    const { id } = await findAccount(deps, operator, whose)
    const account = await changeAccount(deps, operator, id, { disabled })
    print({ account }, `${account.username} ${disabled ? '已停用' : '已启用'}`)
  }
}

/** Never the digest of a password. */
const shown = ({ id, username, name, role, unitCode, disabled }: Row) => ({
  id,
  username,
  name,
  role,
  unitCode,
  disabled,
})

type Row = Awaited<ReturnType<typeof seeAccounts>>['rows'][number]

const told = (what: string, { account, oneTimePassword }: Awaited<ReturnType<typeof addAccount>>): string =>
  `${what} ${account.username}，一次性密码（只显示这一次，首次登录须修改）：${oneTimePassword}`
