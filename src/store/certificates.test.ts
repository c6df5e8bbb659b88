import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer, get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { keepCertificate } from './certificates.ts'

const folders: string[] = []
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zicha-tls-'))
  folders.push(folder)
})
afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true })
})

const names = ['localhost', '127.0.0.1', '::1', 'zicha.example.edu.cn']
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)

test('whoever trusts the authority trusts the server, by every name it was made for', async () => {
  const { cert, key, authorityFile } = keepCertificate(folder, names, new Date())
  const server = createServer({ cert, key }, (_, response) => response.end('好'))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as { port: number }
  const ask = (servername: string, ca?: Buffer) =>
    new Promise<string>((resolve, reject) => {
      const options = { host: '127.0.0.1', port, servername, agent: false as const, ...(ca ? { ca } : {}) }
      get(options, (response) => response.on('data', (piece) => resolve(String(piece)))).on('error', reject)
    })
  const ca = readFileSync(authorityFile)
  await expect(ask('localhost', ca)).resolves.toBe('好')
  await expect(ask('zicha.example.edu.cn', ca)).resolves.toBe('好')
  await expect(ask('other.example.edu.cn', ca)).rejects.toThrow('altnames')
  await expect(ask('localhost')).rejects.toThrow(/self.signed/)
  server.close()
})

test('OpenSSL finds nothing wrong with the chain', async () => {
  const { authorityFile } = keepCertificate(folder, names, new Date())
  const words = [
    'verify',
    '-x509_strict',
    '-purpose',
    'sslserver',
    '-CAfile',
    authorityFile,
    join(folder, 'server.pem'),
  ]
  expect(execFileSync('openssl', words, { encoding: 'utf8' })).toContain('OK')
})

test('the same certificate serves until a month before its end, or until there is another name', async () => {
  const first = keepCertificate(folder, names, new Date())
  expect(keepCertificate(folder, names, inDays(360)).cert).toBe(first.cert)
  const renewed = keepCertificate(folder, names, inDays(370))
  expect(renewed.cert).not.toBe(first.cert)
  const named = keepCertificate(folder, [...names, '10.1.2.3'], inDays(370))
  expect(new X509Certificate(named.cert).checkIP('10.1.2.3')).toBe('10.1.2.3')
  const authority = (chain: string) => chain.slice(chain.lastIndexOf('-----BEGIN'))
  expect(authority(named.cert)).toBe(authority(first.cert))
})

test('nobody else may read the keys', async () => {
  keepCertificate(folder, names, new Date())
  for (const name of ['ca.key', 'server.key']) expect(statSync(join(folder, name)).mode & 0o077).toBe(0)
})
