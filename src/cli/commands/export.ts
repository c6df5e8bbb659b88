import { stat, writeFile } from 'node:fs/promises'
import type { Deps } from '../../actions/deps.ts'
import { exportProgress, exportTotals } from '../../actions/export-progress.ts'
import { exportUnits } from '../../actions/import-units.ts'
import { packageContents, packageWorkbook } from '../../actions/open-package.ts'
import { seeCampaigns } from '../../actions/run-campaign.ts'
import { Problem } from '../../domain/problem.ts'
import type { Command, Given } from '../command.ts'
import { chooseDeed, type Deed, neededOption, noWords } from '../given.ts'
import { operator } from '../operator.ts'

type Bytes = Uint8Array | AsyncIterable<Uint8Array>

const all = { sort: 'code', down: false, page: 1, size: 10_000 } as const

/** What is typed is read before an installation is looked for. */
type Does = (given: Given) => (deps: Deps) => Promise<Bytes>

const deeds: Readonly<Record<string, Deed<Does>>> = {
  progress: {
    takes: ['campaign', 'out'],
    does(given) {
      const as = neededOption(given, 'out').endsWith('.csv') ? 'csv' : 'xlsx'
      const id = neededOption(given, 'campaign')
      return async (deps) => exportProgress(deps, operator, await known(deps, id), all, as)
    },
  },
  totals: {
    takes: ['campaign', 'out'],
    does(given) {
      const id = neededOption(given, 'campaign')
      return async (deps) => exportTotals(deps, operator, await known(deps, id))
    },
  },
  units: { takes: ['out'], does: () => (deps) => exportUnits(deps, operator) },
  contents: { takes: ['campaign', 'unit', 'out'], does: (given) => lastPackage(given, packageContents) },
  inventories: { takes: ['campaign', 'unit', 'out'], does: (given) => lastPackage(given, packageWorkbook) },
}

function lastPackage(given: Given, take: typeof packageContents | typeof packageWorkbook): ReturnType<Does> {
  const id = neededOption(given, 'campaign')
  // Codes have no small letters, but fingers do.
  const unitCode = neededOption(given, 'unit').toUpperCase()
  return async (deps) => {
    const place = { unitCode, campaignId: await known(deps, id) }
    return (await take(deps, operator, place, 'last')).bytes
  }
}

async function known(deps: Deps, id: string): Promise<string> {
  const ids = (await seeCampaigns(deps, operator)).map(({ campaign }) => campaign.id)
  if (!ids.includes(id)) throw noSuchCampaign(id, ids)
  return id
}

const noSuchCampaign = (id: string, known: readonly string[]) =>
  new Problem(
    'missing',
    'campaign.missing',
    known.length > 0
      ? `没有编号为“${id}”的自查，现有的编号：${known.join('、')}`
      : '还没有发起过自查：请先在网页上发起',
    { id },
  )

export const exportCommand: Command = {
  name: 'export',
  summary: '导出报送进度、数量汇总、单位名单（Excel），或一个单位报送的全部内容（zip）、清单（Excel）',
  usage: 'progress | totals | units | contents | inventories',
  options: {
    campaign: { type: 'string', doc: '自查活动的编号；units 不需要' },
    unit: { type: 'string', doc: 'contents、inventories：单位代码' },
    out: { type: 'string', doc: '写入的文件；progress 以 .csv 结尾时导出 CSV' },
  },
  async run(typed, { print, withDeps }) {
    const { does, given } = chooseDeed(deeds, typed)
    noWords(given)
    const out = neededOption(given, 'out')
    const bytes = await withDeps(does(given))
    // What a commission exports is a map of weaknesses: for the eyes of whoever ran the command.
    await writeFile(out, bytes, { mode: 0o600 })
    print({ file: out, size: (await stat(out)).size }, `已写入 ${out}`)
    return 'done'
  },
}
