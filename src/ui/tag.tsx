import type { ReactNode } from 'react'

export type Tone = 'plain' | 'grey' | 'blue' | 'deep' | 'green' | 'amber' | 'red'

export const Tag = ({ tone = 'grey', children }: { tone?: Tone; children: ReactNode }) => (
  <span className="tag" data-tone={tone}>
    {children}
  </span>
)

export const Kbd = ({ children }: { children: ReactNode }) => <kbd className="kbd">{children}</kbd>
