import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext } from 'react'
import { contract } from '../contract/all.ts'
import type { Me } from '../contract/session.ts'
import { may, type Verb } from '../domain/permission.ts'
import { call, Refused } from './api.ts'

const MeContext = createContext<Me | null>(null)

export const meKey = ['me'] as const

/** Who is signed in; `null` when nobody is. */
export function useMeQuery() {
  return useQuery({
    queryKey: meKey,
    queryFn: async (): Promise<Me | null> => {
      try {
        return await call(contract.session.me, {})
      } catch (error) {
        if (error instanceof Refused && error.status === 401) return null
        throw error
      }
    },
    staleTime: 60_000,
    retry: false,
  })
}

export const MeProvider = ({ me, children }: { me: Me; children: ReactNode }) => (
  <MeContext.Provider value={me}>{children}</MeContext.Provider>
)

/** Only inside signed-in pages. */
export function useMe(): Me {
  const me = useContext(MeContext)
  if (!me) throw new Error('outside a signed-in page')
  return me
}

/** The moment of drawing, by the clock that the server goes by; a demonstration has its own. */
export function useNow(): string {
  const { demonstration } = useMe()
  return new Date(Date.now() + (demonstration?.clockOffsetMs ?? 0)).toISOString()
}

/** Forgets everything that was loaded for the last person. */
export function useSignedIn() {
  const queries = useQueryClient()
  return (me: Me | null) => {
    // All but this one, which is being looked at: who looks must hear of the change.
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meKey[0] })
    queries.setQueryData(meKey, me)
  }
}

/** Whether who is signed in may do it to his own unit; what he may not is not offered. */
export function useMay(): (verb: Verb) => boolean {
  const { account, unit } = useMe()
  const unitCode = unit?.code ?? null
  return (verb) => may({ ...account, unitCode }, verb, { unitCode })
}
