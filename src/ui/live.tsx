import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react'

interface Live {
  /** Said to screen readers only. */
  announce(text: string): void
  /** Shown for a while at the foot of the window, and said. */
  toast(
    text: string,
    options?: { tone?: 'ok' | 'warn' | 'error'; action?: { text: string; act(): void } },
  ): void
}

interface Toast {
  id: number
  text: string
  tone: 'ok' | 'warn' | 'error'
  action?: { text: string; act(): void }
}

const LiveContext = createContext<Live>({ announce: () => {}, toast: () => {} })

export const useLive = (): Live => useContext(LiveContext)

/** The live regions exist before the first message: one that arrives together with its region is not read. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState('')
  const [toasts, setToasts] = useState<readonly Toast[]>([])
  const next = useRef(1)
  const dismiss = useCallback((id: number) => setToasts((now) => now.filter((toast) => toast.id !== id)), [])
  const live = useMemo<Live>(
    () => ({
      // The same words twice are two messages; a trailing space makes the region change.
      announce: (text) => setSaid((before) => (before === text ? `${text} ` : text)),
      toast: (text, { tone = 'ok', action } = {}) => {
        const id = next.current++
        setToasts((now) => [...now.slice(-2), { id, text, tone, ...(action && { action }) }])
        window.setTimeout(() => dismiss(id), tone === 'ok' && !action ? 5000 : 12_000)
      },
    }),
    [dismiss],
  )
  return (
    <LiveContext.Provider value={live}>
      {children}
      <div className="sr" role="status">
        {said}
      </div>
      <div className="toasts" role="log" aria-live="polite" aria-label="消息">
        {toasts.map(({ id, text, tone, action }) => (
          <div className="toast" data-tone={tone} key={id}>
            <p>{text}</p>
            {action && (
              <button
                type="button"
                onClick={() => {
                  dismiss(id)
                  action.act()
                }}
              >
                {action.text}
              </button>
            )}
            <button type="button" onClick={() => dismiss(id)}>
              关闭
            </button>
          </div>
        ))}
      </div>
    </LiveContext.Provider>
  )
}
