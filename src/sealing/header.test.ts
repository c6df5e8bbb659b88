// Headers that a hostile sender could write, in packages that are sound and signed in every other way.
import { beforeAll, expect, test } from 'vitest'
import { about, type Cast, makeCast, sampleContents } from '../../test/packages.ts'
import { base64url, concat, randomBytes, u32, utf8 } from './bytes.ts'
import { canonical } from './canonical.ts'
import { sealChunks } from './chunks.ts'
import { planContents } from './contents.ts'
import { keyId, privateBytes } from './keys.ts'
import { open, verify } from './package.ts'
import { oversized } from './problems.ts'
import { deriveKeys, wrapForAll } from './recipients.ts'
import { suites } from './suites/all.ts'

let cast: Cast
beforeAll(async () => {
  cast = await makeCast(1)
})
const suite = suites[1]
const plan = planContents(sampleContents(), about, suite.hasher)

interface Twists {
  header?: (header: Record<string, unknown>) => unknown
  text?: (json: string) => string
  mac?: (mac: Uint8Array) => void
}

/** The code of the refusal, and whether the signature over the twisted package holds. */
async function forged({ header = (same) => same, text = (same) => same, mac: twistMac }: Twists) {
  const [contentKey, salt] = [randomBytes(32), randomBytes(32)]
  const [wrapped] = await wrapForAll(contentKey, suite, salt, [cast.commission.publicKey], undefined)
  const honest = {
    ...about,
    version: 1,
    size: plan.size,
    suite: 1,
    signer: cast.unit.publicKey.key,
    salt: base64url(salt),
    recipients: [{ kind: 'key', to: keyId(cast.commission.publicKey), key: base64url(wrapped!.key) }],
  }
  const json = utf8(text(canonical(header(honest))))
  const head = concat(utf8('SEZ1'), u32(json.length), json)
  const { mac, cipherKey } = deriveKeys(suite, contentKey, salt, head)
  twistMac?.(mac)
  const chunks: Uint8Array[] = [head, mac]
  for await (const chunk of sealChunks(plan.bytes(suite.hasher), plan.size, await suite.cipher(cipherKey)))
    chunks.push(chunk)
  const hasher = suite.hasher()
  hasher.update(concat(...chunks))
  const message = concat(utf8('SEZ1 signature\0'), Uint8Array.of(1), hasher.digest())
  const file = concat(...chunks, suite.sign(message, privateBytes(cast.unit)))
  const codeOf = (deed: Promise<unknown>) =>
    deed.then(
      () => 'accepted',
      (error) => error.code ?? String(error),
    )
  const signers = [cast.unit.publicKey]
  return {
    opened: await codeOf(open(file, { keys: [cast.commission], signers })),
    verified: await codeOf(verify(file, { signers })),
  }
}

test('a package put together by hand as the document says is accepted', async () => {
  expect(await forged({})).toEqual({ opened: 'accepted', verified: 'accepted' })
})

test('a header that its own key does not vouch for is refused, though the signature holds', async () => {
  const flip = (mac: Uint8Array) => {
    mac[0]! ^= 1
  }
  expect(await forged({ mac: flip })).toEqual({ opened: 'sealing.altered', verified: 'accepted' })
})

test.each<[string, (json: string) => string]>([
  ['a space between', (json) => json.replace(',', ', ')],
  ['a member twice', (json) => json.replace('{', '{"campaignId":"2019",')],
  ['another order', (json) => json.replace(/^\{("campaignId":"2019"),(.*)\}$/, '{$2,$1}')],
  ['an escaped letter', (json) => json.replace('BJ-01', '\\u0042J-01')],
  ['a number spelled long', (json) => json.replace('"revision":2', '"revision":2.0')],
  ['a byte order mark', (json) => `\ufeff${json}`],
  ['no JSON at all', () => 'unitCode=BJ-01'],
  ['a list', () => '[]'],
  ['an abyss', () => '['.repeat(16_000)],
])('a header with %s is refused', async (_, text) => {
  expect((await forged({ text })).opened).toMatch(/^sealing\.(altered|unknown-version)$/)
})

const recipient = { kind: 'key', to: '0'.repeat(16), key: 'A'.repeat(107) }
const passphrase = {
  kind: 'passphrase',
  salt: 'A'.repeat(22),
  key: 'A'.repeat(64),
  cost: { m: 8192, t: 1, p: 1 },
}
const withRecipients = (...recipients: unknown[]) => ({ recipients })

test.each<[string, object]>([
  ['an unknown member', { hint: '123' }],
  ['no unit', { unitCode: undefined }],
  ['a unit code that leads out of a folder', { unitCode: '../X' }],
  ['revision 0', { revision: 0 }],
  ['half a revision', { revision: 1.5 }],
  ['an impossible time', { sealedAt: '2019-13-41T09:30:00Z' }],
  ['nothing in it', { size: 0 }],
  ['a size below nothing', { size: -1 }],
  ['a short salt', { salt: 'AAAA' }],
  ['a short signer', { signer: 'AAAA' }],
  ['recipients of no kind', withRecipients({ kind: 'friend' })],
  ['nobody to open it', { recipients: [] }],
  ['no recipient at all where one should be', withRecipients(null)],
  ['a recipient with a name', withRecipients({ ...recipient, name: '市教委' })],
  ['a recipient with a short key', withRecipients({ ...recipient, key: 'AAAA' })],
  [
    'a passphrase that asks for a gigabyte',
    withRecipients({ ...passphrase, cost: { m: 2 ** 20, t: 1, p: 1 } }),
  ],
  ['a passphrase that asks for a year', withRecipients({ ...passphrase, cost: { m: 8192, t: 1e9, p: 1 } })],
  ['two passphrases', withRecipients(passphrase, passphrase)],
])('a header with %s is refused', async (_, changes) => {
  const { opened, verified } = await forged({ header: (header) => ({ ...header, ...changes }) })
  expect({ opened, verified }).toEqual({ opened: 'sealing.altered', verified: 'sealing.altered' })
})

test('a crowd of recipients is oversized', async () => {
  const crowd = Array.from({ length: 17 }, () => recipient)
  const { opened } = await forged({ header: (header) => ({ ...header, recipients: crowd }) })
  expect(opened).toBe('sealing.oversized')
})

test('a size beyond the limit is oversized before anything is decrypted', async () => {
  const { opened } = await forged({ header: (header) => ({ ...header, size: 2 ** 40 }) })
  expect(opened).toBe('sealing.oversized')
})

test('what is too large is told as people read it, with advice that helps', () => {
  expect(oversized('总大小', 3 * 2 ** 30, 2 ** 31).message).toBe(
    '数据包的总大小过大（3072.0 MB，上限 2048.0 MB），请减少或压缩附件后重新导出',
  )
  expect(oversized('接收方数量', 17, 16).message).toBe(
    '数据包的接收方数量过多（17 个，上限 16 个），请使用自查工具导出的原始文件',
  )
})
