import { shortFingerprint } from '../../sealing/keys.ts'
import { inspect } from '../../sealing/package.ts'
import type { Command } from '../command.ts'
import { source } from '../files.ts'
import { oneFile } from '../given.ts'

export const packageInspect: Command = {
  name: 'package inspect',
  summary: '显示 .sez 数据包的明文包头（不需要密钥；内容未经验证）',
  usage: '<包.sez>',
  async run(given, { print }) {
    const file = await source(oneFile(given))
    const inspected = await inspect(file)
    const { header, suite, signer, recipients, opensByPassphrase, fileSize } = inspected
    const whole = file.size === fileSize ? '与包头相符' : `与包头不符，应为 ${fileSize} 字节`
    print(
      { ...inspected, actualSize: file.size },
      [
        `格式版本：${header.version}`,
        `活动：${header.campaignId}`,
        `单位代码：${header.unitCode}`,
        `版次：第 ${header.revision} 版`,
        `封装时间：${header.sealedAt}`,
        `文件大小：${file.size} 字节（${whole}）`,
        `算法套件：${signer.suite}（${suite}）`,
        `签名密钥指纹：${shortFingerprint(signer)}`,
        `可打开的密钥：${recipients.join('、')}${opensByPassphrase ? '，或口令' : ''}`,
        '以上内容尚未验证，请用 zicha package verify 验证签名。',
      ].join('\n'),
    )
    return 'done'
  },
}
