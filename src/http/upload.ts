import { randomUUID } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { emptyFile, malformed, tooLarge } from './errors.ts'

export interface Upload {
  /** On the disk where it is large and sealed; what anybody could read there stays in memory. */
  readonly source: Uint8Array | Blob
  readonly size: number
  dispose(): Promise<void>
}

const smallBytes = 1024 * 1024

/** Reads no byte more than the limit. With a folder, a large body waits there. */
export async function takeUpload(
  request: FastifyRequest,
  limit: number,
  folder: string | undefined,
): Promise<Upload> {
  const body = request.body as Readable | undefined
  if (!body || typeof body.pipe !== 'function') throw malformed({ reason: 'no bytes' })
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(limit)
  const parts: Buffer[] = []
  let size = 0
  const pieces = limited(body, limit)
  // Not by `for await`: leaving that would end the stream, and the rest is still wanted.
  for (let step = await pieces.next(); !step.done; step = await pieces.next()) {
    parts.push(step.value)
    size += step.value.length
    if (folder !== undefined && size > smallBytes) return spill(parts, pieces, folder)
  }
  if (size === 0) throw emptyFile()
  return { source: Buffer.concat(parts), size, dispose: async () => {} }
}

async function* limited(body: Readable, limit: number): AsyncGenerator<Buffer, void, void> {
  let size = 0
  // The connection stays, so that the refusal can be read at the other end.
  for await (const piece of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += piece.length
    if (size > limit) throw tooLarge(limit)
    yield piece
  }
}

async function spill(parts: Buffer[], rest: AsyncIterable<Buffer>, folder: string): Promise<Upload> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, randomUUID())
  const dispose = () => rm(path, { force: true })
  const handle = await open(path, 'wx', 0o600)
  let size = 0
  try {
    const write = async (piece: Buffer) => {
      size += piece.length
      await handle.writeFile(piece)
    }
    for (const part of parts) await write(part)
    for await (const piece of rest) await write(piece)
    return { source: await openAsBlob(path), size, dispose }
  } catch (error) {
    await dispose()
    throw error
  } finally {
    await handle.close()
  }
}

/** The whole of it, for what is small enough to be looked at as one. */
export const bytesOf = async ({ source }: Upload): Promise<Uint8Array<ArrayBuffer>> =>
  source instanceof Uint8Array ? new Uint8Array(source) : new Uint8Array(await source.arrayBuffer())
