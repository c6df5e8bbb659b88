import { useState } from 'react'
import { contract } from '../../contract/all.ts'
import type { ImportReport } from '../../contract/units.ts'
import type { Campaign } from '../../domain/campaign.ts'
import { Button } from '../../ui/button.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Banner } from '../../ui/notice.tsx'
import { upload, wordsOf } from '../api.ts'
import { OneTimePasswords } from '../one-time-passwords.tsx'
import { useDeed } from '../parts.tsx'
import { UploadButton } from '../upload-button.tsx'
import { JoinCampaign } from './join-campaign.tsx'

/** First what an Excel file would do, then, when nothing is wrong with it, the doing. */
export function ImportUnits({ campaigns }: { campaigns: readonly Campaign[] }) {
  const [checked, setChecked] = useState<{ file: File; report: ImportReport } | null>(null)
  const [imported, setImported] = useState<ImportReport | null>(null)
  const [unreadable, setUnreadable] = useState<{ file: string; why: string } | null>(null)
  const [joined, setJoined] = useState(campaigns[0]?.id ?? '')
  const check = useDeed(
    async (file: File) => ({
      file,
      report: await upload(contract.units.import, { query: { dry: '1' } }, file),
    }),
    { done: (answer) => void setChecked(answer), refused: () => true },
  )
  const choose = (file: File) =>
    check.mutate(file, { onError: (error) => setUnreadable({ file: file.name, why: wordsOf(error) }) })
  const take = useDeed(
    (file: File) => upload(contract.units.import, { query: { ...(joined && { campaign: joined }) } }, file),
    {
      done: (report) => {
        setChecked(null)
        setImported(report)
        return undefined
      },
    },
  )
  const report = checked?.report
  return (
    <>
      <UploadButton accept=".xlsx" small={false} disabled={check.isPending} onFile={choose}>
        从 Excel 导入
      </UploadButton>
      {unreadable && (
        <Dialog
          open
          title={`没有读出“${unreadable.file}”`}
          onClose={() => setUnreadable(null)}
          actions={<Button onClick={() => setUnreadable(null)}>知道了</Button>}
        >
          <p>{unreadable.why}。</p>
        </Dialog>
      )}
      {checked && report && (
        <Dialog
          open
          wide
          title={`导入前核对：${checked.file.name}`}
          onClose={() => setChecked(null)}
          actions={
            <>
              <Button look="plain" onClick={() => setChecked(null)}>
                取消
              </Button>
              {report.rejected.length === 0 && (
                <Button busy={take.isPending} onClick={() => take.mutate(checked.file)}>
                  导入
                </Button>
              )}
            </>
          }
        >
          <div className="stack">
            <Report report={report} />
            {report.rejected.length === 0 && campaigns.length > 0 && (
              <JoinCampaign campaigns={campaigns} value={joined} onChange={setJoined} />
            )}
          </div>
        </Dialog>
      )}
      {imported && (
        <OneTimePasswords
          title={`导入完成：新增 ${imported.added} 家，修改 ${imported.changed} 家`}
          accounts={imported.accounts}
          onClose={() => setImported(null)}
        />
      )}
    </>
  )
}

const Report = ({ report }: { report: ImportReport }) => (
  <>
    {report.rejected.length === 0 && (
      <p>
        新增 {report.added} 家，修改 {report.changed} 家，不变 {report.unchanged} 家。
        {report.added > 0 && '每个新单位各建一个单位管理员账号。'}
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
  </>
)
