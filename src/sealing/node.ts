// Packages from file to file, for Node: large ones pass through in small pieces, and nothing appears under its name
// before it is whole and proved.
import { openAsBlob } from 'node:fs'
import { type FileHandle, mkdir, mkdtemp, open, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { canonical } from './canonical.ts'
import type { PackageContents, Sink } from './contents.ts'
import {
  type Opened,
  type OpenOptions,
  openStream,
  type Sealed,
  type SealOptions,
  sealStream,
} from './stream.ts'
import { nativeSuites } from './suites/native.ts'

/** A file as a source that is read slice by slice. */
export const fileSource = (path: string): Promise<Blob> => openAsBlob(path)

/** Seals into a new file. */
export async function sealFile(
  contents: PackageContents,
  options: SealOptions,
  path: string,
): Promise<Sealed> {
  const folder = await mkdtemp(join(dirname(path), `.${basename(path)}-`))
  try {
    const partial = join(folder, 'package')
    const file = await open(partial, 'wx')
    let sealed: Sealed
    try {
      const stream = sealStream(contents, { suites: nativeSuites, ...options })
      let step = await stream.next()
      for (; !step.done; step = await stream.next()) await file.writeFile(step.value)
      sealed = step.value
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(partial, path)
    return sealed
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Opens into a new folder: `manifest.json`, `filing.json`, `attachments/<sha256>`. */
export async function openFile(path: string, options: OpenOptions, into: string): Promise<Opened> {
  const partial = await mkdtemp(join(dirname(into), `.${basename(into)}-`))
  const sink = folderSink(join(partial, 'attachments'))
  try {
    await mkdir(join(partial, 'attachments'))
    const opened = await openStream(await fileSource(path), { suites: nativeSuites, ...options }, sink)
    await writeFile(join(partial, 'manifest.json'), canonical(opened.manifest))
    await writeFile(join(partial, 'filing.json'), canonical(opened.filing))
    await rename(partial, into)
    return opened
  } finally {
    // A package refused in the middle of an attachment has left its file open.
    await sink.end()
    await rm(partial, { recursive: true, force: true })
  }
}

/** Names are digests, proved by the manifest's reader, so none can leave the folder. */
function folderSink(folder: string): Sink {
  let file: FileHandle | undefined
  return {
    begin: async (sha256) => {
      file = await open(join(folder, sha256), 'wx')
    },
    write: (bytes) => file?.writeFile(bytes),
    end: async () => {
      await file?.close()
      file = undefined
    },
  }
}
