// The browser's own storage, as promises. One database per campaign and unit: all local pages share one origin.

const stores = ['state', 'journal', 'history', 'files'] as const
export type StoreName = (typeof stores)[number]

export class Database {
  private readonly name: string
  private db: IDBDatabase

  private constructor(name: string, db: IDBDatabase) {
    this.name = name
    this.db = db
  }

  static async open(name: string): Promise<Database> {
    return new Database(name, await connect(name))
  }

  /** After the browser has closed it under us, as it does when the user clears its data. */
  async reopen(): Promise<void> {
    this.db.close()
    this.db = await connect(this.name)
  }

  remove(): Promise<void> {
    this.db.close()
    return new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(this.name)
      request.onsuccess = () => resolve()
      request.onerror = () => reject(request.error)
    })
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
      // Without waiting for answers, which a page that is being left no longer hears.
      transaction.commit()
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

function connect(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => {
      const { result } = request
      for (const store of stores)
        result.createObjectStore(
          store,
          store === 'journal' || store === 'history' ? { autoIncrement: true } : undefined,
        )
    }
    request.onsuccess = () => {
      // Another window that clears this computer must not wait for us.
      request.result.onversionchange = () => request.result.close()
      resolve(request.result)
    }
    request.onerror = () => reject(request.error)
  })
}

function answer<Value>(request: IDBRequest): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as Value)
    request.onerror = () => reject(request.error)
  })
}
