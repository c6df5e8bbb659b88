// The parts of the form beside the answers, each with what calls for an eye.
import { useEffect, useMemo, useRef } from 'react'
import type { Section } from '../../domain/questionnaire.ts'
import { sectionOf } from '../../form/progress.ts'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/choices.tsx'
import { Kbd } from '../../ui/tag.tsx'
import type { Reviewing } from './reviewing.ts'

interface Marks {
  comments: number
  changes: number
  remarks: number
}

function countMarks({ form, filing, changes }: Reviewing): ReadonlyMap<string, Marks> {
  const counted = new Map<string, Marks>()
  const add = (at: string, kind: keyof Marks) => {
    const id = sectionOf(form.questionnaire, at)?.id ?? ''
    const marks = counted.get(id) ?? { comments: 0, changes: 0, remarks: 0 }
    marks[kind]++
    counted.set(id, marks)
  }
  for (const { at, resolvedAt } of filing.comments) if (resolvedAt === null) add(at, 'comments')
  for (const { at } of changes) add(at, 'changes')
  for (const { at } of filing.remarks) add(at, 'remarks')
  return counted
}

const told = ({ comments, changes, remarks }: Marks): string =>
  [comments > 0 && `意见 ${comments}`, changes > 0 && `改动 ${changes}`, remarks > 0 && `提示 ${remarks}`]
    .filter(Boolean)
    .join('，')

export function Parts({
  reviewing,
  value,
  onChange,
}: {
  reviewing: Reviewing
  value: string
  onChange(section: string): void
}) {
  const { areas, sections } = reviewing.form.questionnaire
  const marks = useMemo(() => countMarks(reviewing), [reviewing])
  const label = ({ id, title }: Section) => {
    const words = marks.get(id)
    return words ? `${title}（${told(words)}）` : title
  }
  return (
    <>
      <nav className="parts no-print" aria-label="各部分">
        {areas.map((area, index) => (
          <div key={area.id}>
            <h2>
              {index + 1} {area.title}
            </h2>
            <ul>
              {sections
                .filter((section) => section.area === area.id)
                .map((section) => (
                  <li key={section.id}>
                    <button
                      type="button"
                      aria-current={section.id === value ? 'true' : undefined}
                      onClick={() => onChange(section.id)}
                    >
                      {section.title}
                      {marks.has(section.id) && <small>{told(marks.get(section.id)!)}</small>}
                    </button>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </nav>
      <div className="parts-select no-print">
        <Select
          id="section"
          label="部分"
          value={value}
          onChange={onChange}
          options={sections.map((section) => ({ value: section.id, label: label(section) }))}
        />
      </div>
    </>
  )
}

/** Turns over, by the buttons or from anywhere by Alt+J and Alt+K. */
export function Turning({
  sections,
  value,
  onChange,
}: {
  sections: readonly Section[]
  value: string
  onChange(section: string): void
}) {
  const at = sections.findIndex(({ id }) => id === value)
  const before = sections[at - 1]
  const after = sections[at + 1]
  useAltKeys({ j: after && (() => onChange(after.id)), k: before && (() => onChange(before.id)) })
  return (
    <div className="turning no-print">
      {before && (
        <Button look="plain" icon="left" onClick={() => onChange(before.id)}>
          上一部分：{before.title} <Kbd>Alt+K</Kbd>
        </Button>
      )}
      {after && (
        <Button look="plain" onClick={() => onChange(after.id)}>
          下一部分：{after.title} <Kbd>Alt+J</Kbd>
        </Button>
      )}
    </div>
  )
}

/** Acts on Alt and a letter wherever the focus is, but not while a dialog asks something. */
export function useAltKeys(acts: Readonly<Record<string, (() => void) | undefined>>): void {
  const newest = useRef(acts)
  useEffect(() => {
    newest.current = acts
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || document.querySelector('[role="dialog"]')) return
      // Not `key`: on some systems Alt makes another letter of it.
      const act = newest.current[event.code.replace('Key', '').toLowerCase()]
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}
