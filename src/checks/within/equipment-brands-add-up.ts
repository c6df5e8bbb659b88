import { rowsOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

export const equipmentBrandsAddUp: Check = {
  id: 'equipment-brands-add-up',
  rule: 'N-07',
  title: '设备的国内、国外品牌数之和等于总数',
  severity: 'warning',
  cites: ['notice.inventory'],
  run: ({ filing, questionnaire }) =>
    rowsOf(filing, 'equipment').flatMap((row) => {
      const all = row.number('count')
      const internal = row.number('brand.internal')
      const foreign = row.number('brand.foreign')
      if (all === undefined || internal === undefined || foreign === undefined) return []
      // Of one that alone exceeds the whole the form itself complains.
      if (internal > all || foreign > all || internal + foreign === all) return []
      const kind = questionnaire.options.equipmentKinds?.find(({ code }) => code === row.text('kind'))
      return [
        {
          at: row.at('count'),
          says: `${kind?.label ?? `第 ${row.place + 1} 行设备`}总数为 ${all}，国内品牌 ${internal} 与国外品牌 ${foreign} 之和为 ${internal + foreign}`,
          fix: '核对三个数；有分不清品牌的，在备注中写明数量',
        },
      ]
    }),
}
