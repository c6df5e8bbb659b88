import { expect, test } from 'vitest'
import { makeCast, sampleContents, sealOptions } from '../../test/packages.ts'
import { Problem } from '../domain/problem.ts'
import { open, seal, verify } from './package.ts'
import { nativeSuites } from './suites/native.ts'
import type { SuiteId } from './suites/suite.ts'

// The plain suites are held to the same packages in package.test.ts; here speed allows 10,000.
const options = { suites: nativeSuites }

test.each<[SuiteId, number]>([
  [1, 10_000],
  [2, 600],
])(
  'in suite %i, of %i packages with one bit flipped none is accepted',
  { timeout: 240_000 },
  async (suite, flips) => {
    const cast = await makeCast(suite)
    const sealed = await seal(sampleContents(10_000), { ...sealOptions(cast), ...options })
    const opening = { ...options, keys: [cast.commission], signers: [cast.unit.publicKey] }
    await open(sealed.bytes, opening)
    const bits = sealed.bytes.length * 8
    // Evenly over the whole file, from a place that is another each time; every bit of the first 8 bytes and the end.
    const start = Math.floor(Math.random() * bits)
    const edges = [
      ...Array.from({ length: 64 }, (_, bit) => bit),
      ...Array.from({ length: 512 }, (_, bit) => bits - 1 - bit),
    ]
    const places = [
      ...edges,
      ...Array.from(
        { length: flips - edges.length },
        (_, at) => (start + Math.floor((at * bits) / flips)) % bits,
      ),
    ]
    let accepted = 0
    const codes = new Set<string>()
    for (const place of places) {
      const bytes = sealed.bytes.slice()
      bytes[place >> 3]! ^= 1 << (place & 7)
      for (const deed of place % 8 === 0 ? [open, verify] : [open])
        try {
          await deed(bytes, opening)
          accepted += 1
        } catch (error) {
          if (!(error instanceof Problem)) throw error
          codes.add(error.code)
        }
    }
    expect(places).toHaveLength(flips)
    expect(accepted).toBe(0)
    expect([...codes].every((code) => code.startsWith('sealing.'))).toBe(true)
  },
)
