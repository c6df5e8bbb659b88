import { isOpen } from '../domain/remark.ts'
import { ButtonLink } from '../ui/button.tsx'
import { Tag } from '../ui/tag.tsx'
import { CommentsOn } from './comments.tsx'
import { Nil } from './nil.tsx'
import { inventoryPath } from './places.ts'
import { tableOf } from './show.ts'
import { useFilling, useReadOnly, useRowCount, useTableRemarks, useVisible } from './use-form.tsx'

/** An inventory as its section shows it: how much is in it, and the way to it. */
export function TableCard({ id, section }: { id: string; section: string }) {
  const { form } = useFilling()
  const visible = useVisible(id)
  const rows = useRowCount(id)
  const readOnly = useReadOnly()
  const open = useTableRemarks(id).filter((remark) => isOpen(remark, form.filing))
  const table = tableOf(form, id)
  if (!table || !visible) return null
  const inRows = open.filter(({ at }) => at !== id).length
  const words = readOnly ? '查看清单' : rows > 0 ? '打开清单' : '开始填写'
  return (
    <section className="table-card" data-path={id} aria-label={table.title}>
      <div className="row">
        <h2>{table.title}</h2>
        {rows > 0 && <span className="soft">{rows} 行</span>}
        {inRows > 0 && <Tag tone="red">{inRows} 处待处理</Tag>}
        <span className="row-end">
          <ButtonLink look="plain" href={inventoryPath(section, id)}>
            {words}
            <span className="sr">：{table.title}</span>
          </ButtonLink>
        </span>
      </div>
      {table.help && <p className="soft">{table.help}</p>}
      <CommentsOn path={id} />
      <Nil table={table} />
    </section>
  )
}
