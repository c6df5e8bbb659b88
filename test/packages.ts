// A cast and a package for the tests of sealing, and for the fixtures of every released format.
import { createHash } from 'node:crypto'
import { emptyFiling, type Filing } from '../src/domain/filing.ts'
import type { Bytes } from '../src/sealing/bytes.ts'
import type { PackageContents } from '../src/sealing/contents.ts'
import { type KeyPair, makeKeyPair } from '../src/sealing/keys.ts'
import { type SealOptions, sealPlain } from '../src/sealing/stream.ts'
import type { SuiteId } from '../src/sealing/suites/suite.ts'

export interface Cast {
  /** 市教委 */
  commission: KeyPair
  /** 示例大学, who signs. */
  unit: KeyPair
  /** 另一所学校 */
  stranger: KeyPair
}

export const makeCast = async (suite: SuiteId): Promise<Cast> => ({
  commission: await makeKeyPair(suite, 'seal'),
  unit: await makeKeyPair(suite, 'sign'),
  stranger: await makeKeyPair(suite, 'sign'),
})

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Bytes that look like a scan and are always the same. */
export function scan(size: number, seed = 1): Bytes {
  const bytes = new Uint8Array(size)
  let state = seed
  for (let at = 0; at < size; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    bytes[at] = state >>> 16
  }
  return bytes
}

export const about = { campaignId: '2019', unitCode: 'BJ-01', revision: 2, sealedAt: '2019-06-10T09:30:00Z' }

type SampleContents = Omit<PackageContents, 'attachments'> & { attachments: Map<string, Bytes> }

/** `attachments` are sizes in bytes. */
export function sampleContents(...attachments: number[]): SampleContents {
  const files = attachments.map((size, at) => scan(size, at + 1))
  const filing: Filing = {
    ...emptyFiling('2019', 'BJEDU2019', 'BJ-01'),
    answers: { unitName: '示例大学', 'sysTotal.l3': 1, hasLeader: true, leaderName: null },
    tables: {
      systems: [
        { id: 'r1', cells: { systemName: '教务系统', level: '3', usedBy: ['学生', '教师'] } },
        { id: 'r2', cells: { systemName: '图书馆“一卡通”𠮷', level: '2', usedBy: [] } },
      ],
      websites: [],
    },
    nils: { websites: { by: '王主任', on: '2019-06-01' } },
    attachments: Object.fromEntries(
      files.map((bytes, at) => [
        `a${at}`,
        { name: `材料${at}.pdf`, mediaType: 'application/pdf', size: bytes.length, sha256: sha256(bytes) },
      ]),
    ),
  }
  return {
    filing,
    attachments: new Map(files.map((bytes) => [sha256(bytes), bytes])),
    previous: '0123456789abcdef'.repeat(4),
    note: '第二次报送',
    generator: 'zicha test',
  }
}

export const sealOptions = ({ commission, unit }: Cast): SealOptions => ({
  recipients: [commission.publicKey],
  signer: unit,
  header: about,
})

/** A package with a sound envelope around any contents: what a hostile or faulty sender could make. */
export async function sealAnything(plain: Bytes, options: SealOptions): Promise<Bytes> {
  const chunks: Bytes[] = []
  for await (const chunk of sealPlain(plain, plain.length, options)) chunks.push(chunk)
  return new Uint8Array(Buffer.concat(chunks))
}
