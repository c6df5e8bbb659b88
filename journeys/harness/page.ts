import { Sheet } from '../../src/sheet/sheet.ts'
import '../../src/sheet/sheet.css'
import './page.css'
import { Inventory, makeRows } from './inventory.ts'

declare global {
  interface Window {
    inventory: Inventory
    sheet: Sheet
    mount(rows: number, options?: { readOnly?: boolean; maxRows?: number }): void
  }
}

let mounted = 0

window.mount = (count, options) => {
  const place = document.querySelector<HTMLElement>('#place')!
  window.sheet?.destroy()
  window.inventory = new Inventory(`systems${++mounted}`, makeRows(count), options)
  window.sheet = new Sheet(place, window.inventory)
}
