import '../old-browsers.ts'
import { gcm } from '@noble/ciphers/aes.js'
import type { Bytes } from '../bytes.ts'
import type { Cipher } from './suite.ts'

/** AES-GCM by WebCrypto; by JavaScript where a page was not loaded safely and WebCrypto is absent. */
export async function aesGcm(key: Bytes): Promise<Cipher> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto.subtle
  if (!subtle) return aesGcmInJavaScript(key)
  const imported = await subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt'])
  return {
    seal: async (iv, plain) => new Uint8Array(await subtle.encrypt({ name: 'AES-GCM', iv }, imported, plain)),
    open: async (iv, sealed) => {
      try {
        return new Uint8Array(await subtle.decrypt({ name: 'AES-GCM', iv }, imported, sealed))
      } catch {
        // WebCrypto says only that it failed, on purpose; so do we.
        return undefined
      }
    },
  }
}

export const aesGcmInJavaScript = (key: Bytes): Cipher => ({
  seal: async (nonce, plain) => new Uint8Array(gcm(key, nonce).encrypt(plain)),
  open: async (nonce, sealed) => {
    try {
      return new Uint8Array(gcm(key, nonce).decrypt(sealed))
    } catch {
      return undefined
    }
  },
})
