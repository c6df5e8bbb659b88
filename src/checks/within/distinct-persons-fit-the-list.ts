import { dataSetsOf } from '../../domain/inventory.ts'
import { figure } from '../../domain/matrix.ts'
import type { Check } from '../check.ts'

export const distinctPersonsFitTheList: Check = {
  id: 'distinct-persons-fit-the-list',
  rule: 'X-31',
  title: '去重总人数不超过各项合计，也不少于最大一项',
  severity: 'warning',
  cites: ['form.data-list'],
  run({ filing, read }) {
    const distinct = figure(read, 'dataSummary.personCount')
    const sum = figure(read, 'dataSummary.personSum')
    const at = 'dataSummary.personCount'
    if (distinct === undefined || sum === undefined) return []
    if (distinct > sum)
      return [
        {
          at,
          says: `去重总人数 ${distinct} 多于各数据项人数合计 ${sum}`,
          fix: '同一人只算一次，去重后不会比合计多；核对两处人数',
        },
      ]
    const largest = dataSetsOf(filing).reduce((most, data) => Math.max(most, data.persons), 0)
    if (distinct >= largest) return []
    return [
      {
        at,
        says: `去重总人数 ${distinct} 少于其中一个数据项的人数 ${largest}`,
        fix: '去重后的总数至少是最大一项的人数；核对两处人数',
      },
    ]
  },
}
