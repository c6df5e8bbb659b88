// 《网络与信息安全责任承诺书》, ready to sign and seal.
import type { Campaign } from '../domain/campaign.ts'
import type { Unit } from '../domain/unit.ts'
import { type Vocabulary, words } from './scope.ts'
import letterTemplate from './templates/commitment-letter.ts'
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

export const letterVocabulary: Vocabulary = {
  texts: new Set([
    'unit.name',
    'campaign.title',
    'campaign.year',
    'campaign.authority',
    'key.fingerprint',
    'signer',
  ]),
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
  const scope = words({
    'unit.name': unit.name,
    'campaign.title': campaign.title,
    'campaign.year': String(campaign.year),
    'campaign.authority': campaign.authority,
    'key.fingerprint': keyFingerprint ?? '',
    signer: signer ?? '',
  })
  return fillTemplate(template ?? bytesOf(letterTemplate), letterVocabulary, scope, {})
}
