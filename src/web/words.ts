// How numbers and times are told.
import { momentOf } from '../domain/calendar.ts'

/** An instant as the reader's clock in Asia/Shanghai says it: `2019-06-07 15:32`. */
export const clock = (instant: string): string => momentOf(new Date(instant))

export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(0)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
