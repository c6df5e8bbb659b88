import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { deedName, deedNames, detailWords } from '../../catalog/deeds.ts'
import { contract } from '../../contract/all.ts'
import { dayOf } from '../../domain/calendar.ts'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/choices.tsx'
import { DataTable, Pagination } from '../../ui/data-table.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { EmptyState } from '../../ui/notice.tsx'
import { FilterBar, PageHead } from '../../ui/shell.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { call, fetchFile } from '../api.ts'
import { Failure, Loading, saveFile, useDeed, useTitle } from '../parts.tsx'
import { useNow } from '../session.tsx'
import { clock } from '../words.ts'

const size = 50

interface Filter {
  readonly q?: string
  readonly verb?: string
  readonly from?: string
  readonly to?: string
}

/** Who did what, when. */
export default function Trail() {
  useTitle('操作记录')
  const today = dayOf(new Date(useNow()))
  const [q, setQ] = useState('')
  const [verb, setVerb] = useState('')
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [filter, setFilter] = useState<Filter>({})
  const [page, setPage] = useState(1)
  const trail = useQuery({
    queryKey: ['trail', filter, page],
    queryFn: () => call(contract.trail.list, { query: { ...filter, page, size } }),
    placeholderData: keepPreviousData,
  })
  // Not a plain link: more rows than one file holds are refused in words.
  const save = useDeed(() => fetchFile(contract.trail.xlsx, { query: filter }), {
    done: ({ blob }) => void saveFile(blob, '操作记录.xlsx'),
  })
  const search = () => {
    setPage(1)
    setFilter({
      ...(q.trim() && { q: q.trim() }),
      ...(verb && { verb }),
      ...(from && { from }),
      ...(to && { to }),
    })
  }
  const reset = () => {
    for (const set of [setQ, setVerb, setFrom, setTo]) set('')
    setFilter({})
    setPage(1)
  }
  if (trail.isPending) return <Loading />
  return (
    <div className="page trail">
      <PageHead
        title="操作记录"
        lead="每一次登录、填报、报送、审核和设置变动都在这里，不能修改。"
        actions={
          <Button look="plain" busy={save.isPending} onClick={() => save.mutate(undefined)}>
            导出 Excel
          </Button>
        }
      />
      <FilterBar onSubmit={search} onReset={reset}>
        <TextField id="q" label="单位或操作人" type="search" value={q} onChange={setQ} size={10} />
        <Select
          id="verb"
          label="操作"
          value={verb}
          onChange={setVerb}
          none="全部"
          options={Object.entries(deedNames).map(([value, label]) => ({ value, label }))}
        />
        <DateField id="from" label="从" today={today} value={from} onChange={setFrom} />
        <DateField id="to" label="到" today={today} value={to} onChange={setTo} />
      </FilterBar>
      {trail.isError ? (
        <Failure error={trail.error} retry={trail.refetch} />
      ) : (
        <>
          <DataTable
            caption="操作记录"
            rows={trail.data.rows}
            rowKey={({ id }) => id}
            empty={<EmptyState title="没有符合条件的记录" />}
            columns={[
              { key: 'at', head: '时间', nowrap: true, cell: ({ at }) => clock(at) },
              { key: 'by', head: '操作人', cell: (row) => row.by },
              { key: 'verb', head: '操作', nowrap: true, cell: ({ verb }) => deedName(verb) },
              { key: 'unit', head: '单位', cell: (row) => row.unitName ?? row.unitCode ?? '' },
              {
                key: 'details',
                head: '详情',
                cell: ({ details }) => <span className="soft">{detailWords(details)}</span>,
              },
              {
                key: 'address',
                head: '来自',
                nowrap: true,
                wide: true,
                cell: ({ address }) => address ?? '',
              },
            ]}
          />
          <Pagination page={page} size={size} total={trail.data.total} onPage={setPage} />
        </>
      )}
    </div>
  )
}
