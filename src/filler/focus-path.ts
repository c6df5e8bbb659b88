import type { Path } from '../domain/filing.ts'

/** Brings an answer into sight and puts the focus on its control; for a group, on the chosen or first option. */
export function focusPath(path: Path): void {
  // After the page has been drawn: the jump may have opened it.
  requestAnimationFrame(() => {
    const control = document.getElementById(`q-${path}`)
    const place = control ?? document.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`)
    if (!place) return
    const inside =
      place.querySelector<HTMLElement>('input:checked') ??
      place.querySelector<HTMLElement>('input, select, textarea, a[href], button')
    const target = place.matches('input, select, textarea') ? place : (inside ?? place)
    const whole = place.closest('.question, .table-card, .matrix') ?? place
    whole.scrollIntoView({ block: whole.clientHeight > window.innerHeight ? 'start' : 'center' })
    target.focus({ preventScroll: true })
  })
}
