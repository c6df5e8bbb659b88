// The notices that open campaigns, and the papers they ask for, in their own words.
import type { Campaign } from '../domain/campaign.ts'
import data from './campaigns/2019.json' with { type: 'json' }

export const campaign2019: Campaign = { ...data.campaign, notice: data.notice.join('\n\n') }

/** The commitment letter as the notice prints it; the unit's name and day go beside `signatures`. */
export interface Letter {
  readonly year: number
  readonly title: string
  readonly basis: string
  readonly commitments: readonly string[]
  readonly signatures: readonly string[]
}

const letters: readonly Letter[] = [data.letter]

/** The newest wording that was in use in that year. */
export const letter = (year: number): Letter => letters.filter((one) => one.year <= year).pop() ?? letters[0]!

/** What the notice wants the summary to cover, in its order. */
export const summaryHeadings: readonly string[] = data.summaryHeadings
