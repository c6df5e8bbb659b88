import { useEffect, useRef, useState } from 'react'
import type { Path } from '../domain/filing.ts'
import type { Field } from '../domain/questionnaire.ts'
import { limits } from '../domain/read-filing.ts'
import { useLive } from '../ui/live.tsx'
import { readValue, showValue } from './show.ts'
import { useFilling, useValue } from './use-form.tsx'

const pauseMs = 700

/**
 * The text of one answer while it is typed. It is kept after a pause, so that a crash loses no more than a word,
 * and put into its proper spelling only after leaving the field.
 */
export function useDraft(path: Path, field: Field) {
  const { form } = useFilling()
  const { toast } = useLive()
  const value = useValue(path)
  const [draft, setDraft] = useState<string | null>(null)
  const live = useRef({ draft: null as string | null, composing: false, timer: 0 })

  const keep = () => {
    window.clearTimeout(live.current.timer)
    const { draft } = live.current
    if (draft === null) return
    form.set(path, readValue(form, field, draft))
    const over = draft.length - limits.text
    if (over > 0) toast(`一处最多 ${limits.text} 字，末尾的 ${over} 字没有收下`, { tone: 'error' })
  }
  const wait = () => {
    window.clearTimeout(live.current.timer)
    live.current.timer = window.setTimeout(() => !live.current.composing && keep(), pauseMs)
  }
  const leave = () => {
    if (live.current.draft === null) return
    keep()
    form.settle()
    live.current.draft = null
    setDraft(null)
  }
  useLeaving(leave)

  return {
    value: draft ?? showValue(form, field, value),
    onChange: (text: string) => {
      live.current.draft = text
      setDraft(text)
      wait()
    },
    onBlur: leave,
    onCompositionStart: () => {
      live.current.composing = true
    },
    onCompositionEnd: () => {
      live.current.composing = false
      wait()
    },
  }
}

/** A page left by its link or by the back button takes the last words along. */
export function useLeaving(keep: () => void): void {
  const last = useRef(keep)
  last.current = keep
  useEffect(() => () => last.current(), [])
}
