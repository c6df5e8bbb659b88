import { unzipSync, zipSync } from 'fflate'
import { selfInspectionTable } from '../src/documents/self-inspection.ts'
import { Form } from '../src/form/form.ts'
import type { Benchmark } from './benchmark.ts'
import { race, result, worked } from './race.ts'
import { campaign, form, today, unit, withSystems } from './samples.ts'

export const word: Benchmark = {
  id: 'word',
  title: 'Word 自查表',
  async run(setting) {
    const systems = setting.many(200)
    const filing = withSystems(systems)
    const make = () =>
      selfInspectionTable({
        questionnaire: form,
        filing,
        read: new Form(form, filing, { today }),
        campaign,
        unit: unit(1),
        shortCode: '3F2A-91BC-0D44-7E10',
        day: today,
      })
    const document = await make()
    const parts = unzipSync(document)
    const took = await race({ make: worked(make), zip: worked(() => zipSync(parts)) }, setting.rounds(9))
    return [
      result(`${systems} 个系统的自查表`, 'ms', took.make, {
        against: ['只压缩同样的内容（fflate）', took.zip],
        budget: 1000,
      }),
      result('文件大小', 'KB', [document.length / 1024]),
    ]
  },
}
