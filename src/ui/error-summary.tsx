import { type ReactNode, useEffect, useRef } from 'react'

export interface SummaryItem {
  key: string
  /** The same words as beside the field. */
  text: string
  /** Puts the focus where the answer is changed. */
  go(): void
}

/** First thing in `main` after a refused step; takes the focus each time `attempt` grows. */
export function ErrorSummary({
  items,
  attempt,
  title = '请先处理以下问题',
  foot,
}: {
  items: readonly SummaryItem[]
  attempt: number
  title?: string
  foot?: ReactNode
}) {
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    if (attempt === 0) return
    box.current?.focus()
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [attempt])
  if (items.length === 0) return null
  return (
    <section className="errors" ref={box} tabIndex={-1} aria-labelledby="error-summary-title">
      <div role="alert">
        <h2 id="error-summary-title">{title}</h2>
        <ul>
          {items.map((item) => (
            <li key={item.key}>
              {/* A hash link would be taken for a page by hash routing, so the jump is ours. */}
              <a
                href={`#${item.key}`}
                onClick={(event) => {
                  event.preventDefault()
                  item.go()
                }}
              >
                {item.text}
              </a>
            </li>
          ))}
        </ul>
        {foot}
      </div>
    </section>
  )
}
