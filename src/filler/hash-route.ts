// Routing by the part of the address after `#`: the only one that works on file://.
import { useSyncExternalStore } from 'react'
import type { Router } from '../ui/link.tsx'

const here = () => window.location.hash.slice(1) || '/'

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

export const useHash = (): string => useSyncExternalStore(subscribe, here)

export const hashRouter: Router = {
  href: (path) => `#${path}`,
  go: (path) => {
    window.location.hash = path
  },
}
