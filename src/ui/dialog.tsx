import { Dialog as Base } from '@base-ui/react/dialog'
import { type ComponentProps, type FormEvent, type ReactNode, useRef } from 'react'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'

interface OverlayProps {
  open: boolean
  /** Without it the dialog waits for one of its own buttons. */
  onClose?: (() => void) | undefined
  title: ReactNode
  children: ReactNode
  /** Buttons, the main one last. */
  actions?: ReactNode
  /** Where the focus goes first; else the first text to fill in, or the first control. */
  initialFocus?: ComponentProps<typeof Base.Popup>['initialFocus']
  /** What Enter does, and the button of type submit among the actions. */
  onSubmit?(): void
}

function Overlay({
  open,
  onClose,
  title,
  children,
  actions,
  initialFocus,
  onSubmit,
  className,
  wide,
}: OverlayProps & { className: string; wide?: boolean | undefined }) {
  const body = useRef<HTMLDivElement>(null)
  const firstField = () =>
    body.current?.querySelector<HTMLElement>('input[type=text], input[type=password], textarea') ?? true
  const parts = (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: text that scrolls must be reachable by keyboard. */}
      <div ref={body} className="dialog-body" tabIndex={0}>
        {children}
      </div>
      {actions && <div className="dialog-foot">{actions}</div>}
    </>
  )
  const send = (event: FormEvent) => {
    event.preventDefault()
    // A dialog may be opened from within a form, to which React would bring this event too.
    event.stopPropagation()
    onSubmit?.()
  }
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose?.()}>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup
          className={className}
          data-wide={wide || undefined}
          initialFocus={initialFocus ?? firstField}
        >
          <div className="dialog-head">
            <Base.Title>{title}</Base.Title>
            {onClose && (
              <Base.Close className="close" aria-label="关闭">
                <Icon name="close" />
              </Base.Close>
            )}
          </div>
          {onSubmit ? (
            <form className="dialog-form" noValidate onSubmit={send}>
              {parts}
            </form>
          ) : (
            parts
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

export const Dialog = ({ wide, ...props }: OverlayProps & { wide?: boolean }) => (
  <Overlay {...props} className="dialog" wide={wide} />
)

/** A sheet from the right, for details beside a list. */
export const Drawer = (props: OverlayProps) => <Overlay {...props} className="drawer" />

/** Asks before what cannot easily be undone. The button names the act. */
export const Confirm = ({
  open,
  title,
  children,
  act,
  danger,
  busy,
  onConfirm,
  onClose,
}: Pick<OverlayProps, 'open' | 'title' | 'children' | 'onClose'> & {
  act: string
  danger?: boolean
  busy?: boolean
  onConfirm(): void
}) => (
  <Dialog
    open={open}
    onClose={onClose}
    title={title}
    actions={
      <>
        <Button look="plain" onClick={onClose}>
          取消
        </Button>
        <Button look={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
          {act}
        </Button>
      </>
    }
  >
    {children}
  </Dialog>
)
