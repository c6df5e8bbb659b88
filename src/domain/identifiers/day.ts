import { dayOf } from '../calendar.ts'
import { bad, good, halfWidth, quote, type Reading } from './reading.ts'

/** Spreadsheets and other programs add a time of day. */
const time = /[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?([+-]\d{2}:?\d{2})?$/
/** Midnight of a day in Beijing, written by a program in Greenwich's time, is the afternoon before. */
const greenwich = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z$/
const weekday = / ?\(?(星期|周|礼拜)[一二三四五六日天]\)?$/
/** As we keep it, which is how nearly every day is met. */
const written = /^\d{4}-\d{2}-\d{2}$/
const numerals = '〇一二三四五六七八九'

export function readDay(text: string): Reading {
  const plain = written.test(text) ? text : tidy(halfWidth(text))
  const found =
    /^(\d{4})[-/.、](\d{1,2})[-/.、](\d{1,2})$/.exec(plain) ??
    /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  if (!found) {
    if (/^[34]\d{4}$/.test(plain))
      return bad(`${quote(plain)}像是 Excel 里没有设成日期格式的日期，请写成 2019-06-10。`)
    if (/^\d{4}[-/.年]?\d{1,2}月?$/.test(plain))
      return bad(`${quote(text.trim())}缺少日，请写成 2019-06-10。`)
    if (/^\d{1,2}[-/.]\d{1,2}[-/.]\d{1,4}$/.test(plain))
      return bad(`${quote(text.trim())}分不清年月日，请把四位的年写在前面，例如 2019-06-10。`)
    return bad(`${quote(text.trim())}不是日期，请写成 2019-06-10 或 2019年6月10日。`)
  }
  const [year = 0, month = 0, date = 0] = found.slice(1).map(Number)
  if (year < 1900 || year > 2199) return bad(`年份 ${year} 不在 1900–2199 之间，请核对。`)
  if (month < 1 || month > 12) return bad(`没有 ${month} 月，请核对日期。`)
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  if (date < 1 || date > last) return bad(`${year}年${month}月没有 ${date} 日，请核对日期。`)
  return good(`${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`)
}

function tidy(text: string): string {
  if (greenwich.test(text)) {
    const at = new Date(text)
    if (Number.isFinite(at.getTime())) return dayOf(at)
  }
  return chineseDigits(
    text
      .replace(weekday, '')
      .replace(time, '')
      .replace(/^(\d{4}) (\d{1,2}) (\d{1,2})$/, '$1-$2-$3')
      .replace(/ /g, '')
      .replace(/[.,。]$/, ''),
  )
}

/** `二〇一九年六月十日` → `2019年6月10日` */
const chineseDigits = (text: string): string =>
  text
    .replace(/[○零]/g, '〇')
    .replace(/([二三]?)十([一二三四五六七八九]?)(?=[月日号])/g, (_, tens: string, ones: string) =>
      String((tens ? numerals.indexOf(tens) : 1) * 10 + (ones ? numerals.indexOf(ones) : 0)),
    )
    .replace(/[〇一二三四五六七八九]/g, (numeral) => String(numerals.indexOf(numeral)))
