import { fingerprint, shortFingerprint } from '../../sealing/keys.ts'
import { verify } from '../../sealing/package.ts'
import { nativeSuites } from '../../sealing/suites/native.ts'
import type { Command } from '../command.ts'
import { publicKeysFrom, source } from '../files.ts'
import { oneFile, textOption } from '../given.ts'

export const packageVerify: Command = {
  name: 'package verify',
  summary: '验证 .sez 数据包完整、未被改动，并核对签名（不需要私钥）',
  usage: '<包.sez>',
  options: { signer: { type: 'string', doc: '可信的签名公钥文件，多个以逗号分隔；不给则只报告是谁签的' } },
  async run(given, { print }) {
    const trusted = textOption(given, 'signer')
    const signers = trusted === undefined ? 'any' : await publicKeysFrom(trusted)
    const file = await source(oneFile(given))
    const { header, signer, digest } = await verify(file, { signers, suites: nativeSuites })
    print(
      { header, signer, fingerprint: fingerprint(signer), trusted: signers !== 'any', digest },
      [
        `数据包完整，签名有效${signers === 'any' ? '（未指定可信公钥，请核对下面的指纹）' : '，签名者可信'}`,
        `活动 ${header.campaignId}，单位 ${header.unitCode}，第 ${header.revision} 版，封装于 ${header.sealedAt}`,
        `签名密钥指纹：${shortFingerprint(signer)}`,
        `数据包摘要：${digest}`,
      ].join('\n'),
    )
    return 'done'
  },
}
