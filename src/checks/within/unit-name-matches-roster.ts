import type { Check } from '../check.ts'

export const unitNameMatchesRoster: Check = {
  id: 'unit-name-matches-roster',
  rule: 'X-01',
  title: '单位名称与主管单位名册一致',
  severity: 'error',
  cites: ['form.identity'],
  run({ filing, unit }) {
    const name = filing.answers.unitName
    if (typeof name !== 'string' || name.trim() === '' || bare(name) === bare(unit.name)) return []
    return [
      {
        at: 'unitName',
        says: `单位名称填为“${name}”，与主管单位名册上的“${unit.name}”不一致`,
        fix: '改为与公章一致的全称；如名册有误，请联系主管单位更正名册',
      },
    ]
  },
}

const bare = (name: string): string => name.normalize('NFKC').replace(/\s/g, '')
