import { useState } from 'react'
import { contract } from '../../contract/all.ts'
import type { SubmissionView } from '../../contract/submissions.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Banner } from '../../ui/notice.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import { call, wordsOf } from '../api.ts'
import { useDeed } from '../parts.tsx'
import { clock } from '../words.ts'
import { Queue } from './queue.tsx'

type Kind = 'accept' | 'return' | 'reopen' | 'recall'

interface Words {
  readonly title: string
  readonly act: string
  readonly label: string
  readonly hint: string
  readonly done: string
}

const words: Readonly<Record<Exclude<Kind, 'recall'>, Words>> = {
  accept: {
    title: '审核通过',
    act: '通过',
    label: '审核意见',
    hint: '可不填。通过后计入汇总。',
    done: '已通过',
  },
  return: {
    title: '退回修改',
    act: '退回',
    label: '退回说明',
    hint: '单位会看到这段说明和每一条未解决的意见。',
    done: '已退回，单位可修改后重新报送',
  },
  reopen: {
    title: '重新打开',
    act: '重新打开',
    label: '原因',
    hint: '打开后该单位暂不计入汇总，可修改后重新报送。',
    done: '已重新打开',
  },
}

const recallWords = (submission: SubmissionView): Words => ({
  title: submission.state === 'accepted' ? '收回通过' : '收回退回',
  act: '收回',
  label: '说明',
  hint: '可不填，记入经过。收回后回到待审核，单位不能修改。',
  done: '已收回，回到待审核',
})

/** What may be decided now, and why it was returned. */
export function Decision({ submission }: { submission: SubmissionView }) {
  const [kind, setKind] = useState<Kind | null>(null)
  const { moves, returned, openComments, status } = submission
  return (
    <>
      {status === '退回' && returned && (
        <Banner tone="warn" title={`已于 ${clock(returned.at)} 由 ${returned.by} 退回，等待单位修改`}>
          {returned.reason && <p>{returned.reason}</p>}
        </Banner>
      )}
      <div className="row no-print decision">
        {moves.includes('accept') && <Button onClick={() => setKind('accept')}>通过</Button>}
        {moves.includes('return') && (
          <Button look="plain" onClick={() => setKind('return')}>
            退回修改{openComments > 0 && `（${openComments} 条意见）`}
          </Button>
        )}
        {moves.includes('reopen') && (
          <Button look="plain" onClick={() => setKind('reopen')}>
            重新打开
          </Button>
        )}
        {moves.includes('recall') && (
          <Button look="plain" onClick={() => setKind('recall')}>
            {recallWords(submission).title}
          </Button>
        )}
        <Queue submission={submission} />
      </div>
      {kind && <Decide key={kind} kind={kind} submission={submission} onClose={() => setKind(null)} />}
    </>
  )
}

function Decide({ kind, submission, onClose }: { kind: Kind; submission: SubmissionView; onClose(): void }) {
  const [text, setText] = useState('')
  const params = { campaignId: submission.campaignId, unitCode: submission.unit.code }
  const { title, act, label, hint, done } = kind === 'recall' ? recallWords(submission) : words[kind]
  // Accepting says that nothing is left to settle.
  const held = kind === 'accept' && submission.openComments > 0
  const decide = useDeed(
    () => {
      if (kind === 'accept') return call(contract.submissions.accept, { params, body: { note: text } })
      if (kind === 'return') return call(contract.submissions.return, { params, body: { reason: text } })
      if (kind === 'recall') return call(contract.submissions.recall, { params, body: { note: text } })
      return call(contract.submissions.reopen, { params, body: { reason: text } })
    },
    {
      done: () => {
        onClose()
        return done
      },
      refused: () => true,
    },
  )
  return (
    <Dialog
      open
      title={`${title}：${submission.unit.name}`}
      onClose={onClose}
      actions={
        <>
          <Button look="plain" onClick={onClose}>
            取消
          </Button>
          <Button busy={decide.isPending} disabled={held} onClick={() => decide.mutate(undefined)}>
            {act}
          </Button>
        </>
      }
    >
      <div className="stack">
        {decide.isError && <Banner tone="error" title={wordsOf(decide.error)} />}
        {kind === 'accept' && <BeforeAccepting openComments={submission.openComments} />}
        <TextArea
          id="decision"
          label={label}
          hint={hint}
          value={text}
          onChange={setText}
          rows={4}
          limit={2000}
        />
      </div>
    </Dialog>
  )
}

/** Seal and key vouch for each other, and only somebody who looks can see it. */
const BeforeAccepting = ({ openComments }: { openComments: number }) => (
  <>
    {openComments > 0 && (
      <Banner tone="warn" title={`还有 ${openComments} 条意见没有标为解决`}>
        <p>请先在“意见”中逐条核对、标为解决，或退回该单位。</p>
      </Banner>
    )}
    <p>请先在“材料”中核对：承诺书已签字盖章，所印密钥指纹与签名密钥相同。</p>
  </>
)
