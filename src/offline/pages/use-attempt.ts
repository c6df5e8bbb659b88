import { useState } from 'react'
import { useLive } from '../../ui/live.tsx'

/** A button's deed: busy while it runs, its words or its failure said at the end. */
export function useAttempt() {
  const { toast } = useLive()
  const [busy, setBusy] = useState(false)
  const attempt = (deed: () => Promise<string | undefined>) => () => {
    setBusy(true)
    deed()
      .then(
        (words) => words && toast(words),
        (error: unknown) =>
          toast(error instanceof Error && error.name === 'Problem' ? error.message : '没有成功，请重试', {
            tone: 'error',
          }),
      )
      .finally(() => setBusy(false))
  }
  return { attempt, busy }
}
