// Pages before the desk: each asks one thing.
import { type FormEvent, type ReactNode, useMemo, useState } from 'react'
import { questionnaire } from '../catalog/all.ts'
import { momentOf } from '../domain/calendar.ts'
import { difference } from '../domain/patch.ts'
import { DifferenceTable } from '../filler/difference-table.tsx'
import { differencesOf } from '../filler/differences.ts'
import { Form } from '../form/form.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { RadioGroup } from '../ui/choices.tsx'
import { Confirm } from '../ui/dialog.tsx'
import { Details } from '../ui/notice.tsx'
import { TextField } from '../ui/text-field.tsx'
import type { Candidate } from './lineage.ts'
import type { Asks } from './opening.ts'
import type { Bundle } from './page.ts'

export const Gate = ({
  title,
  bundle,
  children,
}: {
  title?: string
  bundle?: Bundle
  children: ReactNode
}) => (
  <>
    <header className="shell-head">
      <div className="shell-bar">
        <p className="shell-brand">
          网络安全自查
          <small>{bundle ? `${bundle.unit.name} · 离线工具` : '离线工具'}</small>
        </p>
      </div>
    </header>
    <main className="gate stack">
      {title && <h1>{title}</h1>}
      {children}
    </main>
  </>
)

type About = Parameters<Asks['passphrase']>[0]

const givenUp = {
  browser: {
    link: '忘记口令',
    title: '放弃本机草稿',
    act: '删除本机草稿',
    words: '没有口令就无法打开本机草稿。删除后从这个文件里的内容重新开始，删除的草稿不能恢复。',
  },
  file: {
    link: '不打开这份草稿',
    title: '不打开文件里的草稿',
    act: '不打开',
    words: '这份草稿仍留在文件里，以后可以再打开。现在从本机已有的内容开始。',
  },
} as const

export function PassphraseGate({
  bundle,
  where,
  mayGiveUp,
  attempt,
  onDone,
}: About & {
  attempt(passphrase: string): Promise<void>
  onDone(answer: 'opened' | 'given-up'): void
}) {
  const [passphrase, setPassphrase] = useState('')
  const [fault, setFault] = useState('')
  const [busy, setBusy] = useState(false)
  const [asking, setAsking] = useState(false)
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    if (passphrase === '') return setFault('请输入草稿口令')
    setBusy(true)
    attempt(passphrase).then(
      () => onDone('opened'),
      (error: unknown) => {
        setFault(error instanceof Error && error.name === 'Problem' ? error.message : '没有打开，请重试')
        setBusy(false)
      },
    )
  }
  const { link, title, act, words } = givenUp[where]
  return (
    <Gate bundle={bundle} title="请输入草稿口令">
      <p>
        {bundle.campaign.title}。{where === 'browser' ? '本机浏览器里的草稿' : '这个文件里的草稿'}
        加了口令保护。
      </p>
      <form className="stack" noValidate onSubmit={send}>
        <TextField
          id="unlock"
          label="草稿口令"
          hint="在“副本与安全”中设定的口令，不是签名口令"
          type="password"
          value={passphrase}
          onChange={setPassphrase}
          error={fault || undefined}
        />
        <div className="row">
          <Button type="submit" busy={busy}>
            {busy ? '正在核对口令……' : '打开草稿'}
          </Button>
          {mayGiveUp && <LinkButton onClick={() => setAsking(true)}>{link}</LinkButton>}
        </div>
      </form>
      <Confirm
        open={asking}
        title={title}
        act={act}
        danger={where === 'browser'}
        onConfirm={() => onDone('given-up')}
        onClose={() => setAsking(false)}
      >
        <p>{words}</p>
      </Confirm>
    </Gate>
  )
}

const names = {
  browser: '本机浏览器里的草稿',
  file: '这个文件里的草稿',
  download: '下载时网站上的内容',
} as const

/** Two drafts that have grown apart: only the user knows which one to go on with. */
export function ChoiceGate({
  bundle,
  candidates,
  onChoose,
}: {
  bundle: Bundle
  candidates: readonly Candidate[]
  onChoose(candidate: Candidate): void
}) {
  const [where, setWhere] = useState<string | null>(null)
  const [fault, setFault] = useState('')
  const send = (event: FormEvent) => {
    event.preventDefault()
    const chosen = candidates.find((one) => one.where === where)
    if (chosen) onChoose(chosen)
    else setFault('请选择要继续填写的一份')
  }
  return (
    <Gate bundle={bundle} title="有内容不同的草稿">
      <p>{bundle.campaign.title}。请看清时间和内容多少，选一份继续填写。</p>
      <form className="stack" noValidate onSubmit={send}>
        <RadioGroup
          id="draft"
          label="继续填写哪一份？"
          hint="没有选的会留在“副本与安全”的历史版本中，可以找回。"
          value={where}
          onChange={setWhere}
          error={fault || undefined}
          options={candidates.map((one) => ({
            value: one.where,
            label: names[one.where],
            hint: `${one.where === 'download' ? '下载于' : '最后修改'} ${momentOf(new Date(one.savedAt))}，${sizeOf(one)}`,
          }))}
        />
        <Button type="submit">打开选中的一份</Button>
      </form>
      <WhatDiffers bundle={bundle} candidates={candidates} />
    </Gate>
  )
}

/** Equal counts tell nothing; the places do. Every other draft is laid beside the first. */
function WhatDiffers({ bundle, candidates }: Pick<About, 'bundle'> & { candidates: readonly Candidate[] }) {
  const [first] = candidates
  const pairs = useMemo(() => {
    const [first, ...others] = candidates
    if (!first) return []
    const today = bundle.issuedAt.slice(0, 10)
    const form = new Form(questionnaire(bundle.campaign.questionnaireId), first.filing, { today })
    return others.map(({ where, filing }) => {
      const after = new Form(form.questionnaire, filing, { today })
      return { where, form, differing: differencesOf(form, difference(first.filing, filing), after) }
    })
  }, [bundle, candidates])
  return pairs.map(({ where, form, differing }) =>
    first && differing.length > 0 ? (
      <Details
        key={where}
        title={`${names[first.where]}与${names[where]}有 ${differing.length} 处不同，看在哪里`}
      >
        <DifferenceTable form={form} differences={differing} heads={[names[first.where], names[where]]} />
      </Details>
    ) : null,
  )
}

/** `213 个答案、92 行清单、5 个附件` */
export function sizeOf({ filing }: Pick<Candidate, 'filing'>): string {
  const rows = Object.values(filing.tables).reduce((sum, { length }) => sum + length, 0)
  const files = Object.keys(filing.attachments).length
  return `${Object.keys(filing.answers).length} 个答案、${rows} 行清单、${files} 个附件`
}
