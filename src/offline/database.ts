// The browser's own storage, as promises. One database per campaign and unit: all local pages share one origin.

export const stores = ['state', 'journal', 'history', 'files'] as const
export type StoreName = (typeof stores)[number]

export class Database {
  private readonly db: IDBDatabase

  private constructor(db: IDBDatabase) {
    this.db = db
  }

  static open(name: string): Promise<Database> {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(name, 1)
      request.onupgradeneeded = () => {
        request.result.createObjectStore('state')
        request.result.createObjectStore('journal', { autoIncrement: true })
        request.result.createObjectStore('history', { autoIncrement: true })
        request.result.createObjectStore('files')
      }
      request.onsuccess = () => resolve(new Database(request.result))
      request.onerror = () => reject(request.error)
      request.onblocked = () => reject(new Error('blocked'))
    })
  }

  static remove(name: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(name)
      request.onsuccess = () => resolve()
      request.onblocked = () => resolve()
      request.onerror = () => reject(request.error)
    })
  }

  close(): void {
    this.db.close()
  }

  /** All of `work` or nothing of it; resolves when it is on the disk. */
  write(
    names: readonly StoreName[],
    work: (store: (name: StoreName) => IDBObjectStore) => void,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const transaction = this.begin(names, 'readwrite')
      transaction.oncomplete = () => resolve()
      transaction.onerror = () => reject(transaction.error)
      transaction.onabort = () => reject(transaction.error)
      work((name) => transaction.objectStore(name))
    })
  }

  get<Value>(name: StoreName, key: IDBValidKey): Promise<Value | undefined> {
    return answer<Value | undefined>(this.begin([name], 'readonly').objectStore(name).get(key))
  }

  all<Value>(name: StoreName): Promise<Value[]> {
    return answer<Value[]>(this.begin([name], 'readonly').objectStore(name).getAll())
  }

  keys(name: StoreName): Promise<IDBValidKey[]> {
    return answer(this.begin([name], 'readonly').objectStore(name).getAllKeys())
  }

  /** `strict`: an acknowledged write survives a power cut, where the browser knows the word. */
  private begin(names: readonly StoreName[], mode: 'readonly' | 'readwrite'): IDBTransaction {
    return this.db.transaction([...names], mode, { durability: 'strict' })
  }
}

function answer<Value>(request: IDBRequest): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as Value)
    request.onerror = () => reject(request.error)
  })
}
