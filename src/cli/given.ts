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

/** Of a command with several deeds: the first word names one, the rest are that deed's own. */
export function chooseDeed<Deed>(
  deeds: Readonly<Record<string, Deed>>,
  { words: [what = '', ...words], options }: Given,
): { deed: Deed; given: Given } {
  const deed = Object.hasOwn(deeds, what) ? deeds[what] : undefined
  if (!deed) throw new UsageError(`请写明要做什么：${Object.keys(deeds).join('、')} 之一`)
  return { deed, given: { words, options } }
}
