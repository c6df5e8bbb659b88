// A campaign is one yearly self-inspection, called by an authority, answered by its units.

export interface Contact {
  readonly office: string
  readonly name: string
  readonly phone: string
}

export const pieces = ['package', 'form', 'summary', 'letter'] as const
/** 数据包 · 自查表 · 工作总结 · 承诺书: what a unit hands in. */
export type Piece = (typeof pieces)[number]

export interface Campaign {
  readonly id: string
  readonly title: string
  readonly year: number
  readonly authority: string
  readonly questionnaireId: string
  /** The notice's text, paragraphs separated by blank lines. */
  readonly notice: string
  /** What units are asked to observe, one point each; beside the notice, not instead of it. */
  readonly requirements?: readonly string[]
  /** First day of the self-inspection window, YYYY-MM-DD in Asia/Shanghai. */
  readonly opensOn: string
  /** First submissions after this day are late, not refused. */
  readonly dueOn: string
  /** After this day only returned submissions are taken. */
  readonly closesOn: string
  /** The protected event of the year, as the summary and w13 name it. */
  readonly majorEvent: string
  readonly contacts: readonly Contact[]
}

export const isLate = (campaign: Campaign, today: string): boolean => today > campaign.dueOn
export const isClosed = (campaign: Campaign, today: string): boolean => today > campaign.closesOn

/** The day from which a filing's periods count back. A closed campaign is judged by its last day, so that a filing read years later is found no worse. */
export const judgedOn = (campaign: Campaign, today: string): string =>
  isClosed(campaign, today) ? campaign.closesOn : today
