import { join } from 'node:path'
import { shortCode } from '../../sealing/canonical.ts'
import { shortFingerprint } from '../../sealing/keys.ts'
import { openFile } from '../../sealing/node.ts'
import { type Command, UsageError } from '../command.ts'
import { demandNew, keyPairFrom, passphraseFrom, publicKeysFrom, source } from '../files.ts'
import { neededOption, oneFile, textOption } from '../given.ts'

export const packageOpen: Command = {
  name: 'package open',
  summary: '验证并解开 .sez 数据包，写入一个新目录：清单、填报内容、附件',
  usage: '<包.sez>',
  options: {
    out: { type: 'string', doc: '写入的目录，必须还不存在' },
    key: { type: 'string', doc: '密钥文件：接收方的，或本单位的签名密钥' },
    'passphrase-file': { type: 'string', doc: '口令文件（第一行）：解锁密钥；没有 --key 时直接打开数据包' },
    signer: { type: 'string', doc: '可信的签名公钥文件，多个以逗号分隔；不给则接受任何签名者' },
  },
  async run(given, { print }) {
    const path = oneFile(given)
    const out = neededOption(given, 'out')
    const keyPath = textOption(given, 'key')
    const passphrase = await passphraseFrom(textOption(given, 'passphrase-file'))
    if (keyPath === undefined && passphrase === undefined)
      throw new UsageError('请用 --key 给出密钥文件，或用 --passphrase-file 给出口令文件')
    const trusted = textOption(given, 'signer')
    await source(path)
    demandNew(out)
    const opened = await openFile(
      path,
      {
        keys: keyPath === undefined ? [] : [await keyPairFrom(keyPath, passphrase)],
        ...(keyPath === undefined && passphrase !== undefined ? { passphrase } : {}),
        signers: trusted === undefined ? 'any' : await publicKeysFrom(trusted),
      },
      out,
    )
    const { header, manifest, signer, digest, contentDigest } = opened
    const rows = Object.values(manifest.counts.rows).reduce((sum, count) => sum + count, 0)
    print(
      { header, manifest, signer, digest, contentDigest, folder: out },
      [
        `已打开到 ${out}：${join(out, 'filing.json')}`,
        `活动 ${header.campaignId}，单位 ${header.unitCode}，第 ${header.revision} 版，封装于 ${header.sealedAt}`,
        `填写 ${manifest.counts.answers} 项，清单 ${rows} 行，附件 ${manifest.counts.attachments} 个`,
        `签名密钥指纹：${shortFingerprint(signer)}`,
        `校验码：${shortCode(contentDigest)}`,
      ].join('\n'),
    )
    return 'done'
  },
}
