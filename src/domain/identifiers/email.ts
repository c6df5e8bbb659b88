import { hostFault } from './domain.ts'
import { bad, good, type Reading, several, unwrapped } from './reading.ts'

export function readEmail(text: string): Reading {
  const bare = unwrapped(text)
    // `张老师 <zhang@bnu.edu.cn>`, as mail programs copy it.
    .replace(/^[^<>@]*<(?=[^<>]+$)/, '')
    .replace(/ /g, '')
    .replace(/^mailto:/i, '')
    .replace(/。/g, '.')
  if (/@.*[,;、].*@/.test(bare)) return several('邮箱')
  const at = bare.lastIndexOf('@')
  const mailbox = bare.slice(0, Math.max(at, 0))
  const host = bare.slice(at + 1).toLowerCase()
  if (at < 1 || bare.length > 254) return bad('邮箱应形如 zhang@bnu.edu.cn，请核对。')
  if (!/^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/.test(mailbox) || mailbox.length > 64)
    return bad('邮箱“@”前面的部分有不能用的字符，请核对；一格只填一个邮箱。')
  const fault = hostFault(host)
  return fault ? bad(`邮箱“@”后面不对：${fault}`) : good(`${mailbox}@${host}`)
}
