import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type } from '../../test/command-line.ts'
import { type Cast, makeCast, sampleContents } from '../../test/packages.ts'
import { lockKey } from '../sealing/keys.ts'
import { passphraseFrom } from './files.ts'

let folder: string
let cast: Cast
const at = (name: string) => join(folder, name)
const save = (name: string, value: unknown) => writeFile(at(name), JSON.stringify(value))

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sez-cli-'))
  cast = await makeCast(1)
  await save('commission.json', cast.commission)
  await save('commission.pub.json', cast.commission.publicKey)
  await save('unit.json', await lockKey(cast.unit, '口令'))
  await save('stranger.json', cast.stranger)
  await writeFile(at('words'), '口令\n')
  const contents = sampleContents(2_000)
  await save('filing.json', contents.filing)
  await mkdir(at('files'))
  for (const bytes of contents.attachments.values()) await writeFile(at('files/扫描件.pdf'), bytes)
})
afterAll(() => rm(folder, { recursive: true }))

const make = (out: string, ...more: string[]) =>
  type(
    ...['package', 'make', at('filing.json'), '--out', at(out), '--to', at('commission.pub.json')],
    ...['--key', at('unit.json'), '--passphrase-file', at('words'), '--attachments', at('files'), ...more],
  )

test('a package is made, looked at, verified and opened again from the command line', async () => {
  expect(await make('one.sez')).toMatchObject({ exit: 0 })
  expect((await type('package', 'inspect', at('one.sez'))).out).toContain('单位代码：BJ-01')
  const verified = await type('package', 'verify', at('one.sez'), '--signer', at('unit.json'), '--json')
  expect(verified.exit).toBe(0)
  const opened = await type(
    ...['package', 'open', at('one.sez'), '--key', at('commission.json'), '--signer', at('unit.json')],
    ...['--out', at('opened'), '--json'],
  )
  expect(opened.exit).toBe(0)
  expect(JSON.parse(opened.out).digest).toBe(JSON.parse(verified.out).digest)
  const read = async (name: string) => JSON.parse(await readFile(at(name), 'utf8'))
  expect(await read('opened/filing.json')).toEqual(await read('filing.json'))
})

test('the next package knows the last one, and counts on', async () => {
  const { out } = await make('two.sez', '--previous', at('one.sez'), '--json')
  const { digest } = JSON.parse((await type('package', 'verify', at('one.sez'), '--json')).out)
  expect(JSON.parse(out)).toMatchObject({ header: { revision: 2 }, manifest: { previous: digest } })
})

test('no package follows one of another unit or another campaign', async () => {
  const { filing } = sampleContents()
  for (const changes of [{ unitCode: 'BJ-02' }, { campaignId: '2020' }]) {
    await save('other.json', { ...filing, ...changes })
    const { exit, out } = await type(
      ...['package', 'make', at('other.json'), '--out', at('stray.sez'), '--to', at('commission.pub.json')],
      ...['--key', at('unit.json'), '--passphrase-file', at('words'), '--previous', at('one.sez'), '--json'],
    )
    expect(exit).toBe(1)
    expect(JSON.parse(out).code).toMatch(/^sealing\.other-(unit|campaign)$/)
  }
})

test('a refused package says why, and ends with 1', async () => {
  const foreign = await type(
    'package',
    'open',
    at('one.sez'),
    '--key',
    at('stranger.json'),
    '--out',
    at('no'),
  )
  expect(foreign).toMatchObject({ exit: 1, err: expect.stringContaining('不是加密给本密钥') })
  expect((await type('package', 'verify', at('one.sez'), '--signer', at('stranger.json'))).exit).toBe(1)
  await truncate(at('two.sez'), 900)
  const broken = await type('package', 'verify', at('two.sez'), '--json')
  expect(broken.exit).toBe(1)
  expect(JSON.parse(broken.out).code).toBe('sealing.truncated')
  expect((await type('package', 'inspect', at('filing.json'))).err).toContain('不是 .sez 数据包')
  expect((await type('package', 'inspect', at('nowhere'))).err).toContain('读不到')
  expect((await make('one.sez')).err).toContain('已经存在')
})

test('a passphrase is read the same behind the mark that editors of Windows begin a file with', async () => {
  await writeFile(at('marked'), '\ufeff口令\r\n第二行')
  expect(await passphraseFrom(at('marked'))).toBe('口令')
})

test('a command that lacks what it needs shows how it is used', async () => {
  expect((await type('package', 'open', at('one.sez'))).exit).toBe(2)
  expect((await type('package', 'inspect')).exit).toBe(2)
  expect((await type('package', 'make', at('filing.json'), '--out', at('x.sez'))).err).toContain('--key')
})
