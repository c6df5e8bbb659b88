import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, readlink, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCast, sampleContents, sealOptions } from '../../test/packages.ts'
import { fileSource, openFile, sealFile } from './node.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sez-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('a package goes from files to a file and back to a folder', async () => {
  const cast = await makeCast(1)
  const contents = sampleContents(300_000, 5)
  const attachments = new Map<string, Blob>()
  for (const [digest, bytes] of contents.attachments) {
    await writeFile(join(folder, digest), bytes)
    attachments.set(digest, await fileSource(join(folder, digest)))
  }
  const path = join(folder, 'one.sez')
  const sealed = await sealFile({ ...contents, attachments }, sealOptions(cast), path)
  const into = join(folder, 'opened')
  const opened = await openFile(path, { keys: [cast.commission], signers: [cast.unit.publicKey] }, into)
  expect(opened.digest).toBe(sealed.digest)
  expect(opened.filing).toEqual(contents.filing)
  expect(JSON.parse(await readFile(join(into, 'filing.json'), 'utf8'))).toEqual(contents.filing)
  for (const [digest, bytes] of contents.attachments)
    expect(new Uint8Array(await readFile(join(into, 'attachments', digest)))).toEqual(bytes)
})

test('of a package that fails at its very end nothing is left behind, and nothing appears', async () => {
  const cast = await makeCast(1)
  const path = join(folder, 'short.sez')
  await sealFile(sampleContents(300_000), sealOptions(cast), path)
  await truncate(path, (await stat(path)).size - 1)
  const before = await readdir(folder)
  const opening = openFile(path, { keys: [cast.commission], signers: 'any' }, join(folder, 'short'))
  await expect(opening).rejects.toMatchObject({ code: 'sealing.truncated' })
  expect(await readdir(folder)).toEqual(before)
})

test.runIf(existsSync('/proc/self/fd'))(
  'a package refused in the middle of an attachment leaves no file open',
  async () => {
    const cast = await makeCast(1)
    const path = join(folder, 'torn.sez')
    await sealFile(sampleContents(300_000), sealOptions(cast), path)
    await truncate(path, 200_000)
    const opening = openFile(path, { keys: [cast.commission], signers: 'any' }, join(folder, 'torn'))
    await expect(opening).rejects.toMatchObject({ code: 'sealing.truncated' })
    const handles = await readdir('/proc/self/fd')
    const open = await Promise.all(
      handles.map((handle) => readlink(`/proc/self/fd/${handle}`).catch(() => '')),
    )
    expect(open.filter((file) => file.includes('/.torn-'))).toEqual([])
  },
)

test('sealing that fails leaves no file', async () => {
  const cast = await makeCast(1)
  const contents = { ...sampleContents(10), attachments: new Map() }
  const before = await readdir(folder)
  await expect(sealFile(contents, sealOptions(cast), join(folder, 'none.sez'))).rejects.toMatchObject({
    code: 'sealing.missing-attachment',
  })
  expect(await readdir(folder)).toEqual(before)
})

test('a package of 300 MB is sealed and opened in a small, flat amount of memory', {
  timeout: 240_000,
}, async () => {
  const script = new URL('../../test/seal-large.ts', import.meta.url).pathname
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', script, folder, '300'])
  const { sealedBytes, peakMb, startMb } = JSON.parse(stdout)
  expect(sealedBytes).toBeGreaterThan(300_000_000)
  expect(peakMb - startMb).toBeLessThan(40)
})
