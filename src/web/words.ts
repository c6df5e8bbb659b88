// How numbers and times are told.

/** An instant as the reader's clock in Asia/Shanghai says it: `2019-06-07 15:32`. */
export function clock(instant: string): string {
  const shifted = new Date(Date.parse(instant) + 8 * 3_600_000)
  return shifted.toISOString().slice(0, 16).replace('T', ' ')
}

export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(0)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
