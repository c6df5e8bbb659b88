import { exportTables } from '../../src/documents/workbook/export-tables.ts'
import { importTable } from '../../src/documents/workbook/import-table.ts'
import { Sheet } from '../../src/sheet/sheet.ts'
import '../../src/sheet/sheet.css'
import './page.css'
import { filingOf, form, Inventory, makeRows } from './inventory.ts'

declare global {
  interface Window {
    inventory: Inventory
    sheet: Sheet
    mount(rows: number, options?: { readOnly?: boolean; maxRows?: number }): void
    /** The rows as Excel, in base64. */
    exported(): Promise<string>
    imported(base64: string): Promise<Awaited<ReturnType<typeof importTable>>>
  }
}

let mounted = 0

window.mount = (count, options) => {
  const place = document.querySelector<HTMLElement>('#place')!
  window.sheet?.destroy()
  window.inventory = new Inventory(`systems${++mounted}`, makeRows(count), options)
  window.sheet = new Sheet(place, window.inventory)
}

window.exported = async () => {
  const bytes = await exportTables(form, filingOf(window.inventory.rows()), ['systems'])
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

window.imported = (base64) =>
  importTable(
    Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)),
    'systems',
    form,
  )
