// When a copy was last put somewhere else. Only a reminder hangs on it, so local storage is good enough.
import { type Tool, todayOf } from './tool.ts'

const keyOf = ({ bundle }: Tool) => `zicha copied ${bundle.campaign.id} ${bundle.unit.code}`

export function noteCopy(tool: Tool, savedAt: string): void {
  try {
    window.localStorage.setItem(keyOf(tool), todayOf(tool))
  } catch {
    // Without storage there is nothing to remind of later.
  }
  tool.keeper.noteCopy(savedAt)
}

export function copiedToday(tool: Tool): boolean {
  try {
    return window.localStorage.getItem(keyOf(tool)) === todayOf(tool)
  } catch {
    return false
  }
}

export function forgetCopies(tool: Tool): void {
  try {
    window.localStorage.removeItem(keyOf(tool))
  } catch {
    // Nothing was kept.
  }
}
