import type { Context } from '../src/cli/command.ts'
import { runCommand } from '../src/cli/run-command.ts'

/** Types a command of `zicha` for which no installation is needed. */
export async function type(...words: string[]): Promise<{ exit: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []]
  const streams = { out: (text: string) => out.push(text), err: (text: string) => err.push(text) }
  const exit = await runCommand(words, streams, {} as Omit<Context, 'print' | 'say'>)
  return { exit, out: out.join(''), err: err.join('') }
}
