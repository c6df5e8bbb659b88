// What a command of `zicha` is. It parses words and makes one call.
import type { ParseArgsOptionDescriptor } from 'node:util'
import type { Kept } from '../actions/back-up.ts'
import type { Deps } from '../actions/deps.ts'

export interface Command {
  /** One or two words: `serve`, `package inspect`. */
  name: string
  /** What it does, in a line. */
  summary: string
  /** The words after the name, as help shows them. */
  usage?: string
  options?: Readonly<Record<string, Option>>
  /** It runs until it is stopped, and gives no result that a machine could read. */
  serves?: true
  run(given: Given, context: Context): Promise<Outcome>
}

export interface Option extends ParseArgsOptionDescriptor {
  doc: string
}

export interface Given {
  words: readonly string[]
  options: Readonly<Record<string, string | boolean | undefined>>
}

/** `found` ends with 1 as a refusal does: something looked for was there. */
export type Outcome = 'done' | 'found'

export interface Context {
  /** The result, on stdout: `data` with --json, else the lines. */
  print(data: unknown, lines: string): void
  /** Talk, on stderr. */
  say(line: string): void
  /** Name and version of this program. */
  readonly program: string
  /** Serves until it is told to stop. */
  serve(options: Serving): Promise<void>
  /** The installation of DATA_DIR, ready for deeds; a server may be running on it. */
  withDeps<Result>(work: (deps: Deps) => Promise<Result>): Promise<Result>
  /** The same as it lies there: nothing is made or migrated first. */
  withKept<Result>(options: { beside: boolean }, work: (kept: Kept) => Promise<Result>): Promise<Result>
  /** Where the settings say that the passphrase of backups is; empty where they do not. */
  backupPassphraseFile(): string
}

export interface Serving {
  /** Before the doors open. */
  prepare?: (deps: Deps) => Promise<void>
  /** When they are open. */
  started?: (url: string) => Promise<void> | void
}

/** The words make no sense: help is shown, and the exit code is 2. */
export class UsageError extends Error {}
