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

test('an unknown command or option is a usage error, and says which', async () => {
  expect(await type('fly')).toMatchObject({ exit: 2, err: expect.stringContaining('fly') })
  expect(await type('serve', '--fly')).toMatchObject({ exit: 2, err: expect.stringContaining('--fly') })
})
