// The package in memory: what a browser and most of the server use. Large packages on Node go through node.ts.
import { type ByteSource, type Bytes, concat } from './bytes.ts'
import type { PackageContents, Sink } from './contents.ts'
import type { PackageHeader } from './header.ts'
import { altered } from './problems.ts'
import {
  type Inspection,
  inspectStream,
  type Opened,
  type OpenOptions,
  openStream,
  type Sealed,
  type SealOptions,
  sealStream,
  type Verified,
  type VerifyOptions,
  verifyStream,
} from './stream.ts'

export interface OpenedPackage extends Opened {
  /** By SHA-256, lowercase hex. */
  readonly attachments: ReadonlyMap<string, Bytes>
}

export interface SealedPackage extends Sealed {
  readonly bytes: Bytes
}

/** `selfCheck` reopens the package with the signer's own key and compares, so that nothing unreadable is handed out. */
export async function seal(
  contents: PackageContents,
  options: SealOptions & { readonly selfCheck?: boolean },
): Promise<SealedPackage> {
  const chunks: Bytes[] = []
  const stream = sealStream(contents, options)
  let step = await stream.next()
  for (; !step.done; step = await stream.next()) chunks.push(step.value)
  const sealed = { ...step.value, bytes: concat(...chunks) }
  if (options.selfCheck) await checkOwn(sealed, options)
  return sealed
}

async function checkOwn(
  { bytes, digest, contentDigest, header }: SealedPackage,
  { signer, suites }: SealOptions,
) {
  const opened = await openStream(
    bytes,
    { keys: [signer], signers: [signer.publicKey], expect: header, ...(suites ? { suites } : {}) },
    { begin() {}, write() {}, end() {} },
  )
  // openStream has held every part against its digest, and these stand for all of them.
  if (opened.digest !== digest || opened.contentDigest !== contentDigest) throw altered('导出自检')
}

/** All or nothing: a package with any flaw is refused by a Problem that names it. */
export async function open(source: ByteSource, options: OpenOptions): Promise<OpenedPackage> {
  const attachments = new Map<string, Bytes>()
  const opened = await openStream(source, options, keepIn(attachments))
  return { ...opened, attachments }
}

function keepIn(attachments: Map<string, Bytes>): Sink {
  let name = ''
  let parts: Bytes[] = []
  return {
    begin(sha256) {
      name = sha256
      parts = []
    },
    write: (bytes) => parts.push(bytes),
    end: () => attachments.set(name, concat(...parts)),
  }
}

/** Who signed it and that it is whole, without being able to read it. */
export const verify = (source: ByteSource, options: VerifyOptions): Promise<Verified> =>
  verifyStream(source, options)

/** What the package says of itself in the clear; proved only by `open` or `verify`. */
export const inspect = (source: ByteSource): Promise<Inspection> => inspectStream(source)

export const readHeader = async (source: ByteSource): Promise<PackageHeader> => (await inspect(source)).header
