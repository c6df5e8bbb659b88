// The platform's own certificate authority and server certificate, for where no better ones are given.
// Browsers have no cryptography on plain http, so a local network needs https from the first minute.
import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  X509Certificate,
} from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { addDays, dayOf } from '../domain/calendar.ts'
import { bits, integer, octets, oid, sequence, setOf, tagged, tagging, text, time, yes } from './der.ts'

export interface ServerCertificate {
  /** PEM, the server's certificate and the authority's. */
  cert: string
  key: string
  /** The file to install on every computer that shall trust the server. */
  authorityFile: string
}

// Browsers refuse server certificates that live much longer than a year.
const authorityDays = 3650
const serverDays = 397
const renewBeforeDays = 30

/** Keeps what there is as long as it holds for these names and a month more; the authority stays through all renewals. */
export function keepCertificate(folder: string, names: readonly string[], now: Date): ServerCertificate {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const files = (name: string) => ({ cert: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) })
  const [authority, server] = [files('ca'), files('server')]
  if (!existsSync(authority.cert)) keepPair(authority, makeAuthority(now))
  if (!isGood(server.cert, authority.cert, names, now)) keepPair(server, makeServer(authority, names, now))
  return {
    cert: readFileSync(server.cert, 'utf8') + readFileSync(authority.cert, 'utf8'),
    key: readFileSync(server.key, 'utf8'),
    authorityFile: authority.cert,
  }
}

interface PairFiles {
  cert: string
  key: string
}

function isGood(file: string, authorityFile: string, names: readonly string[], now: Date): boolean {
  if (!existsSync(file)) return false
  const found = new X509Certificate(readFileSync(file))
  const authority = new X509Certificate(readFileSync(authorityFile))
  const covers = (name: string) => (isIP(name) ? found.checkIP(name) : found.checkHost(name)) !== undefined
  const enough = found.validToDate.getTime() > now.getTime() + renewBeforeDays * 86_400_000
  return enough && names.every(covers) && found.verify(authority.publicKey)
}

function makeAuthority(now: Date): PairFiles {
  const name = `Zicha Local CA ${dayOf(now)}`
  const pair = newPair()
  const extensions = [
    extension('2.5.29.19', true, sequence(yes, integer([0]))),
    extension('2.5.29.15', true, bits(Buffer.from([0b00000110]), 1)),
    extension('2.5.29.14', false, octets(keyId(pair.publicKey))),
  ]
  return issue({ pair, name, issuer: name, signer: pair.privateKey, extensions, now, days: authorityDays })
}

function makeServer(authority: PairFiles, names: readonly string[], now: Date): PairFiles {
  const issuer = new X509Certificate(readFileSync(authority.cert))
  const pair = newPair()
  const extensions = [
    extension('2.5.29.19', true, sequence()),
    extension('2.5.29.15', true, bits(Buffer.from([0b10000000]), 7)),
    extension('2.5.29.37', false, sequence(oid('1.3.6.1.5.5.7.3.1'))),
    extension('2.5.29.17', false, sequence(...names.map(alternativeName))),
    extension('2.5.29.35', false, sequence(tagging(0, keyId(issuer.publicKey)))),
    extension('2.5.29.14', false, octets(keyId(pair.publicKey))),
  ]
  const signer = createPrivateKey(readFileSync(authority.key))
  return issue({
    pair,
    name: 'Zicha',
    issuer: issuer.subject.replace('CN=', ''),
    signer,
    extensions,
    now,
    days: serverDays,
  })
}

interface Issue {
  pair: { publicKey: KeyObject; privateKey: KeyObject }
  name: string
  issuer: string
  signer: KeyObject
  extensions: readonly Uint8Array[]
  now: Date
  days: number
}

function issue({ pair, name, issuer, signer, extensions, now, days }: Issue): PairFiles {
  const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'))
  const body = sequence(
    tagged(0, integer([2])),
    // Begins with 1, so that it is positive, as the standard wants.
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ecdsaWithSha256,
    commonName(issuer),
    lifetime(now, days),
    commonName(name),
    pair.publicKey.export({ type: 'spki', format: 'der' }),
    tagged(3, sequence(...extensions)),
  )
  const whole = sequence(body, ecdsaWithSha256, bits(sign('sha256', body, signer)))
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${whole.toString('base64').replace(/.{64}(?=.)/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

const newPair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })
const commonName = (name: string) => sequence(setOf(sequence(oid('2.5.4.3'), text(name))))
const extension = (id: string, critical: boolean, value: Uint8Array) =>
  sequence(oid(id), ...(critical ? [yes] : []), octets(value))

const alternativeName = (name: string) =>
  isIP(name) ? tagging(7, addressBytes(name)) : tagging(2, Buffer.from(name))

function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number))
  const [head = '', tail] = address.split('::')
  const groups = (part: string) => part.split(':').filter(Boolean)
  const [first, last] = [groups(head), groups(tail ?? '')]
  const zeros = Array<string>(8 - first.length - last.length).fill('0')
  return Buffer.from([...first, ...zeros, ...last].map((group) => group.padStart(4, '0')).join(''), 'hex')
}

/** As the standard proposes: the SHA-1 of the key's own bits, which for this curve are the last 65 bytes. */
const keyId = (key: KeyObject) =>
  createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }).subarray(-65))
    .digest()

// A day early, for clocks that are behind.
const lifetime = (now: Date, days: number) =>
  sequence(...[-1, days - 1].map((away) => time(new Date(`${addDays(dayOf(now), away)}T00:00:00Z`))))

/** The key first: a certificate is only there when its key is. */
function keepPair(files: PairFiles, { cert, key }: PairFiles): void {
  for (const [file, text] of [
    [files.key, key],
    [files.cert, cert],
  ] as const) {
    writeFileSync(`${file}.new`, text, { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
}
