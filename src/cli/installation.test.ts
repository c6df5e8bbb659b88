import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type } from '../../test/command-line.ts'
import { filledFiling } from '../../test/filled-filing.ts'
import { questionnaire } from '../catalog/all.ts'
import { emptyFiling } from '../domain/filing.ts'

const folder = mkdtempSync(join(tmpdir(), 'check-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = join(folder, 'filing.json')

test('an empty filing is found wanting, each place named, and the exit says so', async () => {
  writeFileSync(file, JSON.stringify(emptyFiling('2019', 'BJEDU2019', 'GX001')))
  const { exit, out } = await type('check', file, '--today', '2019-06-01')
  expect(exit).toBe(1)
  expect(out).toContain('错误 请填写“单位名称”　[unitName]')
})

test('the folder of an opened package will do, and a machine reads the same', async () => {
  writeFileSync(file, JSON.stringify(filledFiling(questionnaire('BJEDU2019'), () => 1)))
  const { out } = await type('check', folder, '--today', '2019-06-01', '--json')
  const { open, remarks } = JSON.parse(out)
  expect(open).toBeLessThanOrEqual(remarks.length)
})

test.each([
  ['check', 'nowhere.json', 1],
  ['check', '', 2],
  ['user', 'rename', 2],
  ['export', 'everything', 2],
  ['serve', 'twice', 2],
  ['user', 'add', 2],
  ['user', 'reset', 2],
  ['export', 'totals', 2],
])('%s %s ends with %i', async (command, word, exit) => {
  expect((await type(command, ...(word ? [word] : []))).exit).toBe(exit)
})

test.each([
  ['package inspect', folder],
  ['document check', folder],
  ['document blank --out', folder],
  ['document blank --out', join(folder, 'nowhere', 'blank.docx')],
])('%s %s is refused with the name of what cannot be used', async (command, path) => {
  expect(await type(...command.split(' '), path)).toMatchObject({
    exit: 1,
    err: expect.stringContaining(path),
  })
})

test.each([
  ['document blank --out x.docx', '--signer'],
  ['document form filing.json --out x.docx', '--fingerprint'],
  ['export units --out x.xlsx', '--campaign'],
  ['user reset liu', '--role'],
])('%s: %s, an option of another deed, is not passed over', async (command, option) => {
  expect(await type(...command.split(' '), option, 'x')).toMatchObject({
    exit: 2,
    err: expect.stringContaining(`${command.split(' ')[1]} 没有选项 ${option}`),
  })
})

test.each([
  ['user add liu --name 刘 --role king', '没有“king”这个角色'],
  ['user list one two', '多出了“two”'],
  ['export totals --out x.xlsx', '缺少选项 --campaign'],
  ['export contents --campaign 2019 --out x.zip', '缺少选项 --unit'],
])('%s is a usage error before any installation is looked for', async (words, says) => {
  expect(await type(...words.split(' '))).toMatchObject({ exit: 2, err: expect.stringContaining(says) })
})

test('a day or a class that cannot be is a usage error', async () => {
  writeFileSync(file, JSON.stringify(emptyFiling('2019', 'BJEDU2019', 'GX001')))
  for (const option of ['--today=2019-02-30', '--class=IV'])
    expect(await type('check', file, option)).toMatchObject({
      exit: 2,
      err: expect.stringContaining(option.split('=')[0]!),
    })
})

test('what is not a filing is refused in words', async () => {
  writeFileSync(file, '[]')
  const { exit, err } = await type('check', file)
  expect([exit, err]).toEqual([1, expect.stringContaining('填报内容不合规')])
  expect(readFileSync(file, 'utf8')).toBe('[]')
})
