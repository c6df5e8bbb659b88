import { firstCampaign } from './0001-first-campaign.ts'
import { lockContent } from './0002-lock-content.ts'
import type { Migration } from './migration.ts'

/** In order, forward only. */
export const migrations: readonly Migration[] = [firstCampaign, lockContent]
