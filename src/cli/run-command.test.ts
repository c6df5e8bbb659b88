import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type } from '../../test/command-line.ts'
import { commands } from './all.ts'

test('every command file is listed, under its own name', () => {
  const files = readdirSync(`${import.meta.dirname}/commands`).filter((file) => !file.endsWith('.test.ts'))
  expect(commands.map(({ name }) => `${name.replace(' ', '-')}.ts`).toSorted()).toEqual(files.toSorted())
})

test('no words at all: the list of commands', async () => {
  const { exit, out } = await type()
  expect(exit).toBe(0)
  for (const { name } of commands) expect(out).toContain(name)
})

test.each(commands.map(({ name }) => name))('%s explains itself', async (name) => {
  const { exit, out } = await type(...name.split(' '), '--help')
  expect(exit).toBe(0)
  expect(out).toContain(`zicha ${name}`)
})

test('help on a command is given either way round, and for a family of commands', async () => {
  expect((await type('help', 'user')).out).toBe((await type('user', '--help')).out)
  const family = await type('package')
  expect(family).toMatchObject({ exit: 2, err: expect.stringContaining('package inspect') })
  expect(family.err).not.toContain('backup')
})

test('an unknown command or option is a usage error, and says which', async () => {
  expect(await type('fly')).toMatchObject({ exit: 2, err: expect.stringContaining('fly') })
  expect(await type('serve', '--fly')).toMatchObject({ exit: 2, err: expect.stringContaining('--fly') })
  expect(await type('user', 'add', '--name')).toMatchObject({
    exit: 2,
    err: expect.stringMatching(/^选项 --name/),
  })
})
