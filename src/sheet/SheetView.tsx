import { type ReactNode, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { SheetModel, SheetReport } from './model.ts'
import { Sheet } from './sheet.ts'
import './sheet.css'

export interface SheetApi {
  focus(): void
  /** Brings a cell into sight and stands on it; false when its row is gone. */
  focusCell(row: string, column: string): boolean
  report(report: SheetReport): void
}

/** Give `model` a stable identity: a new one builds a new sheet. `tools` stand beside the sheet's own. */
export function SheetView({
  model,
  api,
  tools,
}: {
  model: SheetModel
  api?: Ref<SheetApi>
  tools?: ReactNode
}) {
  const place = useRef<HTMLDivElement>(null)
  const sheet = useRef<Sheet>(null)
  const [slot, setSlot] = useState<HTMLElement | null>(null)

  useEffect(() => {
    const made = new Sheet(place.current!, model)
    sheet.current = made
    setSlot(made.slot)
    return () => {
      sheet.current = null
      setSlot(null)
      made.destroy()
    }
  }, [model])

  useImperativeHandle(api, () => ({
    focus: () => sheet.current?.focus(),
    focusCell: (row, column) => sheet.current?.focusCell(row, column) ?? false,
    report: (report) => sheet.current?.report(report),
  }))

  return (
    <>
      <div ref={place} />
      {slot && createPortal(tools, slot)}
    </>
  )
}
