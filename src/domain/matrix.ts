// The count matrix of 表一: four rows over the same systems, and what is left over in each.
import type { Cell, Path } from './filing.ts'

export const matrixRows = [
  { id: 'sysTotal', name: '信息系统总数', rest: 'ungraded', restName: '未定级' },
  { id: 'sysAssessed', name: '等级测评总数', rest: 'unassessed', restName: '未测评' },
  { id: 'sysRectified', name: '安全建设整改总数', rest: 'unrectified', restName: '未整改' },
  { id: 'sysSelfChecked', name: '安全自查总数', rest: 'unchecked', restName: '未自查' },
] as const

/** A number of the matrix; undefined while it is blank or no number. */
export function figure(read: { value(path: Path): Cell }, id: string): number | undefined {
  const cell = read.value(id)
  return typeof cell === 'number' && Number.isFinite(cell) ? cell : undefined
}
