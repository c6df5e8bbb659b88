import { type ReactNode, useId } from 'react'
import { Link } from './link.tsx'

export interface Task {
  key: string
  title: string
  href?: string | undefined
  hint?: ReactNode
  /** “12/20 题”, before the status. */
  meta?: ReactNode
  status: ReactNode
}

/** Tasks in any order; the whole row is the link. */
export function TaskList({ tasks, label }: { tasks: readonly Task[]; label: string }) {
  // The same task may stand in two lists of one page.
  const list = useId()
  return (
    <ul className="tasks" aria-label={label}>
      {tasks.map(({ key, title, href, hint, meta, status }) => (
        <li className="task" key={key}>
          <div className="task-text">
            {href === undefined ? (
              <span className="soft">{title}</span>
            ) : (
              <Link href={href} aria-describedby={`${list}${key}`}>
                {title}
              </Link>
            )}
            {hint && <span className="task-hint">{hint}</span>}
          </div>
          {meta && <div className="task-meta">{meta}</div>}
          <div className="task-status" id={`${list}${key}`}>
            {status}
          </div>
        </li>
      ))}
    </ul>
  )
}

export interface SummaryLine {
  key: string
  label: ReactNode
  value: ReactNode
  /** `soft`: there is no answer, and the value says so. */
  tone?: 'error' | 'soft' | undefined
  /** “更改”, with the hidden words that tell one from another. */
  action?: { text: string; about: string; href: string } | undefined
}

/** Questions and answers, one under the other. */
export const SummaryList = ({ lines }: { lines: readonly SummaryLine[] }) => (
  <dl className="summary">
    {lines.map(({ key, label, value, tone, action }) => (
      <div className="summary-row" key={key} data-tone={tone}>
        <dt>{label}</dt>
        <dd className={tone === 'soft' ? 'soft' : undefined}>{value}</dd>
        {action && (
          <dd className="summary-action no-print">
            <Link href={action.href} aria-label={`${action.text}${action.about}`}>
              {action.text}
            </Link>
          </dd>
        )}
      </div>
    ))}
  </dl>
)
