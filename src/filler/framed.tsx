import { type ReactNode, useEffect, useRef } from 'react'
import { type SectionStatus, sectionProgress } from '../form/progress.ts'
import { Icon } from '../ui/icon.tsx'
import { Link } from '../ui/link.tsx'
import { startPath } from './places.ts'
import { useAllRemarks, useFiling, useFilling } from './use-form.tsx'

/** A page on white paper, with the whole form's contents beside it where there is room. */
export const Framed = ({ section, children }: { section?: string; children: ReactNode }) => (
  <div className="framed">
    <Contents current={section} />
    <div className="framed-page">{children}</div>
  </div>
)

const statusWords = { done: '已完成', problems: '有问题', started: '进行中', notStarted: '未开始' } as const

function Contents({ current }: { current: string | undefined }) {
  const { form } = useFilling()
  useFiling()
  const progress = sectionProgress(form, useAllRemarks())
  const status = new Map(progress.map((one) => [one.section, one.status]))
  const { areas, sections } = form.questionnaire
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    const list = nav.current
    const here = current && list?.querySelector<HTMLElement>('[aria-current]')
    if (list && here) list.scrollTop = here.offsetTop - list.clientHeight / 2
  }, [current])
  return (
    <nav className="contents no-print" aria-label="各部分" ref={nav}>
      {areas.map(({ id, title }) => {
        const own = sections.filter((section) => section.area === id && status.has(section.id))
        if (own.length === 0) return null
        return (
          <div key={id}>
            <p>{title}</p>
            <ul>
              {own.map((section) => (
                <li key={section.id}>
                  <Link href={startPath(section)} aria-current={section.id === current ? 'page' : undefined}>
                    {section.title}
                    <StatusMark status={status.get(section.id)} />
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        )
      })}
    </nav>
  )
}

function StatusMark({ status }: { status: SectionStatus | undefined }) {
  if (!status) return null
  return (
    <span data-status={status}>
      {status === 'done' && <Icon name="check" />}
      {status === 'problems' && <Icon name="alert" />}
      <span className="sr">，{statusWords[status]}</span>
    </span>
  )
}
