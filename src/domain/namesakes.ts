// Which row of an inventory a line of somebody's own ledger speaks of: the one of the same name.
import { isBlank, type Row } from './filing.ts'
import { plain } from './spelling.ts'

/** Each row is given out once; lines without a namesake take the rows that hold nothing yet. */
export function namesakes(rows: readonly Row[], nameColumn: string): (name: string) => Row | undefined {
  const waiting = new Map<string, Row[]>()
  const empty: Row[] = []
  for (const row of rows) {
    const key = plain(String(row.cells[nameColumn] ?? ''))
    const namesake = waiting.get(key)
    if (namesake) namesake.push(row)
    else if (key !== '') waiting.set(key, [row])
    else if (Object.values(row.cells).every(isBlank)) empty.push(row)
  }
  return (name) => waiting.get(plain(name))?.shift() ?? empty.shift()
}
