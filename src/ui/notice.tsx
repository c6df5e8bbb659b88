import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

/** A word above the page's content. Not for errors in answers: those go to the error summary. */
export const Banner = ({
  tone = 'info',
  title,
  children,
  action,
}: {
  tone?: 'info' | 'ok' | 'warn' | 'error'
  title?: ReactNode
  children?: ReactNode
  action?: ReactNode
}) => (
  <div className="banner" data-tone={tone}>
    <Icon name={tone === 'ok' ? 'check' : tone === 'info' ? 'info' : 'alert'} />
    <div className="banner-text">
      {title && <p className="banner-title">{title}</p>}
      {children}
    </div>
    {action}
  </div>
)

/** Nothing here yet: why, and what to do about it. */
export const EmptyState = ({
  title,
  children,
  action,
}: {
  title: string
  children?: ReactNode
  action?: ReactNode
}) => (
  <div className="empty">
    <h2>{title}</h2>
    {children && <p>{children}</p>}
    {action && <div className="row">{action}</div>}
  </div>
)

export const Details = ({
  title,
  children,
  open,
}: {
  title: string
  children: ReactNode
  open?: boolean
}) => (
  <details className="details" open={open}>
    <summary>
      <span>{title}</span>
    </summary>
    <div className="details-body">{children}</div>
  </details>
)

/** How far something is; without a value, that it is going on. */
export const Progress = ({
  value,
  max = 100,
  label,
  words,
}: {
  value?: number
  max?: number
  label: string
  words?: ReactNode
}) => (
  <div className="progress">
    <progress value={value} max={max} aria-label={label} />
    {words && <span>{words}</span>}
  </div>
)
