import type { ComponentPropsWithRef, ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import { Link } from './link.tsx'

interface Look {
  look?: 'primary' | 'plain' | 'quiet' | 'danger'
  small?: boolean
  icon?: IconName
}

export interface ButtonProps extends Look, ComponentPropsWithRef<'button'> {
  /** Work is under way: pressing again does nothing, and the words say so. */
  busy?: boolean | undefined
}

const marks = ({ look = 'primary', small }: Look) => ({
  className: 'button',
  'data-look': look,
  'data-small': small || undefined,
})

export function Button({
  look,
  small,
  icon,
  busy,
  type = 'button',
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      {...marks({ ...(look && { look }), ...(small && { small }) })}
      type={type}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

/** A button that goes somewhere. */
export function ButtonLink({
  look,
  small,
  icon,
  href,
  children,
}: Look & { href: string; children: ReactNode }) {
  return (
    <Link {...marks({ ...(look && { look }), ...(small && { small }) })} href={href}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  )
}

/** An act that reads as a link inside text: “更改”, “移除”. */
export const LinkButton = ({ children, ...rest }: ComponentPropsWithRef<'button'>) => (
  <button type="button" className="link-button" {...rest}>
    {children}
  </button>
)
