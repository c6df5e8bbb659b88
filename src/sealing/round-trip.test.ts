import fc from 'fast-check'
import { expect, test } from 'vitest'
import { about, makeCast, sealOptions, sha256 } from '../../test/packages.ts'
import type { Attachment, Filing } from '../domain/filing.ts'
import { canonical } from './canonical.ts'
import { open, seal } from './package.ts'
import { nativeSuites } from './suites/native.ts'
import type { SuiteId } from './suites/suite.ts'

const id = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
const words = fc.string({ unit: 'binary', maxLength: 40 })
const cell = fc.oneof(
  words,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.boolean(),
  fc.array(words, { maxLength: 4 }),
  fc.constant(null),
)
const rows = fc.array(fc.record({ id, cells: fc.dictionary(id, cell, { maxKeys: 8 }) }), { maxLength: 12 })
const files = fc.array(fc.record({ id, name: words, bytes: fc.uint8Array({ maxLength: 2_000 }) }), {
  maxLength: 4,
})

const known = fc.record({
  answers: fc.dictionary(id, cell, { maxKeys: 20 }),
  tables: fc.dictionary(id, rows, { maxKeys: 4 }),
  nils: fc.dictionary(id, fc.record({ by: words, on: fc.constant('2019-06-01') }), { maxKeys: 3 }),
  explanations: fc.dictionary(id, words, { maxKeys: 3 }),
  marks: fc.dictionary(id, words, { maxKeys: 3 }),
  finished: fc.dictionary(id, fc.boolean(), { maxKeys: 3 }),
})
const unknown = fc.dictionary(
  id.map((key) => `x-${key}`),
  fc.jsonValue(),
  { maxKeys: 3 },
)

test.each<[SuiteId, number]>([
  [1, 100],
  [2, 40],
])(
  'in suite %i, whatever is sealed is opened the same, and sealed again the same',
  async (suite, numRuns) => {
    const cast = await makeCast(suite)
    const property = fc.asyncProperty(known, unknown, files, async (parts, future, attached) => {
      const attachments = new Map(attached.map(({ bytes }) => [sha256(bytes), new Uint8Array(bytes)]))
      const filing = {
        ...future,
        ...parts,
        version: 1,
        campaignId: about.campaignId,
        questionnaireId: 'BJEDU2019',
        unitCode: about.unitCode,
        attachments: Object.fromEntries(
          attached.map((file): [string, Attachment] => [
            file.id,
            {
              name: file.name,
              mediaType: 'application/pdf',
              size: file.bytes.length,
              sha256: sha256(file.bytes),
            },
          ]),
        ),
      } satisfies Filing
      const named = new Set(Object.values(filing.attachments).map((file) => file.sha256))
      const opening = { keys: [cast.commission], signers: [cast.unit.publicKey], suites: nativeSuites }
      const sealing = { ...sealOptions(cast), suites: nativeSuites }
      const first = await seal({ filing, attachments, previous: null, generator: 'first' }, sealing)
      const once = await open(first.bytes, opening)
      const second = await seal({ ...once, previous: first.digest, generator: 'second' }, sealing)
      const twice = await open(second.bytes, opening)

      expect(canonical(once.filing)).toBe(canonical(filing))
      expect(canonical(twice.filing)).toBe(canonical(filing))
      expect(second.contentDigest).toBe(first.contentDigest)
      expect(twice.manifest.previous).toBe(first.digest)
      expect(new Set(twice.attachments.keys())).toEqual(named)
      for (const [digest, bytes] of twice.attachments) expect(bytes).toEqual(attachments.get(digest))
    })
    await fc.assert(property, { numRuns })
  },
)
