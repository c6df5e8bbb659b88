/** 0 → A, 25 → Z, 26 → AA */
export function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters
  }
  return letters
}

/** Row and column from 0: `addressOf(6, 2)` is `C7`. */
export const addressOf = (row: number, column: number): string => `${columnLetters(column)}${row + 1}`

/** The column of `C7`, from 0; nothing when it is no address. */
export function columnOf(address: string): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(address)?.[0]
  if (letters === undefined) return undefined
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

// Excel counts days from 1900 and believes that year had a 29 February; files from old Macs count from 1904.
const day = 86_400_000
const epoch = Date.UTC(1899, 11, 30)
const days1904 = 1462

/** The day of an Excel date, YYYY-MM-DD; nothing where there is none. */
export function dayOfSerial(serial: number, from1904 = false): string | undefined {
  const whole = Math.floor(serial) + (from1904 ? days1904 : 0)
  if (whole < 1 || whole > 109_939 || whole === 60) return undefined
  return new Date(epoch + (whole < 60 ? whole + 1 : whole) * day).toISOString().slice(0, 10)
}

export const serialOfDay = (text: string): number => {
  const whole = Math.round((Date.parse(`${text}T00:00:00Z`) - epoch) / day)
  return whole <= 60 ? whole - 1 : whole
}
