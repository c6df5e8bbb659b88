// The counts of a filing that are added up over units, live: each is a column of its own in the database.

/** Question ids of the count matrix. */
export const figures = [
  'sysTotal.total',
  'sysTotal.l5',
  'sysTotal.l4',
  'sysTotal.l3',
  'sysTotal.l2',
  'sysTotal.l1',
  'sysTotal.ungraded',
  'sysAssessed.total',
  'sysAssessed.l4',
  'sysAssessed.l3',
  'sysAssessed.l2',
  'sysAssessed.unassessed',
  'sysRectified.total',
  'sysRectified.l4',
  'sysRectified.l3',
  'sysRectified.l2',
  'sysRectified.unrectified',
  'sysSelfChecked.total',
  'sysSelfChecked.l4',
  'sysSelfChecked.l3',
  'sysSelfChecked.l2',
  'sysSelfChecked.unchecked',
] as const

export type Figure = (typeof figures)[number]
