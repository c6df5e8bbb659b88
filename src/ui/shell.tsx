import { type ReactNode, useState } from 'react'
import { Button } from './button.tsx'
import { Link } from './link.tsx'

export interface MenuGroup {
  title?: string
  items: readonly { href: string; label: string; current?: boolean; count?: number | undefined }[]
}

/** Head with the gold rule, menu on the left, page on the right. */
export function Shell({
  product,
  about,
  home = '/',
  right,
  menu,
  banner,
  foot,
  children,
}: {
  product: string
  /** Beside the product's name: campaign or unit. */
  about?: ReactNode
  home?: string
  right?: ReactNode
  menu?: readonly MenuGroup[] | undefined
  /** Above everything: “演示数据”, “无网络”. */
  banner?: ReactNode
  foot?: ReactNode
  children: ReactNode
}) {
  const [open, setOpen] = useState(false)
  return (
    <>
      {/* biome-ignore lint/a11y/useValidAnchor: a skip link is a link; the hash itself belongs to the router. */}
      <a
        className="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault()
          document.getElementById('main')?.focus()
        }}
      >
        跳到正文
      </a>
      <header className="shell-head">
        <div className="shell-bar">
          {menu && (
            <div className="shell-menu-button shell-right">
              <Button look="quiet" small icon="menu" aria-expanded={open} onClick={() => setOpen(!open)}>
                菜单
              </Button>
            </div>
          )}
          <Link className="shell-brand" href={home}>
            {product}
            {about && <small>{about}</small>}
          </Link>
          {right && <div className="shell-right">{right}</div>}
        </div>
      </header>
      {banner}
      <div className="shell-body">
        {menu && (
          <nav className="shell-menu" aria-label="主菜单" data-open={open || undefined}>
            {menu.map((group, index) => (
              <div key={group.title ?? index}>
                {group.title && <h2>{group.title}</h2>}
                <ul>
                  {group.items.map(({ href, label, current, count }) => (
                    <li key={href}>
                      <Link
                        href={href}
                        aria-current={current ? 'page' : undefined}
                        onClick={() => setOpen(false)}
                      >
                        {label}
                        {count !== undefined && count > 0 && <span className="shell-count">{count}</span>}
                      </Link>
                    </li>
                  ))}
                </ul>
              </div>
            ))}
          </nav>
        )}
        <main className="shell-main" id="main" tabIndex={-1}>
          {children}
        </main>
      </div>
      {foot && <footer className="shell-foot">{foot}</footer>}
    </>
  )
}

export const Breadcrumb = ({ items }: { items: readonly { label: string; href?: string }[] }) => (
  <nav aria-label="当前位置">
    <ol className="crumbs">
      {items.map(({ label, href }) => (
        <li key={label}>
          {href ? <Link href={href}>{label}</Link> : <span aria-current="page">{label}</span>}
        </li>
      ))}
    </ol>
  </nav>
)

/** The page's one h1, what it is about, and what can be done with all of it. */
export const PageHead = ({
  title,
  caption,
  lead,
  actions,
}: {
  title: ReactNode
  caption?: ReactNode
  lead?: ReactNode
  actions?: ReactNode
}) => (
  <div className="page-head">
    <div className="page-head-text">
      <h1>
        {caption && <span className="page-caption">{caption}</span>}
        {title}
      </h1>
      {lead && <p>{lead}</p>}
    </div>
    {actions && <div className="row no-print">{actions}</div>}
  </div>
)

export const Panel = ({
  title,
  actions,
  children,
}: {
  title?: ReactNode
  actions?: ReactNode
  children: ReactNode
}) => (
  <section className="panel">
    {(title || actions) && (
      <div className="panel-head">
        {title && <h2>{title}</h2>}
        {actions && <div className="row row-end no-print">{actions}</div>}
      </div>
    )}
    {children}
  </section>
)

/** Fields over a list; sends on Enter. */
export const FilterBar = ({
  children,
  onSubmit,
  onReset,
}: {
  children: ReactNode
  onSubmit(): void
  onReset?: () => void
}) => (
  <form
    className="filters no-print"
    noValidate
    onSubmit={(event) => {
      event.preventDefault()
      onSubmit()
    }}
  >
    {children}
    <div className="row">
      <Button type="submit">查询</Button>
      {onReset && (
        <Button look="quiet" onClick={onReset}>
          重置
        </Button>
      )}
    </div>
  </form>
)
