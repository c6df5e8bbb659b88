// Who has which submission open: told by a page that asks for it again and again, forgotten when it stops.
// Kept in memory only: after a restart the pages tell it anew within half a minute.

const freshMs = 75_000

interface Reader {
  readonly name: string
  readonly at: number
}

export class Readers {
  readonly #seen = new Map<string, Map<string, Reader>>()

  /** Notes this one, and names the others. */
  meet(place: string, { id, name }: { id: string; name: string }, at: number): string[] {
    const here = this.#seen.get(place) ?? new Map<string, Reader>()
    for (const [other, reader] of here) if (at - reader.at > freshMs) here.delete(other)
    const others = [...here].filter(([other]) => other !== id).map(([, reader]) => reader.name)
    this.#seen.set(place, here.set(id, { name, at }))
    return others
  }
}
