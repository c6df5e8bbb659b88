import { questionnaire } from '../catalog/all.ts'
import { writeCsv, writeLedger } from '../documents/ledger.ts'
import type { Actor } from '../domain/account.ts'
import { figures } from '../domain/figures.ts'
import { pieceNames } from '../domain/submission.ts'
import { getCampaign } from '../store/campaigns.ts'
import { record } from '../store/trail.ts'
import type { Deps } from './deps.ts'
import { seeProgress, seeTotals, type Wanted } from './see-progress.ts'

const head = [
  '单位代码',
  '单位名称',
  '单位类别',
  '状态',
  '是否迟报',
  '报送次数',
  '报送时间',
  '审核时间',
  '系统总数',
  '提醒数',
  '未解决意见',
  '缺少材料',
]

export async function exportProgress(
  deps: Deps,
  actor: Actor,
  campaignId: string,
  wanted: Wanted,
  as: 'csv' | 'xlsx',
): Promise<Uint8Array> {
  const { rows, campaign } = await seeProgress(deps, actor, campaignId, wanted)
  await record(deps.db, actor, 'progress.exported', { campaignId }, { as, rows: rows.length }, deps.now())
  const ledger = {
    title: '报送进度',
    head,
    rows: rows.map((row) => [
      row.unit.code,
      row.unit.name,
      row.unit.kind,
      row.status,
      row.late ? '是' : '',
      row.revision,
      localTime(row.submittedAt),
      localTime(row.decidedAt),
      row.systems,
      row.warnings,
      row.openComments,
      row.missing.map((piece) => pieceNames[piece]).join('、'),
    ]),
  }
  return as === 'csv' ? writeCsv(ledger) : writeLedger({ ...ledger, title: `${campaign.year}年报送进度` })
}

export async function exportTotals(deps: Deps, actor: Actor, campaignId: string): Promise<Uint8Array> {
  const totals = await seeTotals(deps, actor, campaignId)
  const campaign = await getCampaign(deps.db, campaignId)
  const labels = new Map(
    questionnaire(campaign.questionnaireId).questions.map(({ id, label }) => [id, label]),
  )
  await record(deps.db, actor, 'totals.exported', { campaignId }, { n: totals.n }, deps.now())
  const groups = [...totals.byKind, { kind: '合计', ...totals }]
  return writeLedger({
    title: '底数汇总',
    head: ['项目', ...groups.map(({ kind, n, N }) => `${kind}（${n}/${N}）`)],
    rows: figures
      .filter((figure) => labels.has(figure))
      .map((figure) => [labels.get(figure) ?? figure, ...groups.map(({ sums }) => sums[figure] ?? 0)]),
  })
}

/** `2019-06-09 17:20`, as people here read it. */
const localTime = (instant: Date | null): string =>
  instant ? new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ') : ''
