// The filling application. The web app and the offline tool mount it, each with its own home and routing.
import { lazy, Suspense, useEffect, useMemo, useRef } from 'react'
import type { Form } from '../form/form.ts'
import { type Router, RouterProvider } from '../ui/link.tsx'
import { LiveProvider } from '../ui/live.tsx'
import { EmptyState, Progress } from '../ui/notice.tsx'
import { CheckAllPage } from './check-all.tsx'
import '../ui/ui.css'
import './filler.css'
import './paper.css'
import { Framed } from './framed.tsx'
import type { Home } from './home.ts'
import { InventoryPage } from './inventory.tsx'
import { type Place, readVisit, type Visit } from './places.ts'
import { RemarkBook } from './remarks.ts'
import { SectionCheckPage } from './section-check.tsx'
import { SectionPage } from './section-page.tsx'
import { TaskListPage } from './task-list.tsx'
import { FillingProvider } from './use-form.tsx'
import { Workbar } from './workbar.tsx'

// The Word form with its template: larger than the rest of the filler, and wanted last.
const PreviewPage = lazy(() => import('./preview.tsx'))

export interface FillerProps {
  form: Form
  home: Home
  /** Where the reader is within the filler: `/`, `/s/unit?at=unitName`. */
  at: string
  router: Router
}

export function Filler({ form, home, at, router }: FillerProps) {
  const { campaign, unit, today } = home
  const book = useMemo(() => new RemarkBook(form, { campaign, unit, today }), [form, campaign, unit, today])
  useEffect(() => book.follow(), [book])
  const visit = readVisit(at)
  return (
    <RouterProvider router={router}>
      <LiveProvider>
        <FillingProvider form={form} home={home} book={book}>
          <div className="filler">
            <Workbar page={visit.place.page} />
            <PageFrame title={titleOf(visit.place, form, home)} at={at} focusHead={visit.at === undefined}>
              {pageOf(visit, form, home)}
            </PageFrame>
          </div>
        </FillingProvider>
      </LiveProvider>
    </RouterProvider>
  )
}

function pageOf(visit: Visit, form: Form, home: Home) {
  const { place } = visit
  const section = 'section' in place && form.questionnaire.sections.find(({ id }) => id === place.section)
  if ('section' in place && !section) return <Nowhere />
  switch (place.page) {
    case 'section':
      return section && <SectionPage key={place.section} section={section} visit={visit} />
    case 'sectionCheck':
      return section && <SectionCheckPage key={place.section} section={section} />
    case 'inventory':
      return section && <InventoryPage key={place.table} section={section} id={place.table} visit={visit} />
    case 'check':
      return <CheckAllPage />
    case 'preview':
      return (
        <Suspense fallback={<Progress label="正在生成预览" />}>
          <PreviewPage />
        </Suspense>
      )
    case 'home': {
      const page = home.pages.find(({ key }) => key === place.key)
      return page ? <Framed>{page.body()}</Framed> : <Nowhere />
    }
    default:
      return <TaskListPage />
  }
}

const Nowhere = () => <EmptyState title="没有这一页">请从任务列表进入要填写的部分。</EmptyState>

function titleOf(place: Place, form: Form, home: Home): string {
  const { sections, tables, title } = form.questionnaire
  const section = 'section' in place ? sections.find(({ id }) => id === place.section)?.title : undefined
  switch (place.page) {
    case 'section':
      return section ?? title
    case 'sectionCheck':
      return `检查答案：${section}`
    case 'inventory':
      return tables.find(({ id }) => id === place.table)?.title ?? title
    case 'check':
      return '检查全部答案'
    case 'preview':
      return '预览自查表'
    case 'home':
      return home.pages.find(({ key }) => key === place.key)?.title ?? title
    default:
      return '任务列表'
  }
}

/** A new page begins at its top, is announced by its title, and takes the focus there. */
function PageFrame({
  title,
  at,
  focusHead,
  children,
}: {
  title: string
  at: string
  focusHead: boolean
  children: React.ReactNode
}) {
  const frame = useRef<HTMLDivElement>(null)
  const first = useRef(true)
  const page = at.split('?')[0]
  useEffect(() => {
    document.title = `${title} — 网络安全自查`
  }, [title])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page once, when it is entered.
  useEffect(() => {
    if (first.current) {
      first.current = false
      return
    }
    if (!focusHead) return
    window.scrollTo(0, 0)
    const head = frame.current?.querySelector<HTMLElement>('h1') ?? frame.current
    if (!head) return
    head.tabIndex = -1
    head.focus({ preventScroll: true })
  }, [page])
  return (
    <div className="filler-page" ref={frame} tabIndex={-1}>
      {children}
    </div>
  )
}
