import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { contract } from '../../contract/all.ts'
import { type ProgressRow, progressSorts } from '../../contract/progress.ts'
import { chineseDay } from '../../domain/calendar.ts'
import { pieces } from '../../domain/campaign.ts'
import { pieceNames, type Status, statuses } from '../../domain/submission.ts'
import { unitKinds } from '../../domain/unit.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Select } from '../../ui/choices.tsx'
import { DataTable, Pagination, type Sort } from '../../ui/data-table.tsx'
import { Link } from '../../ui/link.tsx'
import { EmptyState } from '../../ui/notice.tsx'
import { usePrinting } from '../../ui/printing.ts'
import { FilterBar, PageHead } from '../../ui/shell.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { call, everyRow, urlOf } from '../api.ts'
import { FailedPage, Loading, useTitle } from '../parts.tsx'
import { useNow } from '../session.tsx'
import { StatusTag } from '../submission-parts.tsx'
import { clock } from '../words.ts'
import { useCampaign } from './campaign.tsx'

interface Filter {
  status?: Status
  kind?: string
  q?: string
}

const size = 50

function readFilter(search: string): Filter {
  const asked = new URLSearchParams(search)
  const status = statuses.find((one) => one === asked.get('status'))
  const kind = asked.get('kind')
  const q = asked.get('q')
  return { ...(status && { status }), ...(kind && { kind }), ...(q && { q }) }
}

interface Shown {
  readonly sort: Sort
  readonly page: number
}

function readPlace(search: string): Shown {
  const asked = new URLSearchParams(search)
  const by = progressSorts.find((one) => one === asked.get('sort')) ?? 'code'
  const page = Number(asked.get('page'))
  return {
    sort: { by, down: asked.get('order') === 'down' },
    page: Number.isInteger(page) && page > 1 ? page : 1,
  }
}

/** Where every unit stands. */
export default function Progress({ campaignId }: { campaignId: string }) {
  useTitle('报送进度')
  // In the address, so that coming back from a submission finds the same list.
  const [location, navigate] = useLocation()
  const search = useSearch()
  const filter = readFilter(search)
  const { sort, page } = readPlace(search)
  const show = (next: Filter, { sort: by, page: at }: Shown) => {
    const place = { sort: by.by, order: by.down ? 'down' : '', page: at > 1 ? String(at) : '' }
    const words = new URLSearchParams(Object.entries({ ...next, ...place }).filter(([, value]) => value))
    if (by.by === 'code' && !by.down) words.delete('sort')
    navigate(`${location}${words.toString() && `?${words}`}`, { replace: true })
  }
  const setFilter = (next: Filter) => show(next, { sort, page: 1 })
  const [typed, setTyped] = useState(filter.q ?? '')
  const view = useCampaign(campaignId)
  const asked = {
    ...filter,
    sort: sort.by as (typeof progressSorts)[number],
    order: sort.down ? ('down' as const) : ('up' as const),
  }
  const progress = useQuery({
    queryKey: ['progress', campaignId, asked, page],
    queryFn: () => call(contract.progress.list, { params: { campaignId }, query: { ...asked, page, size } }),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  })
  // Paper has no second page to turn to: it gets every row, and Ctrl+P the same as the button.
  const whole = useQuery({
    queryKey: ['progress', campaignId, asked, 'whole'],
    queryFn: () =>
      everyRow((paging) =>
        call(contract.progress.list, { params: { campaignId }, query: { ...asked, ...paging } }),
      ),
    enabled: (progress.data?.total ?? 0) > size,
  })
  const printing = usePrinting()
  const now = useNow()
  const narrow = (more: Filter) => setFilter({ ...filter, ...more })
  if (view.isPending || progress.isPending) return <Loading />
  if (progress.isError) return <FailedPage error={progress.error} retry={progress.refetch} />
  const { total, counts } = progress.data
  const rows = (printing && whole.data) || progress.data.rows
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const file = (endpoint: typeof contract.progress.csv | typeof contract.progress.xlsx) =>
    urlOf(endpoint, { params: { campaignId }, query: asked })
  return (
    <div className="page list-page">
      <PageHead
        caption={view.data?.campaign.title}
        title="报送进度"
        lead={view.data && `报送截止 ${chineseDay(view.data.campaign.dueOn)}，共 ${all} 家单位`}
        actions={
          <>
            <Button
              look="plain"
              icon="print"
              busy={total > size && !whole.data}
              onClick={() => window.print()}
            >
              打印
            </Button>
            <a className="button" data-look="plain" href={file(contract.progress.xlsx)} download>
              导出 Excel
            </a>
            <a className="button" data-look="plain" href={file(contract.progress.csv)} download>
              导出 CSV
            </a>
          </>
        }
      />
      <p className="print-only">
        {toldFilter(filter)}共 {total} 家，统计时间 {clock(now)}
      </p>
      <ul className="counts" aria-label="各状态单位数">
        <Count
          name="全部"
          count={all}
          on={!filter.status}
          choose={() => {
            const { status: _, ...rest } = filter
            setFilter(rest)
          }}
        />
        {statuses.map((status) => (
          <Count
            key={status}
            name={status}
            count={counts[status]}
            on={filter.status === status}
            choose={() => narrow({ status })}
          />
        ))}
      </ul>
      <FilterBar
        onSubmit={() => narrow({ q: typed })}
        onReset={() => {
          setTyped('')
          show({}, { sort: { by: 'code', down: false }, page: 1 })
        }}
      >
        <TextField id="q" label="单位名称或代码" type="search" value={typed} onChange={setTyped} size={20} />
        <Select
          id="kind"
          label="单位类别"
          value={filter.kind ?? ''}
          onChange={(kind) => narrow({ kind })}
          none="全部"
          options={unitKinds.map((kind) => ({ value: kind, label: kind }))}
        />
      </FilterBar>
      <DataTable
        caption="报送进度"
        rows={rows}
        rowKey={({ unit }) => unit.code}
        sort={sort}
        onSort={(next) => show(filter, { sort: next, page: 1 })}
        empty={
          all === 0 && !filter.kind && !filter.q ? (
            <EmptyState
              title="还没有单位参加"
              action={
                <ButtonLink look="plain" href="/units">
                  去“单位”页
                </ButtonLink>
              }
            >
              在“单位”页导入名单，或把已有的单位加入这次自查。
            </EmptyState>
          ) : (
            <EmptyState title="没有符合条件的单位">换一个条件，或点“重置”。</EmptyState>
          )
        }
        columns={columns(campaignId)}
      />
      <div className="no-print">
        <Pagination
          page={page}
          size={size}
          total={total}
          onPage={(next) => show(filter, { sort, page: next })}
        />
      </div>
    </div>
  )
}

const toldFilter = ({ status, kind, q }: Filter): string =>
  [status, kind, q && `名称或代码含“${q}”`]
    .filter(Boolean)
    .map((words) => `${words}，`)
    .join('')

const Count = ({ name, count, on, choose }: { name: string; count: number; on: boolean; choose(): void }) => (
  <li>
    <button type="button" className="count" aria-pressed={on} onClick={choose}>
      <strong>{count}</strong>
      <span>{name}</span>
    </button>
  </li>
)

const columns = (campaignId: string) => [
  {
    key: 'code',
    head: '代码',
    sortable: true,
    nowrap: true,
    wide: true,
    cell: ({ unit }: ProgressRow) => unit.code,
  },
  {
    key: 'name',
    head: '单位',
    sortable: true,
    cell: ({ unit, revision, lastWorkedAt }: ProgressRow) =>
      revision > 0 || lastWorkedAt ? (
        <Link href={`/campaigns/${campaignId}/units/${unit.code}/review`}>{unit.name}</Link>
      ) : (
        unit.name
      ),
  },
  {
    key: 'kind',
    head: '类别',
    sortable: true,
    nowrap: true,
    wide: true,
    cell: ({ unit }: ProgressRow) => unit.kind,
  },
  {
    key: 'status',
    head: '状态',
    sortable: true,
    nowrap: true,
    cell: ({ status, late }: ProgressRow) => <StatusTag status={status} late={late} />,
  },
  {
    key: 'missing',
    head: '尚缺',
    cell: ({ missing, state }: ProgressRow) =>
      state === 'submitted' || state === 'accepted'
        ? ''
        : missing.length === pieces.length
          ? '四件材料'
          : missing.map((piece) => pieceNames[piece]).join('、'),
  },
  {
    key: 'systems',
    head: '系统数',
    sortable: true,
    number: true,
    cell: ({ systems }: ProgressRow) => systems ?? '—',
  },
  {
    key: 'warnings',
    head: '警告',
    sortable: true,
    number: true,
    cell: ({ warnings }: ProgressRow) => warnings ?? '—',
  },
  {
    key: 'comments',
    head: '未决意见',
    number: true,
    cell: ({ openComments }: ProgressRow) => (openComments > 0 ? openComments : ''),
  },
  {
    key: 'submittedAt',
    head: '报送时间',
    sortable: true,
    nowrap: true,
    cell: ({ submittedAt }: ProgressRow) => (submittedAt ? clock(submittedAt) : '—'),
  },
  {
    key: 'lastWorkedAt',
    head: '最近活动',
    sortable: true,
    nowrap: true,
    cell: ({ lastWorkedAt }: ProgressRow) => (lastWorkedAt ? clock(lastWorkedAt) : '—'),
  },
]
