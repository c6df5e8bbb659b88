import { systemsOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

export const runningSystemIsGraded: Check = {
  id: 'running-system-is-graded',
  rule: 'L-01',
  title: '已投入运行的系统已定级',
  severity: 'warning',
  serious: true,
  cites: ['csl.mlps', 'mlps.grading'],
  run: ({ filing }) =>
    systemsOf(filing)
      .filter((system) => system.owesGrading && system.level === 0)
      .map((system) => ({
        at: system.at('securityLevel'),
        says: `${system.name}已投入运行但未定级`,
        fix: '请先定级，第二级以上的再到公安机关备案；属于其他系统一部分的请并入',
      })),
}
