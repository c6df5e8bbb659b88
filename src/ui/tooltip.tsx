import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement } from 'react'

/** A word about a control, on hover and focus. Never the only place where something is said. */
export const Tooltip = ({
  text,
  children,
}: {
  text: string
  children: ReactElement<Record<string, unknown>>
}) => (
  <Base.Root>
    <Base.Trigger delay={300} render={children} />
    <Base.Portal>
      <Base.Positioner className="positioner" sideOffset={6}>
        <Base.Popup className="tip" role="tooltip">
          {text}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
)
