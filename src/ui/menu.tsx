import { Menu as Base } from '@base-ui/react/menu'
import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

export interface MenuItem {
  label: string
  icon?: IconName
  danger?: boolean
  disabled?: boolean
  /** A line above: what follows is of another kind. */
  apart?: boolean
  act(): void
}

/** A button that opens a list of acts. `children` is what the button shows. */
export function Menu({
  children,
  items,
  label,
  look = 'plain',
  small,
}: {
  children: ReactNode
  items: readonly MenuItem[]
  label?: string
  look?: 'plain' | 'quiet'
  small?: boolean
}) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger className="button" data-look={look} data-small={small || undefined} aria-label={label}>
        {children}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className="positioner" sideOffset={4} align="end">
          <Base.Popup className="popup menu">
            {items.map((item) => [
              item.apart && <Base.Separator key={`${item.label}-line`} className="menu-line" />,
              <Base.Item
                key={item.label}
                className="menu-item"
                data-danger={item.danger || undefined}
                disabled={item.disabled ?? false}
                onClick={item.act}
              >
                {item.icon && <Icon name={item.icon} />}
                {item.label}
              </Base.Item>,
            ])}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
