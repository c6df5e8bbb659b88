import { expect, test } from 'vitest'
import { makePlatform } from '../../test/platform.ts'
import { beginDemonstration, markDemonstration, seeDemonstration } from './demonstration.ts'
import { changePassword } from './keep-session.ts'

test('a demonstration tells who may enter and how, but no password that has been changed since', async () => {
  const { deps, people, password } = await makePlatform()
  const signIns = (['administrator', 'reviewer', 'filler'] as const).map((person) => {
    const { role, username } = people[person]
    return { role, username, password: password[person], where: '示例' }
  })
  await beginDemonstration(deps)
  await markDemonstration(deps, 0, { signIns, passphrase: 'abcd' })
  expect(await seeDemonstration(deps)).toEqual({ signIns, passphrase: 'abcd' })
  await changePassword(deps, people.reviewer, 'none', password.reviewer, 'my-own-long-word')
  const seen = await seeDemonstration(deps)
  expect(seen?.signIns.map((signIn) => signIn.password)).toEqual([
    password.administrator,
    null,
    password.filler,
  ])
})

test('an installation with people of its own tells nobody how to enter', async () => {
  expect(await seeDemonstration((await makePlatform()).deps)).toBeUndefined()
})
