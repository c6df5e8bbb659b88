// Every value on the way through one package, from its private keys and bytes: what docs/sez/vectors.json holds.
import { ByteReader, type Bytes, base64url, hex, utf8 } from '../src/sealing/bytes.ts'
import { chunkLength, nonceOf } from '../src/sealing/chunks.ts'
import { chunkCount, MAC_BYTES, packageSize, readEnvelope } from '../src/sealing/header.ts'
import { expand, extract } from '../src/sealing/hkdf.ts'
import { fingerprint, type KeyPair, keyId, ownSealingKey } from '../src/sealing/keys.ts'
import { unwrapForUs } from '../src/sealing/recipients.ts'
import { suites } from '../src/sealing/suites/all.ts'

export async function describePackage(file: Bytes, commission: KeyPair, unit: KeyPair) {
  const length = new DataView(file.buffer, file.byteOffset).getUint32(4)
  const envelope = readEnvelope(file.slice(0, 8), file.slice(8, 8 + length), suites)
  const { suite, salt, header, bytes } = envelope
  const digest = (part: Uint8Array) => {
    const hasher = suite.hasher()
    hasher.update(part)
    return hasher.digest()
  }
  const contentKey = await unwrapForUs(envelope, [commission], undefined, suites)
  const secret = extract(suite.hmac, salt, contentKey)
  const macKey = expand(suite.hmac, secret, utf8('SEZ1 header'), 32)
  const payloadInfo = new Uint8Array([...utf8('SEZ1 payload'), ...digest(bytes)])
  const payloadKey = expand(suite.hmac, secret, payloadInfo, suite.cipherKeyBytes)
  const chunks = chunkCount(header.size)
  const signedEnd = packageSize(envelope) - 64
  const own = ownSealingKey(unit)
  const reader = new ByteReader(file.slice(8 + length + MAC_BYTES))
  const cipher = await suite.cipher(payloadKey)
  const plain: string[] = []
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    const sealed = await reader.read(chunkLength(header.size, chunk) + suite.tagBytes)
    plain.push(hex((await cipher.open(nonceOf(chunk, chunk === chunks - 1), sealed)) ?? new Uint8Array(0)))
  }
  return {
    suite: suite.id,
    commission,
    unit,
    unitOwnSealingKey: own,
    fingerprints: { commission: fingerprint(commission.publicKey), unit: fingerprint(unit.publicKey) },
    recipientIds: [keyId(commission.publicKey), keyId(own.publicKey)],
    headerJson: new TextDecoder().decode(bytes.subarray(8)),
    headerHash: hex(digest(bytes)),
    salt: hex(salt),
    contentKey: hex(contentKey),
    extractedSecret: hex(secret),
    headerMacKey: hex(macKey),
    headerMac: hex(suite.hmac(macKey, bytes)),
    payloadKey: hex(payloadKey),
    lastNonce: hex(nonceOf(chunks - 1, true)),
    plainContents: plain.join(''),
    signedMessage:
      hex(utf8('SEZ1 signature\0')) + hex(Uint8Array.of(suite.id)) + hex(digest(file.subarray(0, signedEnd))),
    signature: hex(file.subarray(signedEnd)),
    packageDigest: hex(digest(file)),
    file: base64url(file),
  }
}
