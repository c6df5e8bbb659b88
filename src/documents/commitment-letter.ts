// 《网络与信息安全责任承诺书》, ready to sign and seal.
import type { Campaign } from '../domain/campaign.ts'
import type { Unit } from '../domain/unit.ts'
import { type Vocabulary, words } from './scope.ts'
import template2019 from './templates/commitment-letter.ts'
import { bytesOf } from './word/embedded.ts'
import { fillTemplate } from './word/template.ts'

export interface Letter {
  readonly campaign: Campaign
  readonly unit: Unit
  /** In groups of four, as `shortFingerprint` writes it. Left out, the line is left out. */
  readonly keyFingerprint?: string
  /** Printed before the signature; left out, room is left. */
  readonly signer?: string
  /** A `.docx` of the authority's own, instead of the built-in one. */
  readonly template?: Uint8Array
}

/** What the letter may print. */
export const letterTags = {
  'unit.name': '单位名称',
  'key.fingerprint': '签名密钥指纹；没有时为空白',
  signer: '签字人姓名；没有时留空待签',
  'campaign.title': '活动名称',
  'campaign.year': '年份',
  'campaign.authority': '主管单位',
} as const

export const letterVocabulary: Vocabulary = {
  texts: new Set(Object.keys(letterTags)),
  lists: new Map(),
  conditions: new Set(),
}

export async function commitmentLetter({
  campaign,
  unit,
  keyFingerprint,
  signer,
  template,
}: Letter): Promise<Uint8Array> {
  const texts: Record<keyof typeof letterTags, string> = {
    'unit.name': unit.name,
    'campaign.title': campaign.title,
    'campaign.year': String(campaign.year),
    'campaign.authority': campaign.authority,
    'key.fingerprint': keyFingerprint ?? '',
    signer: signer ?? '',
  }
  return fillTemplate(template ?? letterTemplate(), letterVocabulary, words(texts), {})
}

/** The built-in template: what a clerk starts from. */
export const letterTemplate = (): Uint8Array => bytesOf(template2019)
