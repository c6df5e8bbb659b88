// The counts of a filing that are added up over units, live: each is a column of its own in the database.

const grades = ['total', 'l4', 'l3', 'l2', 'l1'] as const

/** Question ids of the count matrix. */
export const figures = [
  ...grades.map((grade) => `sysTotal.${grade}` as const),
  'sysTotal.ungraded',
  ...grades.map((grade) => `sysAssessed.${grade}` as const),
  'sysAssessed.unassessed',
  ...grades.map((grade) => `sysRectified.${grade}` as const),
  'sysRectified.unrectified',
  ...grades.map((grade) => `sysSelfChecked.${grade}` as const),
  'sysSelfChecked.unchecked',
] as const

export type Figure = (typeof figures)[number]
