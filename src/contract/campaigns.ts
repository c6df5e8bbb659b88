import * as z from 'zod/mini'
import type { Campaign } from '../domain/campaign.ts'
import { answering } from './endpoint.ts'
import { campaignId, day, maybeWords, type PublicKey, unitCode, words } from './shapes.ts'

export interface CampaignView {
  readonly campaign: Campaign
  /** The server's day, by which lateness is decided. */
  readonly today: string
  /** How many units are asked. */
  readonly units: number
  /** To which packages are sealed; one per suite. */
  readonly sealingKeys: readonly PublicKey[]
}

const changeable = {
  title: words(100),
  authority: words(100),
  notice: maybeWords(50_000),
  requirements: z.array(words(1000)).check(z.maxLength(50)),
  opensOn: day,
  dueOn: day,
  closesOn: day,
  majorEvent: maybeWords(200),
  contacts: z
    .array(z.object({ office: words(100), name: words(50), phone: words(100) }))
    .check(z.maxLength(20)),
}

export const campaigns = {
  list: answering<readonly CampaignView[]>().get('/api/campaigns'),
  get: answering<CampaignView>().get('/api/campaigns/:campaignId'),
  create: answering<CampaignView>().post('/api/campaigns', {
    body: z.object({
      ...changeable,
      id: campaignId,
      year: z.number().check(z.int(), z.gte(2007), z.lte(2100)),
      questionnaireId: words(40),
      /** Absent: every unit there is. */
      unitCodes: z.optional(z.array(unitCode).check(z.maxLength(10_000))),
    }),
  }),
  change: answering<CampaignView>().put('/api/campaigns/:campaignId', { body: z.object(changeable) }),
  /** Asks more units to take part, or every unit there is; those that already do stay as they are. */
  addUnits: answering<CampaignView>().post('/api/campaigns/:campaignId/units', {
    body: z.object({ unitCodes: z.optional(z.array(unitCode).check(z.minLength(1), z.maxLength(10_000))) }),
  }),
  /** Only while it has done nothing yet. */
  dropUnit: answering<CampaignView>().delete('/api/campaigns/:campaignId/units/:unitCode'),
  /** The empty form as Word. */
  blankForm: answering<Uint8Array>().get('/api/campaigns/:campaignId/blank-form.docx', { download: true }),
} as const
