// What reading an identifier yields, and the cleaning every kind shares.
import { shortened } from '../spelling.ts'

/** `normal` is the spelling to store; reading it again yields itself. A fault is a sentence for the user. */
export type Reading =
  | { readonly normal: string; readonly hints: readonly string[] }
  | { readonly fault: string }

export const good = (normal: string, ...hints: (string | false | undefined)[]): Reading => ({
  normal,
  hints: hints.filter((hint) => typeof hint === 'string'),
})

export const bad = (fault: string): Reading => ({ fault })

const invisible = /\p{Cf}/gu
const dashes = /[\u2010-\u2015\u2212\u2500\ufe58\ufe63\u30fc]/g

/** Full-width letters, digits and signs become ASCII, every dash `-`, every blank one space; ends trimmed. */
export const halfWidth = (text: string): string =>
  text
    .replace(invisible, '')
    .replace(/[\uff01-\uff5e]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    .replace(dashes, '-')
    .replace(/\s+/g, ' ')
    .trim()

const marksInFront = /^[\s"'“”‘’「『【《<]+/
// Tried where a run of marks begins, not at each of them: a long run inside a text would take for ever.
const marksBehind = /(?<![\s"'“”‘’」』】》>。,、;])[\s"'“”‘’」』】》>。,、;]+$/

/** Without the quotes and end marks that come along with a copy. */
export const withoutMarks = (text: string): string => text.replace(marksInFront, '').replace(marksBehind, '')

/** Half-width, without a label in front (`备案号：`), and without marks. */
export const unwrapped = (text: string): string =>
  withoutMarks(halfWidth(text).replace(/^[\u4e00-\u9fff]{2,12} ?: ?/, ''))

export const withoutBlanks = (text: string): string => halfWidth(text).replace(/ /g, '')

/** Two of a kind in one field. */
export const several = (what: string): Reading => bad(`一格只填一个${what}，多个请分行填写。`)

/** “无”, written where an empty field would say it. */
export const saysNone = (text: string): boolean => /^(无|暂无|没有|未办理|未备案|[-/]+)$/.test(text)

/** A wrong text in a sentence. */
export const quote = (text: string): string => `“${shortened(text, 40)}”`
