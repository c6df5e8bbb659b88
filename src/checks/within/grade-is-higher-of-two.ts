import { levelName, systemsOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

export const gradeIsHigherOfTwo: Check = {
  id: 'grade-is-higher-of-two',
  rule: 'X-20',
  title: '系统等级取业务信息与系统服务等级中的高者',
  severity: 'error',
  cites: ['mlps.level'],
  run: ({ filing }) =>
    systemsOf(filing).flatMap((system) => {
      const information = system.number('levelS') ?? Number(system.text('levelS'))
      const service = system.number('levelA') ?? Number(system.text('levelA'))
      if (system.level === 0 || !isLevel(information) || !isLevel(service)) return []
      const higher = Math.max(information, service)
      if (system.level === higher) return []
      return [
        {
          at: system.at('securityLevel'),
          says: `${system.name}填为${levelName(system.level)}，业务信息等级为${levelName(information)}、系统服务等级为${levelName(service)}，应为${levelName(higher)}`,
          fix: '对照定级报告核对三个等级',
        },
      ]
    }),
}

const isLevel = (level: number): boolean => Number.isInteger(level) && level >= 1 && level <= 5
