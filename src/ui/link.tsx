import { type ComponentPropsWithRef, createContext, type MouseEvent, type ReactNode, useContext } from 'react'

/** How this application goes from page to page: by history (`/a`) or by hash (`#/a`). */
export interface Router {
  href(path: string): string
  go(path: string): void
}

const RouterContext = createContext<Router>({
  href: (path) => path,
  go: (path) => window.location.assign(path),
})

export const RouterProvider = ({ router, children }: { router: Router; children: ReactNode }) => (
  <RouterContext.Provider value={router}>{children}</RouterContext.Provider>
)

export const useRouter = (): Router => useContext(RouterContext)

/** A link to another page of the application; opening in a new tab keeps working. */
export function Link({ href, onClick, ...rest }: ComponentPropsWithRef<'a'> & { href: string }) {
  const router = useRouter()
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    if (event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    router.go(href)
  }
  return <a {...rest} href={router.href(href)} onClick={follow} />
}
