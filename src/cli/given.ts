// The words and options that were typed, asked for one by one.
import { type Given, UsageError } from './command.ts'

/** The only word after the command's name. */
export function oneWord({ words }: Given, what = '一个文件名'): string {
  const [word, ...others] = words
  if (word === undefined) throw new UsageError(`请给出${what}`)
  noWords({ words: others })
  return word
}

export const oneFile = (given: Given): string => oneWord(given)

export function noWords({ words }: Pick<Given, 'words'>): void {
  if (words.length > 0) throw new UsageError(`多出了“${words.join(' ')}”：含空格的名称请加引号`)
}

export function textOption({ options }: Given, name: string): string | undefined {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}

export function neededOption(given: Given, name: string): string {
  const value = textOption(given, name)
  if (!value) throw new UsageError(`缺少选项 --${name}`)
  return value
}

/** One of several that a command does, and the options that it takes. */
export interface Deed<Does> {
  readonly takes: readonly string[]
  readonly does: Does
}

/** The first word names the deed, the rest are the deed's own. */
export function chooseDeed<Does>(
  deeds: Readonly<Record<string, Deed<Does>>>,
  { words: [what = '', ...words], options }: Given,
): { does: Does; given: Given } {
  const deed = Object.hasOwn(deeds, what) ? deeds[what] : undefined
  if (!deed) throw new UsageError(`请写明要做什么：${Object.keys(deeds).join('、')} 之一`)
  const other = Object.keys(options).find((name) => name !== 'json' && !deed.takes.includes(name))
  if (other) throw new UsageError(`${what} 没有选项 --${other}`)
  return { does: deed.does, given: { words, options } }
}
