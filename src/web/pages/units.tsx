import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { contract } from '../../contract/all.ts'
import type { ImportReport, UnitRow } from '../../contract/units.ts'
import { may } from '../../domain/permission.ts'
import { type Unit, unitKinds } from '../../domain/unit.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Select } from '../../ui/choices.tsx'
import { DataTable, Pagination } from '../../ui/data-table.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Banner, EmptyState } from '../../ui/notice.tsx'
import { FilterBar, PageHead } from '../../ui/shell.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { call, upload, urlOf } from '../api.ts'
import { faultWords } from '../faults.ts'
import { useCampaigns } from '../frame.tsx'
import { FailedPage, Loading, saveFile, useDeed, useTitle } from '../parts.tsx'
import { useMe } from '../session.tsx'
import { UploadButton } from '../upload-button.tsx'

const size = 50

export default function Units() {
  useTitle('单位')
  const { account } = useMe()
  const mayEdit = may(account, 'unit.edit')
  const campaign = useCampaigns().data?.[0]?.campaign
  const [typed, setTyped] = useState('')
  const [filter, setFilter] = useState<{ q?: string; kind?: string }>({})
  const [page, setPage] = useState(1)
  const [editing, setEditing] = useState<Unit | 'new' | null>(null)
  const [checked, setChecked] = useState<{ file: File; report: ImportReport } | null>(null)
  const [imported, setImported] = useState<ImportReport | null>(null)
  const units = useQuery({
    queryKey: ['units', filter, page],
    queryFn: () => call(contract.units.list, { query: { ...filter, page, size } }),
    placeholderData: keepPreviousData,
  })
  const check = useDeed(
    async (file: File) => ({
      file,
      report: await upload(contract.units.import, { query: { dry: '1' } }, file),
    }),
    { done: (answer) => void setChecked(answer) },
  )
  const take = useDeed(
    (file: File) =>
      upload(contract.units.import, { query: { ...(campaign && { campaign: campaign.id }) } }, file),
    {
      done: (report) => {
        setChecked(null)
        setImported(report)
        return undefined
      },
    },
  )
  if (units.isPending) return <Loading />
  if (units.isError) return <FailedPage error={units.error} retry={units.refetch} />
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
                <UploadButton
                  accept=".xlsx"
                  small={false}
                  disabled={check.isPending}
                  onFile={(file) => check.mutate(file)}
                >
                  从 Excel 导入
                </UploadButton>
              </>
            )}
            <a className="button" data-look="plain" href={urlOf(contract.units.export, {})} download>
              导出 Excel
            </a>
            {mayEdit && <Button onClick={() => setEditing('new')}>新增单位</Button>}
          </>
        }
      />
      <FilterBar
        onSubmit={() => {
          setFilter({ ...filter, q: typed.trim() })
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
      </FilterBar>
      <DataTable
        caption="单位"
        rows={units.data.rows}
        rowKey={({ unit }) => unit.code}
        empty={
          filter.q || filter.kind ? (
            <EmptyState title="没有符合条件的单位">换一个条件再查。</EmptyState>
          ) : (
            <EmptyState title="还没有单位">下载模板，填好后从 Excel 导入；或逐个新增。</EmptyState>
          )
        }
        columns={[
          { key: 'code', head: '代码', nowrap: true, cell: ({ unit }) => unit.code },
          { key: 'name', head: '名称', cell: ({ unit }) => unit.name },
          { key: 'kind', head: '类别', nowrap: true, cell: ({ unit }) => unit.kind },
          { key: 'class', head: '学校类别', nowrap: true, cell: ({ unit }) => schoolClassName(unit) },
          {
            key: 'credit',
            head: '统一社会信用代码',
            nowrap: true,
            cell: ({ unit }) => <span className="code">{unit.creditCode ?? '—'}</span>,
          },
          { key: 'accounts', head: '账号数', number: true, cell: (row: UnitRow) => row.accounts },
          {
            key: 'act',
            head: '操作',
            cell: ({ unit }) => mayEdit && <LinkButton onClick={() => setEditing(unit)}>修改</LinkButton>,
          },
        ]}
      />
      <Pagination page={page} size={size} total={units.data.total} onPage={setPage} />
      {editing && <EditUnit unit={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {checked && (
        <Dialog
          open
          wide
          title="导入前核对"
          onClose={() => setChecked(null)}
          actions={
            <>
              <Button look="plain" onClick={() => setChecked(null)}>
                取消
              </Button>
              {checked.report.rejected.length === 0 && (
                <Button busy={take.isPending} onClick={() => take.mutate(checked.file)}>
                  导入
                </Button>
              )}
            </>
          }
        >
          <Report report={checked.report} campaignTitle={campaign?.title} />
        </Dialog>
      )}
      {imported && <NewPasswords report={imported} onClose={() => setImported(null)} />}
    </div>
  )
}

const schoolClassName = ({ schoolClass }: Unit): string => (schoolClass ? `${schoolClass} 类` : '—')

const Report = ({ report, campaignTitle }: { report: ImportReport; campaignTitle: string | undefined }) => (
  <div className="stack">
    {report.rejected.length === 0 && (
      <p>
        新增 {report.added} 家，修改 {report.changed} 家，不变 {report.unchanged} 家。
        {campaignTitle &&
          report.added > 0 &&
          `新增单位同时加入“${campaignTitle}”，并各建一个单位管理员账号。`}
      </p>
    )}
    {report.unknownColumns.length > 0 && (
      <Banner tone="warn" title={`没有认出的列：${report.unknownColumns.join('、')}，将不导入`} />
    )}
    {report.rejected.length > 0 && (
      <>
        <Banner
          tone="error"
          title={`${report.rejected.length} 处有误，改正后重新选择文件；在此之前什么都不会导入`}
        />
        <DataTable
          caption="有误的格"
          rows={report.rejected}
          rowKey={({ cell, why }) => `${cell} ${why}`}
          columns={[
            { key: 'cell', head: '位置', nowrap: true, cell: ({ cell }) => cell },
            { key: 'text', head: '内容', cell: ({ text }) => text },
            { key: 'why', head: '原因', cell: ({ why }) => why },
          ]}
        />
      </>
    )}
  </div>
)

function NewPasswords({ report, onClose }: { report: ImportReport; onClose(): void }) {
  const { accounts } = report
  const save = () => {
    const lines = ['单位代码,用户名,一次性密码', ...accounts.map((one) => Object.values(one).join(','))]
    saveFile(new Blob([`\ufeff${lines.join('\r\n')}`], { type: 'text/csv' }), '单位账号.csv')
  }
  return (
    <Dialog
      open
      wide
      title={`导入完成：新增 ${report.added} 家，修改 ${report.changed} 家`}
      onClose={onClose}
      actions={
        <>
          {accounts.length > 0 && (
            <Button look="plain" onClick={save}>
              保存为 CSV
            </Button>
          )}
          <Button onClick={onClose}>完成</Button>
        </>
      }
    >
      {accounts.length === 0 ? (
        <p>没有新建账号。</p>
      ) : (
        <div className="stack">
          <Banner tone="warn" title="以下一次性密码只显示这一次，请立即保存并用可靠的方式分发。" />
          <DataTable
            caption="新建的账号"
            rows={accounts}
            rowKey={({ username }) => username}
            columns={[
              { key: 'unit', head: '单位代码', cell: ({ unitCode }) => unitCode },
              { key: 'username', head: '用户名', cell: ({ username }) => username },
              {
                key: 'password',
                head: '一次性密码',
                cell: ({ oneTimePassword }) => <span className="code">{oneTimePassword}</span>,
              },
            ]}
          />
        </div>
      )}
    </Dialog>
  )
}

function EditUnit({ unit, onClose }: { unit: Unit | null; onClose(): void }) {
  const [code, setCode] = useState(unit?.code ?? '')
  const [name, setName] = useState(unit?.name ?? '')
  const [kind, setKind] = useState<string>(unit?.kind ?? unitKinds[0])
  const [schoolClass, setSchoolClass] = useState<string>(unit?.schoolClass ?? '')
  const [creditCode, setCreditCode] = useState(unit?.creditCode ?? '')
  const save = useDeed(
    () => {
      const body = {
        name,
        kind,
        schoolClass: (schoolClass || null) as Unit['schoolClass'],
        creditCode: creditCode.trim().toUpperCase() || null,
      }
      return unit
        ? call(contract.units.change, { params: { unitCode: unit.code }, body })
        : call(contract.units.add, { body: { ...body, code: code.trim().toUpperCase() } })
    },
    {
      done: () => {
        onClose()
        return '单位已保存'
      },
      refused: () => true,
    },
  )
  return (
    <Dialog
      open
      title={unit ? '修改单位' : '新增单位'}
      onClose={onClose}
      actions={
        <>
          <Button look="plain" onClick={onClose}>
            取消
          </Button>
          <Button busy={save.isPending} onClick={() => save.mutate(undefined)}>
            保存
          </Button>
        </>
      }
    >
      <div className="stack">
        {save.isError && <Banner tone="error" title={faultWords(save.error, { name: '单位名称' })} />}
        {!unit && (
          <TextField
            id="unit-code"
            label="单位代码"
            hint="1–20 位大写字母、数字或 -；建立后不能改"
            value={code}
            onChange={setCode}
            size={10}
          />
        )}
        <TextField id="unit-name" label="单位名称" hint="与公章一致" value={name} onChange={setName} />
        <Select
          id="unit-kind"
          label="单位类别"
          value={kind}
          onChange={setKind}
          options={unitKinds.map((one) => ({ value: one, label: one }))}
        />
        <Select
          id="unit-class"
          label="学校类别"
          hint="教育行业定级工作指南的 I、II、III 类，用于提示建议等级"
          value={schoolClass}
          onChange={setSchoolClass}
          none="不适用"
          options={['I', 'II', 'III'].map((one) => ({ value: one, label: `${one} 类` }))}
        />
        <TextField
          id="unit-credit"
          label="统一社会信用代码"
          optional
          value={creditCode}
          onChange={setCreditCode}
          size={20}
        />
      </div>
    </Dialog>
  )
}
