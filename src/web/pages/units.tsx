import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { contract } from '../../contract/all.ts'
import type { NewAccount, UnitRow } from '../../contract/units.ts'
import { may } from '../../domain/permission.ts'
import { type Unit, unitKinds } from '../../domain/unit.ts'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/choices.tsx'
import { DataTable, Pagination } from '../../ui/data-table.tsx'
import { Confirm } from '../../ui/dialog.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Banner, EmptyState } from '../../ui/notice.tsx'
import { FilterBar, PageHead } from '../../ui/shell.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { call, urlOf } from '../api.ts'
import { useCampaigns } from '../frame.tsx'
import { OneTimePasswords } from '../one-time-passwords.tsx'
import { FailedPage, Loading, useDeed, useTitle } from '../parts.tsx'
import { useMe } from '../session.tsx'
import { EditUnit } from '../units/edit-unit.tsx'
import { ImportUnits } from '../units/import-units.tsx'

const size = 50

export default function Units() {
  useTitle('单位')
  const { account } = useMe()
  const mayEdit = may(account, 'unit.edit')
  const campaigns = useCampaigns().data ?? []
  const [chosen, setChosen] = useState('')
  const view = campaigns.find(({ campaign }) => campaign.id === chosen) ?? campaigns[0]
  const campaign = view?.campaign
  const [typed, setTyped] = useState('')
  const [filter, setFilter] = useState<{ q?: string; kind?: string }>({})
  const [page, setPage] = useState(1)
  const [editing, setEditing] = useState<Unit | 'new' | null>(null)
  const [removing, setRemoving] = useState<Unit | null>(null)
  const [made, setMade] = useState<{ unit: Unit; made: NewAccount } | null>(null)
  const query = { ...filter, ...(campaign && { campaign: campaign.id }), page, size }
  const units = useQuery({
    queryKey: ['units', query],
    queryFn: () => call(contract.units.list, { query }),
    placeholderData: keepPreviousData,
  })
  const params = { campaignId: campaign?.id ?? '' }
  const ask = useDeed(
    (unitCodes?: string[]) => call(contract.campaigns.addUnits, { params, body: { unitCodes } }),
    {
      done: ({ units }) => `参加单位现有 ${units} 家`,
    },
  )
  const drop = useDeed(
    (unitCode: string) => call(contract.campaigns.dropUnit, { params: { ...params, unitCode } }),
    { done: ({ units }) => `已移出，参加单位现有 ${units} 家` },
  )
  const remove = useDeed((unitCode: string) => call(contract.units.remove, { params: { unitCode } }), {
    done: () => {
      setRemoving(null)
      return '单位已删除'
    },
  })
  if (units.isPending) return <Loading />
  if (units.isError) return <FailedPage error={units.error} retry={units.refetch} />
  const outside = view && !filter.q && !filter.kind ? units.data.total - view.units : 0
  const acts = ({ unit, asked }: UnitRow) => [
    { label: '修改', act: () => setEditing(unit) },
    ...(campaign
      ? [
          asked
            ? { label: '移出自查活动', act: () => drop.mutate(unit.code) }
            : { label: '加入自查活动', act: () => ask.mutate([unit.code]) },
        ]
      : []),
    { label: '删除', danger: true, apart: true, act: () => setRemoving(unit) },
  ]
  return (
    <div className="page">
      <PageHead
        title="单位"
        lead="参加自查的市属高校和直属单位。可从 Excel 批量导入，同一代码再次导入即为修改。"
        actions={
          <>
            {mayEdit && (
              <>
                <a className="button" data-look="plain" href={urlOf(contract.units.template, {})} download>
                  下载导入模板
                </a>
                <ImportUnits campaigns={campaigns.map(({ campaign }) => campaign)} />
              </>
            )}
            <a className="button" data-look="plain" href={urlOf(contract.units.export, {})} download>
              导出 Excel
            </a>
            {mayEdit && <Button onClick={() => setEditing('new')}>新增单位</Button>}
          </>
        }
      />
      {mayEdit && campaign && outside > 0 && (
        <Banner
          tone="warn"
          title={`有 ${outside} 家单位没有参加“${campaign.title}”`}
          action={
            <Button look="plain" small busy={ask.isPending} onClick={() => ask.mutate(undefined)}>
              全部加入
            </Button>
          }
        />
      )}
      <FilterBar
        onSubmit={() => {
          setFilter({ ...filter, q: typed.trim() })
          setPage(1)
        }}
        onReset={() => {
          setTyped('')
          setFilter({})
          setPage(1)
        }}
      >
        <TextField id="q" label="单位名称或代码" type="search" value={typed} onChange={setTyped} size={20} />
        <Select
          id="kind"
          label="单位类别"
          value={filter.kind ?? ''}
          onChange={(kind) => {
            setFilter({ ...filter, kind })
            setPage(1)
          }}
          none="全部"
          options={unitKinds.map((kind) => ({ value: kind, label: kind }))}
        />
        {campaigns.length > 1 && (
          <Select
            id="campaign"
            label="自查活动"
            value={campaign?.id ?? ''}
            onChange={setChosen}
            options={campaigns.map(({ campaign: { id, title } }) => ({ value: id, label: title }))}
          />
        )}
      </FilterBar>
      <DataTable
        caption="单位"
        rows={units.data.rows}
        rowKey={({ unit }) => unit.code}
        empty={
          filter.q || filter.kind ? (
            <EmptyState title="没有符合条件的单位">换一个条件，或点“重置”。</EmptyState>
          ) : (
            <EmptyState title="还没有单位">下载模板，填好后从 Excel 导入；或逐个新增。</EmptyState>
          )
        }
        columns={[
          { key: 'code', head: '代码', nowrap: true, cell: ({ unit }) => unit.code },
          { key: 'name', head: '名称', cell: ({ unit }) => unit.name },
          { key: 'kind', head: '类别', nowrap: true, wide: true, cell: ({ unit }) => unit.kind },
          {
            key: 'class',
            head: '学校类别',
            nowrap: true,
            wide: true,
            cell: ({ unit }) => schoolClassName(unit),
          },
          {
            key: 'credit',
            head: '统一社会信用代码',
            nowrap: true,
            wide: true,
            cell: ({ unit }) => <span className="code">{unit.creditCode ?? '—'}</span>,
          },
          ...(campaign
            ? [
                {
                  key: 'asked',
                  head: `参加 ${campaign.year} 年`,
                  nowrap: true,
                  cell: ({ asked }: UnitRow) => (asked ? '是' : '否'),
                },
              ]
            : []),
          { key: 'accounts', head: '账号数', number: true, cell: (row: UnitRow) => row.accounts },
          ...(mayEdit
            ? [
                {
                  key: 'act',
                  head: '操作',
                  cell: (row: UnitRow) => (
                    <Menu small label={`操作单位 ${row.unit.code}`} items={acts(row)}>
                      操作
                    </Menu>
                  ),
                },
              ]
            : []),
        ]}
      />
      <Pagination page={page} size={size} total={units.data.total} onPage={setPage} />
      {editing && (
        <EditUnit
          unit={editing === 'new' ? null : editing}
          campaigns={campaigns.map(({ campaign }) => campaign)}
          onClose={() => setEditing(null)}
          onMade={(unit, account) => setMade({ unit, made: account })}
        />
      )}
      <Confirm
        open={removing !== null}
        title={`删除“${removing?.name}”？`}
        act="删除"
        danger
        busy={remove.isPending}
        onConfirm={() => removing && remove.mutate(removing.code)}
        onClose={() => setRemoving(null)}
      >
        它的账号一并删除。参加了自查活动的单位不能删除。
      </Confirm>
      {made && (
        <OneTimePasswords
          title={`已新增${made.unit.name}`}
          accounts={[
            {
              unitCode: made.unit.code,
              unitName: made.unit.name,
              name: made.made.account.name,
              username: made.made.account.username,
              oneTimePassword: made.made.oneTimePassword,
            },
          ]}
          onClose={() => setMade(null)}
        />
      )}
    </div>
  )
}

const schoolClassName = ({ schoolClass }: Unit): string => (schoolClass ? `${schoolClass} 类` : '—')
