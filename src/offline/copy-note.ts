// When a copy was last put somewhere else. Only a reminder hangs on it, so local storage is good enough.
import type { Tool } from './tool.ts'

const keyOf = ({ bundle }: Tool) => `copied ${bundle.campaign.id} ${bundle.unit.code}`

export function noteCopy(tool: Tool): void {
  try {
    window.localStorage.setItem(keyOf(tool), tool.now().toISOString())
  } catch {
    // Without storage there is nothing to remind of later.
  }
}

export function copiedToday(tool: Tool): boolean {
  try {
    return window.localStorage.getItem(keyOf(tool))?.slice(0, 10) === tool.now().toISOString().slice(0, 10)
  } catch {
    return false
  }
}
