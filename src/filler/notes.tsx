import { useState } from 'react'
import { clause } from '../catalog/all.ts'
import type { Path } from '../domain/filing.ts'
import { type Remark, remarkKey } from '../domain/remark.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { TextArea } from '../ui/text-field.tsx'
import { waitsForStep } from './remarks.ts'
import { useLeaving } from './use-draft.ts'
import { useAlike, useExplanation, useFilling, useReadOnly, useRemarks } from './use-form.tsx'

/** What the checks have to say about one answer, as soon as it is kept: contradictions, doubts, advice. */
export function Notes({ path }: { path: Path }) {
  const remarks = useRemarks(path).filter((remark) => !waitsForStep(remark))
  if (remarks.length === 0) return null
  return (
    <div className="notes">
      {remarks.map((remark) => (
        <Note key={remarkKey(remark)} remark={remark} />
      ))}
    </div>
  )
}

const sentence = (text: string): string => text.replace(/[。！]?$/, '。')

const words = { error: '须改正', warning: '请核实', hint: '提示' }

export function Note({ remark }: { remark: Remark }) {
  return (
    <div className="note" data-severity={remark.severity}>
      <Icon name={remark.severity === 'hint' ? 'info' : 'alert'} />
      <div>
        <p>
          <b>{words[remark.severity]}：</b>
          {sentence(remark.says)}
          {remark.fix && sentence(remark.fix)}
        </p>
        <Cites keys={remark.cites ?? []} />
        {remark.severity === 'warning' && <Explain remark={remark} />}
      </div>
    </div>
  )
}

/** The clauses that a remark rests on; what they say unfolds where we have it. */
function Cites({ keys }: { keys: readonly string[] }) {
  const { home } = useFilling()
  const found = keys.flatMap((key) => clause(key, home.today) ?? [])
  if (found.length === 0) return null
  const names = found.map(({ law, article }) => `${law}${article}`).join('；')
  const said = found.flatMap(
    ({ law, article, text, gist }) => text ?? (gist ? [`${law}${article}：${gist}`] : []),
  )
  if (said.length === 0) return <p className="soft small">依据{names}</p>
  return (
    <details className="cites">
      <summary>依据{names}</summary>
      {said.map((words) => (
        <p key={words}>{words}</p>
      ))}
    </details>
  )
}

/** A warning is answered in words, not clicked away. */
function Explain({ remark }: { remark: Remark }) {
  const { form } = useFilling()
  const key = remarkKey(remark)
  const explained = useExplanation(remark.at, key)
  const alike = useAlike(remark)
  const readOnly = useReadOnly()
  const [draft, setDraft] = useState<string>()
  const id = `explain-${key}`
  const keep = () => {
    form.explain(key, draft?.trim() || null)
    setDraft(undefined)
  }
  const leave = () => {
    if (draft?.trim()) keep()
  }
  useLeaving(leave)
  const explainAll = (reason: string) =>
    form.edit(`用同一原因说明 ${alike.length} 处`, (edit) => {
      for (const other of alike) edit.entry('explanations', remarkKey(other), reason)
    })
  if (explained?.trim() && draft === undefined)
    return (
      <p className="note-answer">
        <Icon name="check" />
        已核实：{explained}{' '}
        {!readOnly && (
          <LinkButton onClick={() => setDraft(explained)}>
            修改<span className="sr">说明</span>
          </LinkButton>
        )}
        {!readOnly && alike.length > 0 && (
          <>
            {' '}
            <LinkButton onClick={() => explainAll(explained)}>
              同样的原因也用于其余 {alike.length} 处
            </LinkButton>
          </>
        )}
      </p>
    )
  if (readOnly) return null
  return (
    <div className="explain">
      <TextArea
        id={id}
        label="已核实，原因："
        rows={2}
        limit={500}
        value={draft ?? ''}
        onChange={setDraft}
        onBlur={leave}
      />
      <Button look="plain" small disabled={!draft?.trim()} onClick={keep}>
        记下原因
      </Button>
    </div>
  )
}
