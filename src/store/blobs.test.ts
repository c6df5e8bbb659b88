import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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
