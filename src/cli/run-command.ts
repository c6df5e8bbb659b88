// From words to a command and back to an exit code: 0 done, 1 refused or found, 2 usage.
import { parseArgs } from 'node:util'
import { Problem } from '../domain/problem.ts'
import { commands } from './all.ts'
import { type Command, type Context, type Option, UsageError } from './command.ts'
import { machineRefusal } from './machine-refusal.ts'

export interface Streams {
  out(text: string): unknown
  err(text: string): unknown
}

const help: Option = { type: 'boolean', short: 'h', doc: '显示本说明' }
const json: Option = { type: 'boolean', doc: '以 JSON 输出结果，供程序读取' }

const optionsOf = ({ options, serves }: Command): Readonly<Record<string, Option>> =>
  serves ? { ...options, help } : { ...options, help, json }

export async function runCommand(
  words: readonly string[],
  { out, err }: Streams,
  house: Omit<Context, 'print' | 'say'>,
): Promise<number> {
  if (words[0] === '--version') {
    out(`${house.program}\n`)
    return 0
  }
  if (words[0] === 'help') return runCommand([...words.slice(1), '--help'], { out, err }, house)
  const command = findCommand(words)
  if (!command) {
    const asked = words.length === 0 || words.includes('--help') || words.includes('-h')
    const [first] = words
    const meant = commands.filter(({ name }) => name.startsWith(`${first} `))
    const shown = overview(meant.length > 0 ? meant : commands)
    if (asked) out(shown)
    else {
      const half = words.length === 1 && meant.length > 0
      err(`${half ? `请写明“${first}”要做什么` : `没有“${words.join(' ')}”这个命令`}。\n\n${shown}`)
    }
    return asked ? 0 : 2
  }
  let asJson = false
  try {
    const { values, positionals } = parse(command, words)
    if (values.help) {
      out(helpOf(command))
      return 0
    }
    asJson = values.json === true
    const outcome = await command.run(
      { words: positionals, options: values },
      {
        ...house,
        say: (line) => err(`${line}\n`),
        print: (data, lines) => out(asJson ? `${JSON.stringify(data, null, 2)}\n` : `${lines}\n`),
      },
    )
    return outcome === 'done' ? 0 : 1
  } catch (error) {
    if (error instanceof UsageError) {
      err(`${error.message}\n\n${helpOf(command)}`)
      return 2
    }
    const problem = error instanceof Problem ? error : machineRefusal(error)
    if (!problem) throw error
    const { code, message, details } = problem
    if (asJson) out(`${JSON.stringify({ code, message, details }, null, 2)}\n`)
    else err(`${message}\n`)
    return 1
  }
}

function findCommand(words: readonly string[]): Command | undefined {
  const two = words.slice(0, 2).join(' ')
  return commands.find(({ name }) => name === two) ?? commands.find(({ name }) => name === words[0])
}

function parse(command: Command, words: readonly string[]) {
  const args = words.slice(command.name.split(' ').length)
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { ...optionsOf(command) },
      allowPositionals: true,
    })
    return { values: values as Record<string, string | boolean | undefined>, positionals }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (!code?.startsWith('ERR_PARSE_ARGS')) throw error
    const option = /'(-[^' =]*)/.exec(message)?.[1] ?? ''
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') throw new UsageError(`没有选项 ${option}`)
    const takes = optionsOf(command)[option.replace(/^-+/, '')]?.type === 'string'
    throw new UsageError(takes ? `选项 ${option} 后面要写一个值` : `选项 ${option} 后面不写值`)
  }
}

const overview = (shown: readonly Command[]) => `用法：zicha <命令> [选项]

${columns(shown.map(({ name, summary }) => [name, summary]))}

各命令的用法：zicha <命令> --help
退出码：0 完成；1 被拒绝或发现问题；2 用法不对
`

export const helpOf = (
  command: Command,
) => `用法：zicha ${[command.name, command.usage, '[选项]'].filter(Boolean).join(' ')}

${command.summary}

${columns(
  Object.entries(optionsOf(command)).map(([option, { short, type, doc }]) => [
    `${short ? `-${short}, ` : ''}--${option}${type === 'string' ? ' <值>' : ''}`,
    doc,
  ]),
)}
`

function columns(rows: readonly (readonly [string, string] | string[])[]): string {
  const width = Math.max(...rows.map(([first = '']) => cellsOf(first))) + 2
  return rows
    .map(([first = '', second = '']) => `  ${first}${' '.repeat(width - cellsOf(first))}${second}`)
    .join('\n')
}

/** A Chinese character takes two cells of a terminal. */
const cellsOf = (text: string): number =>
  [...text].reduce((cells, letter) => cells + (letter > '\u2e7f' ? 2 : 1), 0)
