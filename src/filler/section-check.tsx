import { useState } from 'react'
import type { Section } from '../domain/questionnaire.ts'
import type { Remark } from '../domain/remark.ts'
import { Button } from '../ui/button.tsx'
import { RadioGroup } from '../ui/choices.tsx'
import { Link, useRouter } from '../ui/link.tsx'
import { useLive } from '../ui/live.tsx'
import { PageHead } from '../ui/shell.tsx'
import { Answers } from './answers.tsx'
import { Framed } from './framed.tsx'
import { sectionCheckPath, startPath, tasksPath } from './places.ts'
import { Problems, useErrorTitle } from './problems.tsx'
import { gatherRows, openIn } from './remarks.ts'
import { useFiling, useFilling, useReadOnly } from './use-form.tsx'

/** Check answers of one section, and the filler's own word whether it is finished. */
export function SectionCheckPage({ section }: { section: Section }) {
  const { form, book } = useFilling()
  const filing = useFiling()
  const router = useRouter()
  const { toast } = useLive()
  const readOnly = useReadOnly()
  const [chosen, setChosen] = useState<string | null>(() => {
    const finished = filing.finished[section.id]
    return finished === undefined ? null : finished ? 'yes' : 'no'
  })
  const [refused, setRefused] = useState<{ attempt: number; remarks: readonly Remark[]; silent: boolean }>({
    attempt: 0,
    remarks: [],
    silent: false,
  })
  useErrorTitle(refused.remarks.length > 0 || refused.silent)

  const next = () => {
    const refuse = (remarks: readonly Remark[], silent = false) =>
      setRefused(({ attempt }) => ({ attempt: attempt + 1, remarks, silent }))
    if (chosen === null) return refuse([], true)
    const open = chosen === 'yes' ? openIn(form, section.id, book.fresh()) : []
    if (open.length > 0) return refuse(gatherRows(form, open))
    form.finish(section.id, chosen === 'yes')
    toast(chosen === 'yes' ? `“${section.title}”已填完` : `“${section.title}”已保存，可稍后再填`)
    router.go(tasksPath)
  }
  return (
    <Framed section={section.id}>
      <Problems
        remarks={refused.remarks}
        attempt={refused.attempt}
        title={`还有 ${refused.remarks.length} 处要处理，处理后才能标为已填完`}
        back={sectionCheckPath(section.id)}
      />
      <PageHead caption="检查答案" title={section.title} />
      <Answers section={section} back={sectionCheckPath(section.id)} />
      {readOnly ? (
        <p className="section-foot">
          <Link href={tasksPath}>返回任务列表</Link>
        </p>
      ) : (
        <form
          className="section-foot"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            next()
          }}
        >
          <RadioGroup
            id="finished"
            label="本部分是否已填完？"
            error={refused.silent && chosen === null ? '请选择本部分是否已填完' : undefined}
            options={[
              { value: 'yes', label: '是，已填完' },
              { value: 'no', label: '否，稍后再填' },
            ]}
            value={chosen}
            onChange={setChosen}
          />
          <div className="row section-foot">
            <Button type="submit">继续</Button>
            <Link href={startPath(section)}>返回修改</Link>
          </div>
        </form>
      )}
    </Framed>
  )
}
