// LibreOffice, as the stranger who reads our Word files: its pages are what a clerk will see.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

export const hasOffice = ['soffice', 'pdftotext'].every((name) => !spawnSync(name, ['--version']).error)

export interface Printed {
  pages: number
  /** Words of the pages, spaces and line ends removed. */
  text: string
  /** Of each page, top to bottom. */
  pageTexts: readonly string[]
  /** Millimetres. */
  paper: readonly [width: number, height: number]
}

/** The file as LibreOffice writes it after opening it. */
export function saveAgain(docx: Uint8Array): Uint8Array {
  return inFolder((folder) => {
    convert(folder, docx, 'docx:MS Word 2007 XML', 'again')
    return readFileSync(join(folder, 'again', 'form.docx'))
  })
}

export function printWord(docx: Uint8Array): Printed {
  return inFolder((folder) => {
    convert(folder, docx, 'pdf', '.')
    const pdf = join(folder, 'form.pdf')
    call('pdftotext', '-layout', pdf, join(folder, 'form.txt'))
    const pageTexts = readFileSync(join(folder, 'form.txt'), 'utf8').split('\f').slice(0, -1)
    const size = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(call('pdfinfo', pdf))
    const mm = (points: string | undefined) => Math.round((Number(points) / 72) * 25.4)
    return {
      pages: pageTexts.length,
      text: pageTexts.join('').replace(/\s/g, ''),
      pageTexts,
      paper: [mm(size?.[1]), mm(size?.[2])],
    }
  })
}

function convert(folder: string, docx: Uint8Array, to: string, out: string): void {
  writeFileSync(join(folder, 'form.docx'), docx)
  // A profile of its own, or a second test waits for the first one's lock.
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`
  call(
    'soffice',
    profile,
    '--headless',
    '--convert-to',
    to,
    '--outdir',
    join(folder, out),
    join(folder, 'form.docx'),
  )
}

function call(command: string, ...words: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, words, { encoding: 'utf8', maxBuffer: 1e9 })
  if (status !== 0) throw new Error(`${command}: ${stderr || stdout}`)
  return stdout
}

function inFolder<Result>(work: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'office-'))
  try {
    return work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
