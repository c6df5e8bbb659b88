import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { Problem } from '../domain/problem.ts'
import type { Context, Given, Option } from './command.ts'
import { passphraseFrom } from './files.ts'
import { textOption } from './given.ts'

export const passphraseOption: Record<string, Option> = {
  'passphrase-file': {
    type: 'string',
    doc: '备份口令文件（第一行）；不给则用设置 BACKUP_PASSPHRASE_FILE，再没有就在终端中询问',
  },
}

/** From a file or the keyboard; never from the words of the command, which every process may read. */
export async function backupPassphrase(
  given: Given,
  { backupPassphraseFile }: Context,
  { twice }: { twice: boolean },
): Promise<string> {
  const file = textOption(given, 'passphrase-file') ?? (backupPassphraseFile() || undefined)
  const read = await passphraseFrom(file)
  if (read !== undefined) return read
  const typed = await askHidden('备份口令（输入时不显示）：')
  if (twice && (await askHidden('再输入一次：')) !== typed) throw different()
  return typed
}

function askHidden(question: string): Promise<string> {
  const { stdin, stderr } = process
  if (!stdin.isTTY) throw noPassphrase()
  const nowhere = new Writable({ write: (_, __, done) => done() })
  const line = createInterface({ input: stdin, output: nowhere, terminal: true })
  stderr.write(question)
  return new Promise((resolve, reject) => {
    line.once('line', resolve)
    line.once('SIGINT', () => line.close())
    // Of the two, what comes first is what counts.
    line.once('close', () => reject(givenUp()))
  })
    .finally(() => {
      line.close()
      stderr.write('\n')
    })
    .then(String)
}

const noPassphrase = () =>
  new Problem(
    'invalid',
    'backup.no-passphrase',
    '没有给出备份口令：请用 --passphrase-file 或设置 BACKUP_PASSPHRASE_FILE 指明口令文件，或在终端窗口中运行以便输入',
  )
const different = () =>
  new Problem('invalid', 'backup.passphrases-differ', '两次输入的备份口令不同，没有备份：请重新运行')
const givenUp = () => new Problem('conflict', 'backup.given-up', '没有输入备份口令，什么也没有做')
