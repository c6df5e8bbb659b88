// Two windows on one draft would overwrite each other: the first one writes, the next ones read.

/** True for the first window, which keeps the lock until it is closed. Where the browser has no locks, always true. */
export function takeLock(name: string): Promise<boolean> {
  const { locks } = navigator as { locks?: LockManager }
  if (!locks) return Promise.resolve(true)
  return new Promise((resolve) => {
    const hold = (lock: Lock | null) => {
      resolve(lock !== null)
      return lock ? new Promise<void>(() => {}) : undefined
    }
    locks.request(name, { ifAvailable: true }, hold).catch(() => resolve(true))
  })
}
