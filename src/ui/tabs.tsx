import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'

export interface Tab {
  key: string
  title: string
  count?: number | undefined
  /** Built only while its tab is chosen. */
  body(): ReactNode
}

export const Tabs = ({
  tabs,
  value,
  onChange,
  label,
}: {
  tabs: readonly Tab[]
  value: string
  onChange(key: string): void
  label: string
}) => (
  <Base.Root value={value} onValueChange={(next: string) => onChange(next)}>
    <Base.List className="tabs-list" aria-label={label}>
      {tabs.map((tab) => (
        <Base.Tab key={tab.key} value={tab.key} className="tab">
          {tab.title}
          {tab.count !== undefined && <span className="tab-count">{tab.count}</span>}
        </Base.Tab>
      ))}
    </Base.List>
    {tabs.map((tab) => (
      <Base.Panel key={tab.key} value={tab.key} className="tabs-panel">
        {tab.key === value && tab.body()}
      </Base.Panel>
    ))}
  </Base.Root>
)
