import { useState } from 'react'
import { isOpen, type Remark } from '../domain/remark.ts'
import { sectionOf, sectionProgress } from '../form/progress.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Link } from '../ui/link.tsx'
import { Banner } from '../ui/notice.tsx'
import { usePrinting } from '../ui/printing.ts'
import { PageHead } from '../ui/shell.tsx'
import { Answers } from './answers.tsx'
import { Framed } from './framed.tsx'
import { checkPath, homePath, pathTo, previewPath, sectionCheckPath, tasksPath } from './places.ts'
import { Problems } from './problems.tsx'
import { gatherRows } from './remarks.ts'
import { StatusTag } from './task-list.tsx'
import { useAllRemarks, useFiling, useFilling } from './use-form.tsx'

const isMissing = ({ code }: Remark): boolean => code === 'answer.missing' || code === 'table.undeclared'

/** Every answer on one page, problems first, each with its way back here. */
export function CheckAllPage() {
  const { form, home } = useFilling()
  const filing = useFiling()
  const remarks = useAllRemarks()
  const open = remarks.filter((remark) => isOpen(remark, filing))
  const progress = sectionProgress(form, remarks)
  const bySection = (remarks: readonly Remark[]) => {
    const grouped = new Map<string, Remark[]>()
    for (const remark of remarks) {
      const id = sectionOf(form.questionnaire, remark.at)?.id ?? ''
      grouped.set(id, [...(grouped.get(id) ?? []), remark])
    }
    return grouped
  }
  const wrong = open.filter((remark) => !isMissing(remark))
  const wrongIn = bySection(wrong)
  const missing = bySection(open.filter(isMissing))
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  // Paper cannot be opened further.
  const printing = usePrinting()
  const all = progress.every(({ section }) => opened.has(section))
  const toggle = (section: string) => {
    const next = new Set(opened)
    if (!next.delete(section)) next.add(section)
    setOpened(next)
  }
  const unfinished = progress.filter(({ section }) => !filing.finished[section])
  const titleOf = (id: string) => form.questionnaire.sections.find((one) => one.id === id)?.title
  const [next] = home.pages.filter(({ task }) => task)
  return (
    <Framed>
      <PageHead
        title="检查全部答案"
        lead="报送前逐部分核对。“更改”后会回到本页。"
        actions={
          <>
            <Button
              look="plain"
              onClick={() => setOpened(all ? new Set() : new Set(progress.map(({ section }) => section)))}
            >
              {all ? '全部收起' : '全部展开'}
            </Button>
            <ButtonLink look="plain" icon="eye" href={previewPath}>
              预览自查表
            </ButtonLink>
          </>
        }
      />
      <Problems
        remarks={gatherRows(form, wrong)}
        attempt={0}
        back={checkPath}
        title={`报送前有 ${wrong.length} 处须改正或说明`}
      />
      {open.length > wrong.length && (
        <Banner tone="warn" title={`还有 ${open.length - wrong.length} 处必填内容没有填写`}>
          <ul>
            {[...missing].map(([id, [first, ...others]]) => (
              <li key={id}>
                {first && (
                  <Link href={pathTo(form.questionnaire, first.at, checkPath)}>
                    {titleOf(id)}：{others.length > 0 ? `${others.length + 1} 处` : first.says}
                  </Link>
                )}
              </li>
            ))}
          </ul>
        </Banner>
      )}
      {open.length === 0 && (
        <Banner tone={unfinished.length > 0 ? 'info' : 'ok'} title="没有发现问题">
          <p>
            {unfinished.length > 0
              ? `还有 ${unfinished.length} 个部分没有标为“已填完”，请逐部分确认：`
              : '全部内容已填完，可以报送。'}
          </p>
          {unfinished.length > 0 && (
            <ul>
              {unfinished.map(({ section }) => (
                <li key={section}>
                  <Link href={sectionCheckPath(section)}>{titleOf(section)}</Link>
                </li>
              ))}
            </ul>
          )}
        </Banner>
      )}
      {progress.map(({ section: id, status, answered, asked }) => {
        const section = form.questionnaire.sections.find((one) => one.id === id)
        if (!section) return null
        const isOpened = printing || opened.has(id)
        const toDo = [
          wrongIn.has(id) && `${wrongIn.get(id)?.length} 处须改正或说明`,
          missing.has(id) && `${missing.get(id)?.length} 处未填`,
        ].filter(Boolean)
        return (
          <section className="check-section" key={id}>
            <h2>
              <button type="button" aria-expanded={isOpened} onClick={() => toggle(id)}>
                {section.title}
              </button>
              <span className="soft small">
                {toDo.length > 0
                  ? toDo.join('，')
                  : status !== 'done' && asked > 0 && `必填 ${answered}/${asked}`}
              </span>
              <StatusTag status={toDo.length > 0 && status === 'done' ? 'problems' : status} />
            </h2>
            {isOpened && (
              <>
                <Answers section={section} back={checkPath} />
                <p className="check-confirm no-print">
                  <Link href={sectionCheckPath(id)}>
                    {filing.finished[id] ? '修改完成情况' : '确认本部分是否已填完'}
                    <span className="sr">：{section.title}</span>
                  </Link>
                </p>
              </>
            )}
          </section>
        )
      })}
      <div className="row section-foot no-print">
        {next && <ButtonLink href={homePath(next.key)}>{next.title}</ButtonLink>}
        <Link href={tasksPath}>返回任务列表</Link>
      </div>
    </Framed>
  )
}
