import { levelName, systemsOf } from '../../domain/inventory.ts'
import type { Unit } from '../../domain/unit.ts'
import type { Check, SuggestedGrade } from '../check.ts'

export const gradeMeetsEducationGuide: Check = {
  id: 'grade-meets-education-guide',
  rule: 'E-01',
  title: '系统等级不低于教育行业建议等级',
  severity: 'warning',
  cites: ['education.grading'],
  run({ filing, unit, educationGrades = [] }) {
    const guide = new Map(educationGrades.map((grade) => [grade.code, grade]))
    return systemsOf(filing)
      .filter((system) => system.level > 0)
      .flatMap((system) => {
        const kind = guide.get(system.text('eduSysCode'))
        const suggested = kind && gradeFor(unit, kind)
        if (!suggested || system.level >= suggested) return []
        return [
          {
            at: system.at('securityLevel'),
            says: `${system.name}定为${levelName(system.level)}，低于教育行业对“${kind.name}”的建议等级${levelName(suggested)}`,
            fix: '重新定级，或说明理由并附专家评审意见',
          },
        ]
      })
  },
}

// The commission's own institutions count as departments of a province.
const gradeFor = ({ schoolClass }: Unit, { school, department }: SuggestedGrade): number | undefined =>
  department ? department.province : schoolClass === null ? undefined : school?.[schoolClass]
