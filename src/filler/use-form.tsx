// One component listens to one place: a keystroke in one answer draws that answer again, and nothing else.
import { createContext, type ReactNode, useCallback, useContext, useMemo, useSyncExternalStore } from 'react'
import { type Cell, cellPlace, type Filing, type Path } from '../domain/filing.ts'
import { type Remark, remarkKey } from '../domain/remark.ts'
import type { Form } from '../form/form.ts'
import type { Home, Saving } from './home.ts'
import type { RemarkBook } from './remarks.ts'

interface Filling {
  readonly form: Form
  readonly home: Home
  readonly book: RemarkBook
}

const FillingContext = createContext<Filling | undefined>(undefined)

export const FillingProvider = ({ form, home, book, children }: Filling & { children: ReactNode }) => {
  const filling = useMemo(() => ({ form, home, book }), [form, home, book])
  return <FillingContext.Provider value={filling}>{children}</FillingContext.Provider>
}

export function useFilling(): Filling {
  const filling = useContext(FillingContext)
  if (!filling) throw new Error('outside of the filler')
  return filling
}

/** Whatever `read` says of the form, read again when `key` changes. `read` must return the same thing until then. */
function useForm<Value>(key: Path | '*', read: (form: Form) => Value): Value {
  const { form } = useFilling()
  const subscribe = useCallback((listener: () => void) => form.subscribe(key, listener), [form, key])
  return useSyncExternalStore(subscribe, () => read(form))
}

export const useValue = (path: Path): Cell => useForm(path, (form) => form.value(path))
export const useVisible = (path: Path): boolean => useForm(path, (form) => form.visible(path))
export const useRequired = (path: Path): boolean => useForm(path, (form) => form.required(path))
export const useMark = (path: Path): string | undefined => useForm(path, (form) => form.filing.marks[path])
export const useExplanation = (path: Path, key: string): string | undefined =>
  useForm(path, (form) => form.filing.explanations[key])
export const useRowCount = (table: string): number => useForm(table, (form) => form.rows(table).length)
export const useNil = (table: string) => useForm(table, (form) => form.filing.nils[table])
/** For pages that show all of it. */
export const useFiling = (): Filing => useForm('*', (form) => form.filing)
export const useUndo = (): { canUndo: boolean; canRedo: boolean } => {
  const canUndo = useForm('*', (form) => form.canUndo)
  const canRedo = useForm('*', (form) => form.canRedo)
  return { canUndo, canRedo }
}

export function useRemarks(path: Path): readonly Remark[] {
  const { book } = useFilling()
  return useSyncExternalStore(book.subscribe, () => book.of(path))
}

export function useTableRemarks(table: string): readonly Remark[] {
  const { book } = useFilling()
  return useSyncExternalStore(book.subscribe, () => book.ofTable(table))
}

/** The same warning in other rows of the inventory, where nobody has explained it yet. */
export function useAlike({ code, at, severity }: Remark): readonly Remark[] {
  const table = cellPlace(at)?.table ?? ''
  const remarks = useTableRemarks(table)
  const explanations = useForm('*', (form) => form.filing.explanations)
  if (table === '') return []
  return remarks.filter(
    (other) =>
      other.code === code &&
      other.severity === severity &&
      other.at !== at &&
      !explanations[remarkKey(other)]?.trim(),
  )
}

export function useAllRemarks(): readonly Remark[] {
  const { book } = useFilling()
  return useSyncExternalStore(book.subscribe, () => book.settled())
}

export function useSaving(): Saving {
  const { saving } = useFilling().home
  return useSyncExternalStore(saving.subscribe, saving.get)
}

export const useReadOnly = (): boolean => useSaving().state === 'readOnly'
