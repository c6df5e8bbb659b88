// Every way in which a package or key is turned down.
import { fileSize } from '../domain/file-kind.ts'
import { Problem } from '../domain/problem.ts'

export const notAPackage = () =>
  new Problem('invalid', 'sealing.not-a-package', '这不是 .sez 数据包，请选择由自查工具导出的 .sez 文件')

export const unknownVersion = (found: unknown) =>
  new Problem(
    'invalid',
    'sealing.unknown-version',
    `数据包的格式版本（${String(found)}）本系统不认识，请升级系统后再打开，或用当前版本的自查工具重新导出`,
    { found },
  )

export const unknownSuite = (suite: unknown) =>
  new Problem(
    'invalid',
    'sealing.unknown-version',
    `数据包使用的算法套件（${String(suite)}）本系统不认识，请升级系统后再打开`,
    { suite },
  )

/** What may grow too large, in bytes or, where it is counted, in number; and what then helps. */
const limits = {
  总大小: { counted: false, fix: '请减少或压缩附件后重新导出' },
  填报内容: { counted: false, fix: '请删减过长的文字和多余的行后重新导出' },
  清单: { counted: false, fix: '请减少附件个数后重新导出' },
  文件数量: { counted: true, fix: '请减少附件个数后重新导出' },
  包头: { counted: false, fix: '请使用自查工具导出的原始文件' },
  接收方数量: { counted: true, fix: '请使用自查工具导出的原始文件' },
} as const

export function oversized(what: keyof typeof limits, size: number, most: number) {
  const { counted, fix } = limits[what]
  const says = counted
    ? `过多（${size} 个，上限 ${most} 个）`
    : `过大（${fileSize(size)}，上限 ${fileSize(most)}）`
  return new Problem('limited', 'sealing.oversized', `数据包的${what}${says}，${fix}`, { what, size, most })
}

export const truncated = () =>
  new Problem('invalid', 'sealing.truncated', '数据包不完整，后面有缺失，请重新复制或重新上传整个文件')

export const extended = () =>
  new Problem('invalid', 'sealing.extended', '数据包末尾多出了内容，请使用自查工具导出的原始文件')

export const reordered = (chunk: number, belongs: number) =>
  new Problem('invalid', 'sealing.reordered', '数据包内部的顺序被打乱，请使用自查工具导出的原始文件', {
    chunk,
    belongs,
  })

export const altered = (where: string) =>
  new Problem(
    'invalid',
    'sealing.altered',
    `数据包已损坏或被改动（${where}），请使用自查工具导出的原始文件`,
    { where },
  )

/** Sealed and signed, but not as this format says: made by a faulty tool. */
export const malformed = (what: string) =>
  new Problem('invalid', 'sealing.malformed', `数据包的内容与其清单不符（${what}），请用自查工具重新导出`, {
    what,
  })

export const zipBomb = (name: string) =>
  new Problem(
    'limited',
    'sealing.zip-bomb',
    `数据包中“${name}”解压后的大小超出限制，已拒绝打开，请用自查工具重新导出`,
    { name },
  )

export const badPath = (name: string) =>
  new Problem(
    'invalid',
    'sealing.bad-path',
    `数据包中含有不允许的文件名“${name.slice(0, 100)}”，已拒绝打开，请用自查工具重新导出`,
    {
      name: name.slice(0, 100),
    },
  )

export const notForUs = (sealedFor: readonly string[], ours: readonly string[]) =>
  new Problem(
    'forbidden',
    'sealing.not-for-us',
    '数据包不是加密给本密钥的，无法打开：请核对是否选对了单位、活动和密钥，或用最新下载的自查工具重新导出',
    { sealedFor, ours },
  )

export const wrongKey = (why: string) =>
  new Problem('forbidden', 'sealing.wrong-key', `密钥不能用来打开这个数据包（${why}），请换用正确的密钥`, {
    why,
  })

export const wrongPassphrase = () =>
  new Problem('forbidden', 'sealing.wrong-passphrase', '口令不正确，请重新输入（注意大小写和输入法状态）')

export const noPassphrase = () =>
  new Problem('forbidden', 'sealing.wrong-passphrase', '这个数据包没有用口令加密，请使用密钥打开')

export const untrustedSigner = (signer: string) =>
  new Problem(
    'forbidden',
    'sealing.untrusted-signer',
    '数据包的签名密钥不是本单位登记的密钥，请用本单位最新下载的自查工具重新导出',
    { signer },
  )

export const otherCampaign = (expected: string, found: string) =>
  new Problem(
    'conflict',
    'sealing.other-campaign',
    `数据包属于另一次自查活动（${found}），请选择本次活动（${expected}）的数据包`,
    {
      expected,
      found,
    },
  )

export const otherUnit = (expected: string, found: string) =>
  new Problem(
    'conflict',
    'sealing.other-unit',
    `数据包属于另一个单位（${found}），请选择本单位（${expected}）的数据包`,
    {
      expected,
      found,
    },
  )

export const replayed = (found: number, newerThan: number) =>
  new Problem(
    'conflict',
    'sealing.replayed',
    `数据包是第 ${found} 版，而已收到第 ${newerThan} 版，请导出新的一版再报送`,
    { found, newerThan },
  )

export const missingAttachment = (name: string, sha256: string) =>
  new Problem('missing', 'sealing.missing-attachment', `附件“${name}”的文件找不到，请重新添加后再导出`, {
    name,
    sha256,
  })

export const changedAttachment = (name: string, sha256: string) =>
  new Problem(
    'conflict',
    'sealing.changed-attachment',
    `附件“${name}”的文件在添加之后被改动，请重新添加后再导出`,
    {
      name,
      sha256,
    },
  )

export const notAKey = () =>
  new Problem('invalid', 'sealing.not-a-key', '这不是有效的密钥文件，请选择由本系统导出的密钥')
