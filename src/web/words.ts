// How numbers and times are told.
import { daysBetween, momentOf } from '../domain/calendar.ts'

/** An instant as the reader's clock in Asia/Shanghai says it: `2019-06-07 15:32`. */
export const clock = (instant: string): string => momentOf(new Date(instant))

/** From today to a day that something is due. */
export function timeLeft(today: string, day: string): string {
  const left = daysBetween(today, day)
  if (left === 0) return '今天截止'
  return left > 0 ? `还有 ${left} 天` : `已过 ${-left} 天`
}

const browsers: readonly (readonly [RegExp, string])[] = [
  [/QaxBrowser|QiAnXin|Qaxbrowser/i, '奇安信浏览器'],
  [/360(?:SE|EE|ENT)|QIHU/i, '360 浏览器'],
  [/Edg(?:e|A|iOS)?\/(\d+)/, 'Edge'],
  [/Firefox\/(\d+)/, 'Firefox'],
  [/Chrome\/(\d+)/, 'Chrome'],
  [/Version\/(\d+).*Safari/, 'Safari'],
]
const machines: readonly (readonly [RegExp, string])[] = [
  [/Windows/, 'Windows'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Mac OS X/, 'macOS'],
  [/UOS/i, '统信 UOS'],
  [/Kylin/i, '麒麟'],
  [/Linux/, 'Linux'],
]

/** What people call a browser that says `Mozilla/5.0 (X11; …`: `Chrome 106（Windows）`. */
export function browserName(agent: string): string {
  const browser = browsers.flatMap(([mark, name]) => {
    const found = mark.exec(agent)
    return found ? [found[1] ? `${name} ${found[1]}` : name] : []
  })[0]
  const machine = machines.find(([mark]) => mark.test(agent))?.[1]
  return browser ? `${browser}${machine ? `（${machine}）` : ''}` : agent
}
