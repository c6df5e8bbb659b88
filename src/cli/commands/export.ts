import { stat, writeFile } from 'node:fs/promises'
import type { Deps } from '../../actions/deps.ts'
import { exportProgress, exportTotals } from '../../actions/export-progress.ts'
import { exportUnits } from '../../actions/import-units.ts'
import { packageContents, packageWorkbook } from '../../actions/open-package.ts'
import { type Command, type Given, UsageError } from '../command.ts'
import { operator } from '../operator.ts'
import { neededOption } from '../package-files.ts'

type Bytes = Uint8Array | AsyncIterable<Uint8Array>

const all = { sort: 'code', down: false, page: 1, size: 10_000 } as const

const deeds: Readonly<Record<string, (deps: Deps, given: Given) => Promise<Bytes>>> = {
  progress(deps, given) {
    const as = neededOption(given, 'out').endsWith('.csv') ? 'csv' : 'xlsx'
    return exportProgress(deps, operator, neededOption(given, 'campaign'), all, as)
  },
  totals: (deps, given) => exportTotals(deps, operator, neededOption(given, 'campaign')),
  units: (deps) => exportUnits(deps, operator),
  contents: async (deps, given) => (await packageContents(deps, operator, placeOf(given), 'last')).bytes,
  inventories: async (deps, given) => (await packageWorkbook(deps, operator, placeOf(given), 'last')).bytes,
}

const placeOf = (given: Given) => ({
  campaignId: neededOption(given, 'campaign'),
  unitCode: neededOption(given, 'unit'),
})

export const exportCommand: Command = {
  name: 'export',
  summary: '导出报送进度、数量汇总、单位名单（Excel），或一个单位报送的全部内容（zip）、清单（Excel）',
  usage: 'progress | totals | units | contents | inventories',
  options: {
    campaign: { type: 'string', doc: '自查活动的编号；units 不需要' },
    unit: { type: 'string', doc: 'contents、inventories：单位代码' },
    out: { type: 'string', doc: '写入的文件；progress 以 .csv 结尾时导出 CSV' },
  },
  async run(given, { print, withDeps }) {
    const [what = '', ...more] = given.words
    const deed = Object.hasOwn(deeds, what) ? deeds[what] : undefined
    if (!deed || more.length > 0)
      throw new UsageError('请写明要导出什么：progress、totals、units、contents 或 inventories')
    const out = neededOption(given, 'out')
    const bytes = await withDeps((deps) => deed(deps, given))
    // What a commission exports is a map of weaknesses: for the eyes of whoever ran the command.
    await writeFile(out, bytes, { mode: 0o600 })
    print({ file: out, size: (await stat(out)).size }, `已写入 ${out}`)
    return 'done'
  },
}
