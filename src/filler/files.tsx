import { useEffect, useState } from 'react'
import type { Attachment, Filing, Path } from '../domain/filing.ts'
import type { Field } from '../domain/questionnaire.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Confirm, Dialog } from '../ui/dialog.tsx'
import { FileField } from '../ui/file-field.tsx'
import { Icon } from '../ui/icon.tsx'
import { useLive } from '../ui/live.tsx'
import type { ControlProps } from './control-props.ts'
import {
  forChooser,
  inspectFile,
  inWords,
  keptName,
  mostBytes,
  mostBytesTogether,
  showBytes,
  unlike,
} from './file-check.ts'
import { useFilling, useReadOnly, useValue } from './use-form.tsx'

/** Attachment ids in an answer or cell. */
const idsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? (value as readonly string[]) : []

/** Adds files to one answer: each is looked at, kept by the home, and named in the filing as one step. */
function useAttach(path: Path, { accept, max }: Field) {
  const { form, home } = useFilling()
  const { announce } = useLive()
  const [refused, setRefused] = useState<readonly string[]>([])
  const [busy, setBusy] = useState(false)
  const add = async (files: readonly File[]) => {
    setBusy(true)
    const reasons: string[] = []
    for (const file of files) {
      try {
        const head = new Uint8Array(await file.slice(0, 8).arrayBuffer())
        const kept = Object.values(form.filing.attachments)
        const found = inspectFile({ name: file.name, size: file.size, head }, kept, accept)
        if ('why' in found) {
          reasons.push(found.why)
          continue
        }
        const put = await home.putAttachment(file)
        const { attachments } = form.filing
        const ids = idsIn(form.value(path))
        const own = keptName(file.name)
        const twin = ids.find((one) => attachments[one]?.sha256 === put.sha256)
        if (twin !== undefined) {
          const as = attachments[twin]?.name
          reasons.push(`“${file.name}”已经在列表中${as === own ? '' : `（与“${as}”内容相同）`}`)
          continue
        }
        // Where there is room for one, the other one goes.
        const name =
          max === 1
            ? own
            : unlike(
                own,
                ids.map((one) => attachments[one]?.name ?? ''),
              )
        const attachment = { ...put, name, mediaType: found.mediaType }
        const id = idFor(attachment, attachments)
        form.edit(`添加附件“${name}”`, (edit) => {
          edit.entry('attachments', id, attachment)
          // Where there is room for one, a second takes its place.
          edit.set(path, max === 1 ? [id] : [...ids, id])
          if (max === 1)
            for (const other of ids)
              if (!isUsed(other, form.filing, path)) edit.entry('attachments', other, null)
        })
        announce(`已添加附件 ${name}`)
      } catch {
        reasons.push(`“${file.name}”没有存下来，请确认文件可以打开后重试`)
      }
    }
    setRefused(reasons)
    setBusy(false)
  }
  const remove = (id: string) => {
    const name = form.filing.attachments[id]?.name ?? ''
    const ids = idsIn(form.value(path)).filter((other) => other !== id)
    form.edit(`移除附件“${name}”`, (edit) => {
      edit.set(path, ids)
      if (!isUsed(id, form.filing, path)) edit.entry('attachments', id, null)
    })
    announce(`已移除附件 ${name}`)
  }
  return { add, remove, refused, busy }
}

/** The same file under the same name is one attachment; under another name it keeps that name here. */
function idFor({ sha256, name }: Attachment, attachments: Filing['attachments']): string {
  const short = sha256.slice(0, 16)
  for (let at = 1; ; at++) {
    const id = at === 1 ? short : `${short}-${at}`
    const taken = attachments[id]
    if (!taken || (taken.sha256 === sha256 && taken.name === name)) return id
  }
}

/** Whether another answer or cell names this attachment. */
function isUsed(id: string, filing: ReturnType<typeof useFilling>['form']['filing'], but: Path): boolean {
  for (const [path, cell] of Object.entries(filing.answers))
    if (path !== but && Array.isArray(cell) && cell.includes(id)) return true
  for (const [table, rows] of Object.entries(filing.tables))
    for (const row of rows)
      for (const [column, cell] of Object.entries(row.cells))
        if (`${table}/${row.id}/${column}` !== but && Array.isArray(cell) && cell.includes(id)) return true
  return false
}

export function Files({ path, field, hint, error, optional, id }: ControlProps & { id?: string }) {
  const { form } = useFilling()
  const value = useValue(path)
  const readOnly = useReadOnly()
  const { add, remove, refused, busy } = useAttach(path, field)
  const [asked, setAsked] = useState<string>()
  const [seen, setSeen] = useState<string>()
  const ids = idsIn(value)
  const limits = `${inWords(field.accept)}，单个不超过 ${showBytes(mostBytes)}，全部附件合计不超过 ${showBytes(mostBytesTogether)}`
  const nameOf = (one: string | undefined) => form.filing.attachments[one ?? '']?.name ?? '已丢失的附件'
  return (
    <>
      {!readOnly && (
        <FileField
          id={id ?? `q-${path}`}
          label={field.label}
          hint={
            <>
              {hint}
              <p>{limits}。</p>
            </>
          }
          error={[error, ...refused].filter(Boolean).join('；') || undefined}
          optional={optional}
          accept={forChooser(field.accept)}
          multiple={field.max !== 1}
          disabled={busy}
          words={
            busy ? '正在存入…' : ids.length === 0 ? '选择文件' : field.max === 1 ? '更换文件' : '继续添加'
          }
          onFiles={(files) => void add(files)}
        />
      )}
      {readOnly && <p className="field-label">{field.label}</p>}
      {ids.length > 0 && (
        <ul className="files" aria-label={`${field.label}的附件`}>
          {ids.map((one) => (
            <li key={one}>
              <Icon name="clip" />
              <LinkButton onClick={() => setSeen(one)}>{nameOf(one)}</LinkButton>
              <span className="soft small">{showBytes(form.filing.attachments[one]?.size ?? 0)}</span>
              {!readOnly && (
                <LinkButton onClick={() => setAsked(one)}>
                  移除<span className="sr">{nameOf(one)}</span>
                </LinkButton>
              )}
            </li>
          ))}
        </ul>
      )}
      <Confirm
        open={asked !== undefined}
        title="移除附件"
        act="移除"
        danger
        onClose={() => setAsked(undefined)}
        onConfirm={() => {
          if (asked) remove(asked)
          setAsked(undefined)
        }}
      >
        <p>确定移除“{nameOf(asked)}”吗？移除后可以撤销。</p>
      </Confirm>
      {seen && <FilePreview attachment={form.filing.attachments[seen]} onClose={() => setSeen(undefined)} />}
    </>
  )
}

/** Pictures are shown; everything else is handed out to the program that knows it. */
function FilePreview({ attachment, onClose }: { attachment: Attachment | undefined; onClose(): void }) {
  const { home } = useFilling()
  const [blob, setBlob] = useState<Blob>()
  const [url, setUrl] = useState<string>()
  const [lost, setLost] = useState(false)
  const sha256 = attachment?.sha256
  useEffect(() => {
    let address: string | undefined
    let gone = false
    if (sha256)
      home.getAttachment(sha256).then(
        (found) => {
          if (gone) return
          address = URL.createObjectURL(found)
          setBlob(found)
          setUrl(address)
        },
        () => setLost(true),
      )
    else setLost(true)
    return () => {
      gone = true
      if (address) URL.revokeObjectURL(address)
    }
  }, [home, sha256])
  const isPicture = attachment?.mediaType.startsWith('image/')
  return (
    <Dialog
      open
      wide={isPicture === true}
      onClose={onClose}
      title={attachment?.name ?? '附件'}
      actions={
        <Button
          icon="download"
          disabled={!blob}
          onClick={() => blob && attachment && home.saveFile(attachment.name, blob)}
        >
          下载
        </Button>
      }
    >
      {lost && <p>没有找到这个附件的内容，请移除后重新上传。</p>}
      {attachment && (
        <p className="soft small">
          {showBytes(attachment.size)}，SHA-256 <span className="mono">{attachment.sha256}</span>
        </p>
      )}
      {isPicture && url && <img className="files-picture" src={url} alt={attachment?.name} />}
    </Dialog>
  )
}
