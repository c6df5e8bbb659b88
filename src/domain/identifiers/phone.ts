import { readMobile } from './mobile.ts'
import { bad, good, quote, type Reading, unwrapped } from './reading.ts'

/** One telephone number, or several separated by “、”. */
export function readPhone(text: string): Reading {
  const numbers = unwrapped(text)
    // Two numbers with only a blank between them.
    .replace(/(\d{7}) (?=\d{7})/g, '$1、')
    .split(/ ?[、,;/] ?/)
    .filter(Boolean)
  if (numbers.length === 0) return bad('请填写电话号码，例如 010-51994994。')
  const normals: string[] = []
  const hints = new Set<string>()
  for (const number of numbers) {
    const reading = readOne(number)
    if ('fault' in reading) return reading
    normals.push(reading.normal)
    for (const hint of reading.hints) hints.add(hint)
  }
  return good(normals.join('、'), ...hints)
}

function readOne(text: string): Reading {
  const mobile = readMobile(text)
  if ('normal' in mobile) return good(mobile.normal, '这是手机号码；有固定电话的请填固定电话。')
  const [, called = '', extension] =
    /^(.*?)(?: ?\(?(?:转|分机|ext\.?|x|#|\*)[ :-]?(\d{1,6})(?:分机)?\)?)?$/i.exec(
      text.replace(/转分机/, '转'),
    ) ?? []
  const digits = called
    .replace(/^(总机|电话|办公电话)|\((总机|办公室|值班室?)\)$/g, '')
    .replace(/[()]/g, ' ')
    .replace(country, ' ')
    .replace(/[- ]+/g, '-')
    .replace(/^-|-$/g, '')
  // A country code swallows the zero of the area code: +86 10 5199 4994.
  const full = country.test(called.replace(/[()]/g, ' ')) && !digits.startsWith('0') ? `0${digits}` : digits
  const area = /^(0(?:10|2\d|[3-9]\d{2}))-?(\d.*)$/.exec(full)
  const place = area?.[1]
  const [number, dashed] = splitExtension(area?.[2] ?? full)
  const more = extension ?? dashed
  const tail = more ? `转${more}` : ''
  if (number === undefined) return wrong(text)
  if (place) {
    if (!/^[1-9]\d{6,7}$/.test(number)) return wrong(text)
    const short = place.length === 3 && number.length === 7
    return good(`${place}-${number}${tail}`, short && `区号 ${place} 的号码应为 8 位，请核对。`)
  }
  if (/^[1-9]\d{7}$/.test(number)) return good(`010-${number}${tail}`)
  if (/^[1-9]\d{6}$/.test(number)) return good(`${number}${tail}`, '7 位号码请加区号，例如 0311-1234567。')
  if (/^[48]00\d{7}$/.test(number))
    return good(`${number.slice(0, 3)}-${number.slice(3, 6)}-${number.slice(6)}${tail}`)
  if (/^(1[012]|9[56])\d{3}$/.test(number)) return good(`${number}${tail}`)
  return wrong(text)
}

const country = /^ ?(?:(?:\+|00)86[- ]*|86[- ]+(?=\d))/

/** A dash may part the number itself (`5199-4994`) or what follows it (`51994994-801`). */
function splitExtension(text: string): [number: string | undefined, extension?: string] {
  const parts = text.split('-')
  if (!parts.every((part) => /^\d+$/.test(part))) return [undefined]
  let number = ''
  while (parts.length > 0 && number.length < 7) number += parts.shift()
  if (number.startsWith('400') || number.startsWith('800'))
    while (parts.length > 0 && number.length < 10) number += parts.shift()
  if (parts.length > 1) return [undefined]
  const extension = parts[0]
  return extension === undefined ? [number] : extension.length <= 6 ? [number, extension] : [undefined]
}

const wrong = (text: string) =>
  bad(`${quote(text)}不是完整的电话号码，请写成 010-51994994 或 010-51994994转801。`)
