// How texts are held against each other, counted and cut, and numbers written, whatever keyboard or program wrote them.

/** Full-width forms made half-width, all blanks removed, lower case: for comparing, not for keeping. */
export const plain = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toLowerCase()

/** Characters as people count them: a rare one takes two places in a string. */
export const lettersIn = (text: string): number => [...text].length

/** A number in figures alone, never in powers of ten. */
export function inFigures(number: number): string {
  const written = String(number)
  if (!written.includes('e')) return written
  return Number.isInteger(number) ? BigInt(number).toString() : number.toFixed(20).replace(/0+$/, '')
}

/** Enough of a long text to recognise it by. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text
  // A letter takes two places at most, so what lies behind need not be taken apart.
  const letters = [...text.slice(0, 2 * most + 1)]
  return letters.length > most ? `${letters.slice(0, most).join('')}…` : text
}
