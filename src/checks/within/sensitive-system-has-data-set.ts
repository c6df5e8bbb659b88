import { dataSetsOf, systemsOf } from '../../domain/inventory.ts'
import type { Check, Finding } from '../check.ts'

export const sensitiveSystemHasDataSet: Check = {
  id: 'sensitive-system-has-data-set',
  rule: 'X-30',
  title: '处理个人信息或重要数据的系统在数据清单中有对应条目',
  severity: 'error',
  cites: ['form.data-list', 'notice.data'],
  run({ filing }) {
    const personal = new Set<string>()
    const important = new Set<string>()
    for (const data of dataSetsOf(filing))
      for (const id of data.list('systemIds')) {
        if (data.isPersonal) personal.add(id)
        if (data.text('dataLevel') === '2') important.add(id)
      }
    return systemsOf(filing)
      .filter(({ counts }) => counts)
      .flatMap((system): Finding[] => {
        const found: Finding[] = []
        if (system.yes('handlesPI') && !personal.has(system.id))
          found.push({
            at: system.at('handlesPI'),
            says: `${system.name}处理个人信息，数据清单中却没有它的个人信息条目`,
            fix: '在“重要数据和公民个人信息清单”中补一条并关联本系统，或改选“否”',
          })
        if (system.yes('handlesImportant') && !important.has(system.id))
          found.push({
            at: system.at('handlesImportant'),
            says: `${system.name}处理重要数据，数据清单中却没有它的重要数据条目`,
            fix: '在“重要数据和公民个人信息清单”中补一条并关联本系统，或改选“否”',
          })
        return found
      })
  },
}
