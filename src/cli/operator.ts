import type { Actor } from '../domain/account.ts'

/** Whoever can run commands on this machine; the trail names them so. */
export const operator: Actor = {
  id: 'command-line',
  username: 'zicha',
  name: '命令行',
  role: 'administrator',
  unitCode: null,
}
