// 统一社会信用代码, GB 32100-2015: two check digits, one of the whole and one of the organisation code inside.
import { bad, good, quote, type Reading, unwrapped } from './reading.ts'

const letters = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]
const categories = /^(1[1239]|2[19]|3[1-59]|4[19]|5[1-39]|6[129]|7[129]|8[19]|9[123]|A[19]|N[1239]|Y1)/
const lookalikes: Readonly<Record<string, string>> = {
  O: '数字 0',
  I: '数字 1',
  Z: '数字 2',
  S: '数字 5',
  V: '字母 U 或 Y',
}

export function readCreditCode(text: string): Reading {
  // Copies of a certificate are numbered behind the code, `…(1-1)`, or marked `（副本）`.
  const code = unwrapped(text)
    .replace(/\((\d[-/]\d|[正副]本)\)/g, '')
    .replace(/[ -]/g, '')
    .toUpperCase()
  if (/^[\dA-Z]{8}[\dX]$/.test(code))
    return bad('这是 9 位的组织机构代码，请填写法人证书上 18 位的统一社会信用代码。')
  const wrong = [...code].findIndex((letter) => !letters.includes(letter))
  if (wrong >= 0) {
    const letter = [...code][wrong]!
    const meant = lookalikes[letter]
    return bad(
      `统一社会信用代码不会出现${quote(letter)}（第 ${wrong + 1} 位）${meant ? `，是否应为${meant}？` : '，'}请对照证书核对。`,
    )
  }
  if (code.length !== 18) return bad(`统一社会信用代码应为 18 位，现为 ${code.length} 位，请对照证书核对。`)
  if (code[16] !== organisationCheckDigit(code.slice(8, 16)))
    return bad(`统一社会信用代码第 9–17 位（组织机构代码）的校验位不符，${advice(code)}`)
  if (code[17] !== checkDigit(code.slice(0, 17)))
    return bad(`统一社会信用代码最后一位（校验位）不符，${advice(code)}`)
  return good(
    code,
    !categories.test(code) && `前两位“${code.slice(0, 2)}”不是已知的登记类别，请核对（事业单位为 12）。`,
  )
}

const mistaken: Readonly<Record<string, string>> = { L: '1', B: '8', D: '0', Q: '0', G: '6' }

/** Names the slip of the pen that explains a wrong check digit, where just one does. */
function advice(code: string): string {
  const slips: string[] = []
  for (let at = 0; at < 18; at++) {
    const letter = code[at]!
    const digit = mistaken[letter]
    if (digit && isSound(code.slice(0, at) + digit + code.slice(at + 1)))
      slips.push(`第 ${at + 1} 位的“${letter}”是否应为“${digit}”？`)
    const next = code[at + 1]
    // Elsewhere one check digit alone would let too many swaps pass.
    if (
      at >= 8 &&
      at < 16 &&
      next !== letter &&
      isSound(code.slice(0, at) + next + letter + code.slice(at + 2))
    )
      slips.push(`第 ${at + 1}、${at + 2} 位是否写反了？`)
  }
  return `${slips.length === 1 ? slips[0] : ''}请对照证书逐位核对。`
}

const isSound = (code: string): boolean =>
  code[16] === organisationCheckDigit(code.slice(8, 16)) && code[17] === checkDigit(code.slice(0, 17))

function checkDigit(first17: string): string {
  let sum = 0
  let weight = 1
  for (const letter of first17) {
    sum += letters.indexOf(letter) * weight
    weight = (weight * 3) % 31
  }
  return letters[(31 - (sum % 31)) % 31]!
}

// Here letters count from A = 10 with none left out, unlike in the whole code.
function organisationCheckDigit(first8: string): string {
  const sum = organisationWeights.reduce(
    (total, weight, at) => total + Number.parseInt(first8[at]!, 36) * weight,
    0,
  )
  const digit = 11 - (sum % 11)
  return digit === 10 ? 'X' : digit === 11 ? '0' : String(digit)
}
