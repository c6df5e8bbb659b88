import { useMemo, useRef, useState } from 'react'
import { Dialog } from '../ui/dialog.tsx'
import { useRouter } from '../ui/link.tsx'
import { find, findables } from './find-index.ts'
import { pathTo } from './places.ts'
import { useFilling } from './use-form.tsx'

/** Ctrl+K: type a word of the question, arrow down, Enter. */
export function FindDialog({ onClose }: { onClose(): void }) {
  const { form } = useFilling()
  const router = useRouter()
  const input = useRef<HTMLInputElement>(null)
  const [words, setWords] = useState('')
  const [at, setAt] = useState(0)
  const all = useMemo(() => findables(form.questionnaire).filter(({ path }) => form.visible(path)), [form])
  const found = find(all, words)
  const chosen = found[Math.min(at, found.length - 1)]
  const go = (path: string) => {
    onClose()
    router.go(pathTo(form.questionnaire, path))
  }
  return (
    <Dialog open onClose={onClose} title="查找题目" initialFocus={input}>
      <input
        ref={input}
        className="input"
        role="combobox"
        aria-label="题目中的词，例如“应急预案”"
        aria-expanded={found.length > 0}
        aria-controls="find-list"
        aria-activedescendant={chosen && `find-${chosen.path}`}
        placeholder="输入题目中的词，例如“应急预案”“备案编号”"
        autoComplete="off"
        value={words}
        onChange={(event) => {
          setWords(event.target.value)
          setAt(0)
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'ArrowDown') setAt(Math.min(at + 1, found.length - 1))
          else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0))
          else if (event.key === 'Enter' && chosen) go(chosen.path)
          else return
          event.preventDefault()
        }}
      />
      <div className="find-list" id="find-list" role="listbox" aria-label="找到的题目">
        {found.map((one) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the field above.
          // biome-ignore lint/a11y/useFocusableInteractive: as above; the focus stays in the field.
          <div
            key={one.path}
            id={`find-${one.path}`}
            role="option"
            aria-selected={one === chosen}
            onClick={() => go(one.path)}
          >
            {one.label}
            <span className="soft small">{one.where}</span>
          </div>
        ))}
      </div>
      {words.trim() !== '' && found.length === 0 && (
        <p className="soft find-none" role="status">
          没有含“{words.trim()}”的题目，换一个词试试。
        </p>
      )}
    </Dialog>
  )
}
