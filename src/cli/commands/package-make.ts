import type { Filing } from '../../domain/filing.ts'
import { readFiling } from '../../domain/read-filing.ts'
import { shortCode } from '../../sealing/canonical.ts'
import { fileSource, sealFile } from '../../sealing/node.ts'
import { verify } from '../../sealing/package.ts'
import { nativeSuites } from '../../sealing/suites/native.ts'
import { type Command, UsageError } from '../command.ts'
import {
  demandNew,
  filesByDigest,
  keyPairFrom,
  passphraseFrom,
  publicKeysFrom,
  readJson,
  source,
} from '../files.ts'
import { neededOption, oneFile, textOption } from '../given.ts'

export const packageMake: Command = {
  name: 'package make',
  summary: '把填报内容和附件封装成 .sez 数据包：加密给主管单位和本单位，并签名',
  usage: '<filing.json>',
  options: {
    out: { type: 'string', doc: '写入的 .sez 文件，必须还不存在' },
    key: { type: 'string', doc: '本单位的签名密钥文件' },
    'passphrase-file': { type: 'string', doc: '签名密钥的口令文件（第一行）' },
    to: { type: 'string', doc: '接收方的公钥文件，多个以逗号分隔' },
    attachments: { type: 'string', doc: '附件所在目录，按内容的 SHA-256 查找' },
    previous: { type: 'string', doc: '本单位在本次活动中的上一版数据包；版次随之加一' },
    note: { type: 'string', doc: '给主管单位的说明' },
  },
  async run(given, { print }) {
    const filing = readFiling(await readJson(oneFile(given)))
    const out = neededOption(given, 'out')
    const passphrase = await passphraseFrom(textOption(given, 'passphrase-file'))
    const signer = await keyPairFrom(neededOption(given, 'key'), passphrase)
    if (signer.publicKey.use !== 'sign') throw new UsageError('--key 应为签名密钥')
    const recipients = await publicKeysFrom(neededOption(given, 'to'))
    demandNew(out)
    const previous = await previousOf(textOption(given, 'previous'), filing)
    const note = textOption(given, 'note')
    const sealed = await sealFile(
      {
        filing,
        attachments: await filesByDigest(textOption(given, 'attachments')),
        previous: previous?.digest ?? null,
        ...(note === undefined ? {} : { note }),
        generator: 'zicha package make',
      },
      {
        recipients,
        signer,
        header: {
          campaignId: filing.campaignId,
          unitCode: filing.unitCode,
          revision: (previous?.revision ?? 0) + 1,
          sealedAt: `${new Date().toISOString().slice(0, 19)}Z`,
        },
      },
      out,
    )
    await verify(await fileSource(out), { signers: [signer.publicKey], suites: nativeSuites })
    const { header, manifest, digest, contentDigest } = sealed
    print(
      { header, manifest, digest, contentDigest, file: out },
      [
        `已封装 ${out}（第 ${header.revision} 版，附件 ${manifest.counts.attachments} 个）`,
        `校验码：${shortCode(contentDigest)}`,
        `数据包摘要：${digest}`,
      ].join('\n'),
    )
    return 'done'
  },
}

async function previousOf(path: string | undefined, { campaignId, unitCode }: Filing) {
  if (path === undefined) return undefined
  const { header, digest } = await verify(await source(path), {
    signers: 'any',
    expect: { campaignId, unitCode },
    suites: nativeSuites,
  })
  return { revision: header.revision, digest }
}
