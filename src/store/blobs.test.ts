import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockAtRest, unlockAtRest } from '../sealing/at-rest.ts'
import { Blobs } from './blobs.ts'

let folder: string
let blobs: Blobs
const key = crypto.getRandomValues(new Uint8Array(32))
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zicha-blobs-'))
  blobs = new Blobs(folder, {
    lock: (source) => lockAtRest(key, source),
    unlock: (source) => unlockAtRest(key, source),
  })
})
afterEach(() => rmSync(folder, { recursive: true }))

const files = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
const bytes = Buffer.from('秘密的总结'.repeat(1000))
const sha256 = createHash('sha256').update(bytes).digest('hex')

test('a file is found by the digest of its content, and cannot be read on the disk', async () => {
  expect(await blobs.put(bytes)).toEqual({ sha256, size: bytes.length })
  expect(Buffer.from(await blobs.bytes(sha256)).equals(bytes)).toBe(true)
  const [only] = files()
  expect(readFileSync(join(only!.parentPath, only!.name)).includes('秘密')).toBe(false)
})

test('the same file twice is one file, even at once, and nothing lies about', async () => {
  await Promise.all([1, 2, 3, 4].map(() => blobs.put(bytes)))
  expect(files()).toHaveLength(1)
})

test('an upload that breaks off leaves nothing', async () => {
  const broken = (async function* () {
    yield bytes
    throw new Error('cable pulled')
  })()
  await expect(blobs.put(broken)).rejects.toThrow('cable pulled')
  expect(files()).toEqual([])
})

test('what is not there, and what is no digest, is missing', async () => {
  await expect(blobs.bytes(sha256)).rejects.toMatchObject({ code: 'blob.missing' })
  await expect(blobs.bytes('../../etc/passwd')).rejects.toMatchObject({ code: 'blob.missing' })
})

test('a file that rotted on the disk is not given out', async () => {
  await blobs.put(bytes)
  const [only] = files()
  const path = join(only!.parentPath, only!.name)
  const rotten = readFileSync(path)
  rotten[100]! ^= 1
  writeFileSync(path, rotten)
  await expect(blobs.bytes(sha256)).rejects.toMatchObject({ code: 'at-rest.damaged' })
})

const nobody = async () => new Set<string>()

test('a deed that is refused takes back what it alone had put', async () => {
  const trial = blobs.trial()
  await trial.put(bytes)
  await trial.undo(nobody)
  expect(files()).toEqual([])
})

test('it leaves what was there before it, what another put meanwhile, and what something names', async () => {
  const [before, meanwhile, named] = [Buffer.from('before'), Buffer.from('meanwhile'), Buffer.from('named')]
  await blobs.put(before)
  const trial = blobs.trial()
  for (const one of [before, meanwhile, named, bytes]) await trial.put(one)
  await blobs.put(meanwhile)
  const { sha256: kept } = await blobs.put(Buffer.from('named'))
  await trial.undo(async () => new Set([kept]))
  expect(files()).toHaveLength(3)
  await expect(blobs.bytes(sha256)).rejects.toMatchObject({ code: 'blob.missing' })
})

test('of many who put the same file at once, those that are refused take nothing from those that are not', async () => {
  for (let round = 0; round < 20; round++) {
    const content = Buffer.from(`round ${round}`)
    const named = new Set<string>()
    const deeds = Array.from({ length: 8 }, async (_, at) => {
      const trial = blobs.trial()
      const { sha256 } = await trial.put(content)
      if (at % 4 === 0) named.add(sha256)
      else await trial.undo(async () => new Set(named))
    })
    await Promise.all(deeds)
    const [one] = named
    expect(await blobs.has(one!)).toBe(true)
  }
})

test('the sweep removes what nobody names and nobody has put for an hour, and nothing else', async () => {
  const old = new Date(Date.now() - 3_700_000)
  const put = async (text: string, when?: Date) => {
    const { sha256 } = await blobs.put(Buffer.from(text))
    if (when) utimesSync(join(folder, sha256.slice(0, 2), sha256.slice(2)), when, when)
    return sha256
  }
  const [young, named, left, again] = [
    await put('young'),
    await put('named', old),
    await put('left', old),
    await put('again', old),
  ]
  await put('again')
  const hourAgo = new Date(Date.now() - 3_600_000)
  expect(await blobs.sweep(async () => new Set([named]), hourAgo)).toBe(1)
  expect(await Promise.all([young, named, left, again].map((sha256) => blobs.has(sha256)))).toEqual([
    true,
    true,
    false,
    true,
  ])
})
