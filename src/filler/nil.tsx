import { useState } from 'react'
import type { Table } from '../domain/questionnaire.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useFilling, useNil, useReadOnly, useRowCount } from './use-form.tsx'

/** An empty inventory is a statement, and somebody answers for it by name. */
export function Nil({ table }: { table: Table }) {
  const { form, home } = useFilling()
  const nil = useNil(table.id)
  const rows = useRowCount(table.id)
  const readOnly = useReadOnly()
  const [name, setName] = useState(home.filler ?? '')
  const [tried, setTried] = useState(false)
  const [open, setOpen] = useState(false)
  if (nil)
    return (
      <div className="nil" data-declared>
        <p>
          <Icon name="check" /> 经核查，无。核查人：<b>{nil.by}</b>，{nil.on}
        </p>
        {!readOnly && (
          <Button
            look="plain"
            small
            onClick={() => {
              setOpen(false)
              form.declareNil(table.id, null)
            }}
          >
            撤销声明
          </Button>
        )}
      </div>
    )
  if (!table.nil || rows > 0 || readOnly) return null
  const declare = () => {
    setTried(true)
    if (name.trim()) form.declareNil(table.id, { by: name.trim().slice(0, 100), on: home.today })
  }
  if (!open)
    return (
      <p className="nil-ask no-print">
        <LinkButton onClick={() => setOpen(true)}>
          本单位没有，声明“经核查，无”<span className="sr">：{table.title}</span>
        </LinkButton>
      </p>
    )
  return (
    <div className="nil">
      <p>
        <b>本单位确实没有{table.rowName}？</b>
        请核查后由核查人署名声明，声明随自查表一并报送。
      </p>
      <div className="row nil-sign">
        <TextField
          id={`nil-${table.id}`}
          label="核查人姓名"
          size={10}
          value={name}
          onChange={setName}
          error={tried && !name.trim() ? '请填写核查人姓名' : undefined}
        />
        <Button look="plain" onClick={declare}>
          声明“经核查，无”
        </Button>
        <Button look="quiet" onClick={() => setOpen(false)}>
          取消
        </Button>
      </div>
    </div>
  )
}
