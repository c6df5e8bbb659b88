import { useState } from 'react'
import { chineseDay, daysBetween } from '../domain/calendar.ts'
import { isClosed } from '../domain/campaign.ts'
import type { Section } from '../domain/questionnaire.ts'
import { isOpen } from '../domain/remark.ts'
import type { Form } from '../form/form.ts'
import { type SectionProgress, sectionProgress } from '../form/progress.ts'
import { Link } from '../ui/link.tsx'
import { type Task, TaskList } from '../ui/lists.tsx'
import { Banner, Progress } from '../ui/notice.tsx'
import { PageHead } from '../ui/shell.tsx'
import { Tag } from '../ui/tag.tsx'
import { AllComments } from './comments.tsx'
import { checkPath, homePath, pathTo, previewPath, startPath, tasksPath } from './places.ts'
import { labelOf } from './show.ts'
import { useAllRemarks, useFiling, useFilling, useReadOnly } from './use-form.tsx'

type Grouping = 'areas' | 'reports'

// Kept while the page lives, so that coming back from a task finds the list as it was left.
let lastGrouping: Grouping = 'areas'

const chineseNumbers = ['一', '二', '三', '四', '五', '六', '七', '八']

const statusWords = { done: '已完成', started: '进行中', notStarted: '未开始', problems: '有问题' } as const

/** Only what is wrong has a colour; what is done needs none. */
export function StatusTag({ status }: { status: SectionProgress['status'] }) {
  const tone = { done: 'plain', started: 'blue', notStarted: 'grey', problems: 'red' } as const
  return <Tag tone={tone[status]}>{statusWords[status]}</Tag>
}

/** How much there is: rows for an inventory, answers for the rest. */
function metaOf(section: Section, { status, open, answered, asked }: SectionProgress, form: Form): string {
  if (status === 'problems') return `${open} 处待处理`
  const [only, ...others] = section.parts
  if (only && 'table' in only && others.length === 0)
    return form.filing.nils[only.table] ? '经核查，无' : `${form.rows(only.table).length} 行`
  if (asked > 0) return `必填 ${answered}/${asked}`
  return section.parts.some((part) => 'matrix' in part) ? '自动计算' : '选填'
}

export function TaskListPage() {
  const { form, home } = useFilling()
  useFiling()
  const remarks = useAllRemarks()
  const readOnly = useReadOnly()
  const [grouping, setGrouping] = useState<Grouping>(lastGrouping)
  const progress = new Map(sectionProgress(form, remarks).map((one) => [one.section, one]))
  const { sections, areas, reports } = form.questionnaire

  const taskOf = (id: string): Task[] => {
    const section = sections.find((one) => one.id === id)
    const at = progress.get(id)
    if (!section || !at) return []
    return [
      {
        key: id,
        title: section.title,
        href: startPath(section),
        meta: metaOf(section, at, form),
        status: <StatusTag status={at.status} />,
      },
    ]
  }
  const groups = (grouping === 'areas' ? areas : reports).map(({ id, title }) => ({
    id,
    title,
    tasks: sections
      .filter((section) => (grouping === 'areas' ? section.area === id : section.reports.includes(id)))
      .flatMap((section) => taskOf(section.id)),
  }))

  const group = (next: Grouping) => {
    lastGrouping = next
    setGrouping(next)
  }
  return (
    <div className="filler-columns">
      <div className="filler-list">
        <PageHead
          caption={`${home.unit.name}（${home.unit.code}）`}
          title={form.questionnaire.title}
          lead={readOnly ? '只能查看，不能修改。' : '各部分可按任意顺序填写，随时离开；内容自动保存。'}
        />
        <AllComments />
        <Banner tone="error" title="严禁录入涉密信息">
          <p>本表为非涉密填报。涉及国家秘密的内容不得在此录入、上传，应按保密规定另行报送。</p>
        </Banner>
        <fieldset className="grouping no-print">
          <legend className="sr">任务的分组方式</legend>
          <button type="button" aria-pressed={grouping === 'areas'} onClick={() => group('areas')}>
            按六个方面
          </button>
          <button type="button" aria-pressed={grouping === 'reports'} onClick={() => group('reports')}>
            按重点报送内容
          </button>
        </fieldset>
        {groups
          .filter(({ tasks }) => tasks.length > 0)
          .map(({ id, title, tasks }, index) => (
            <section className="task-group" key={id} aria-labelledby={`group-${id}`}>
              <h2 id={`group-${id}`}>
                {chineseNumbers[index]}、{title}
              </h2>
              <TaskList tasks={tasks} label={title} />
            </section>
          ))}
        <section className="task-group" aria-labelledby="group-last">
          <h2 id="group-last">检查与报送</h2>
          <TaskList label="检查与报送" tasks={lastTasks()} />
        </section>
      </div>
      <Aside progress={[...progress.values()]} />
    </div>
  )

  function lastTasks(): Task[] {
    const open = remarks.filter((remark) => isOpen(remark, form.filing)).length
    const check: Task = {
      key: 'check',
      title: '检查全部答案',
      href: checkPath,
      status: open > 0 ? <Tag tone="grey">{open} 处待处理</Tag> : <Tag tone="plain">没有问题</Tag>,
    }
    const preview: Task = { key: 'preview', title: '预览、打印自查表', href: previewPath, status: '' }
    const own = home.pages.flatMap(({ key, title, task }): Task[] =>
      task
        ? [
            {
              key,
              title,
              href: homePath(key),
              ...(task.hint && { hint: task.hint }),
              status: task.status ?? '',
            },
          ]
        : [],
    )
    return [check, preview, ...own]
  }
}

function Aside({ progress }: { progress: readonly SectionProgress[] }) {
  const { form, home } = useFilling()
  const { campaign, today } = home
  const sum = (of: (one: SectionProgress) => number) => progress.reduce((total, one) => total + of(one), 0)
  const asked = sum(({ asked }) => asked)
  const answered = sum(({ answered }) => answered)
  const done = progress.filter(({ status }) => status === 'done').length
  const left = daysBetween(today, campaign.dueOn)
  const stillTaken = !useReadOnly() && !isClosed(campaign, today)
  const marks = Object.entries(form.filing.marks)
  const percent = asked === 0 ? 0 : Math.floor((answered / asked) * 100)
  return (
    <aside className="filler-aside" aria-label="进度与提醒">
      <section>
        <h2>进度</h2>
        <p className="aside-figure">
          {percent}
          <small>%</small>
        </p>
        <Progress value={answered} max={asked} label={`必填 ${asked} 项，已填 ${answered} 项`} />
        <dl className="aside-facts">
          <dt>必填项已填</dt>
          <dd>
            {answered}/{asked}
          </dd>
          <dt>已完成</dt>
          <dd>
            {done}/{progress.length} 部分
          </dd>
        </dl>
      </section>
      <section>
        <h2>报送时限</h2>
        <p>
          <b>{chineseDay(campaign.dueOn)}前</b>
        </p>
        <p className={left < 0 ? 'aside-late' : 'soft'}>
          {left > 0
            ? `还有 ${left} 天`
            : left === 0
              ? '今天截止'
              : `已逾期 ${-left} 天${stillTaken ? '，迟报仍可接收' : ''}`}
        </p>
      </section>
      <section>
        <h2>待核标记{marks.length > 0 && `（${marks.length}）`}</h2>
        {marks.length === 0 ? (
          <p className="soft small">填写时可在任意一题下点“标记待核”，这里会列出来。</p>
        ) : (
          <ul className="aside-marks">
            {marks.map(([path, note]) => (
              <li key={path}>
                <Link href={pathTo(form.questionnaire, path, tasksPath)}>{labelOf(form, path)}</Link>
                {note && <span className="soft small">{note}</span>}
              </li>
            ))}
          </ul>
        )}
      </section>
      {campaign.contacts.length > 0 && (
        <section>
          <h2>咨询</h2>
          {campaign.contacts.map(({ office, name, phone }) => (
            <p className="small" key={`${office}${name}`}>
              {office} {name}
              <br />
              {phone}
            </p>
          ))}
        </section>
      )}
    </aside>
  )
}
