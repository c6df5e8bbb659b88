// Two people change one filing: what of it can simply be joined, and where they must be asked.
import { type Cell, cellPlace, type Filing, type Path, type Row } from './filing.ts'
import { type Patch, same } from './patch.ts'

export interface Conflict {
  /** A question, a cell, a row (`table/row`), or `nils:table` and the like. */
  readonly path: Path
  readonly stands: unknown
  readonly wanted: unknown
}

/** Where patches were made against something else than what stands now, and do not say the same either. */
export function conflicts(filing: Filing, patches: readonly Patch[]): Conflict[] {
  const found: Conflict[] = []
  const rows = rowsById(filing)
  // What the patches themselves have changed before is known to them.
  const touched = new Set<string>()
  const check = (path: Path, stands: unknown, was: unknown, wanted: unknown) => {
    if (touched.has(path)) return
    touched.add(path)
    if (!same(stands, was) && !same(stands, wanted)) found.push({ path, stands: stands ?? null, wanted })
  }
  for (const patch of patches) {
    if ('carry' in patch) continue
    if ('insert' in patch) for (const { id } of patch.rows) touched.add(`${patch.insert}/${id}`)
    else if ('delete' in patch) {
      for (const row of patch.rows) checkRow(`${patch.delete}/${row.id}`, row)
    } else if (patch.set === 'cell') {
      const place = cellPlace(patch.key)
      const rowPath = `${place?.table}/${place?.row}`
      if (touched.has(rowPath)) continue
      check(patch.key, rows.get(rowPath)?.cells[place?.column ?? ''], patch.was, patch.now)
    } else {
      check(pathOf(patch), filing[patch.set][patch.key], patch.was, patch.now)
    }
  }
  return found

  /** A row must not be deleted with words in it that its deleter has never seen. */
  function checkRow(path: Path, seen: Row) {
    const stands = rows.get(path)
    if (!stands || touched.has(path)) return
    touched.add(path)
    const columns = new Set([...Object.keys(stands.cells), ...Object.keys(seen.cells)])
    const unseen = [...columns].some(
      (column) => !touched.has(`${path}/${column}`) && !same(stands.cells[column], seen.cells[column]),
    )
    if (unseen)
      found.push({ path, stands: stands.cells satisfies Readonly<Record<string, Cell>>, wanted: null })
  }
}

/** The patches after each conflict has been answered: `ours` names the paths where they prevail; elsewhere what stands does. */
export function answered(
  patches: readonly Patch[],
  found: readonly Conflict[],
  ours: ReadonlySet<Path>,
): Patch[] {
  const stands = new Map(found.map((conflict) => [conflict.path, conflict.stands]))
  const seen = new Set<Path>()
  return patches.flatMap((patch): Patch[] => {
    if ('insert' in patch || 'carry' in patch) return [patch]
    if ('delete' in patch) {
      const rows = patch.rows.flatMap((row): Row[] => {
        const path = `${patch.delete}/${row.id}`
        if (!stands.has(path)) return [row]
        return ours.has(path) ? [{ id: row.id, cells: stands.get(path) as Row['cells'] }] : []
      })
      return rows.length > 0 ? [{ ...patch, rows }] : []
    }
    const path = pathOf(patch)
    if (!stands.has(path)) return [patch]
    if (!ours.has(path)) return []
    // Only the first was made against something else; those after it were made against the first.
    if (seen.has(path)) return [patch]
    seen.add(path)
    return [{ ...patch, was: stands.get(path) ?? null } as Patch]
  })
}

const pathOf = (patch: Extract<Patch, { set: string }>): Path =>
  patch.set === 'cell' || patch.set === 'answers' ? patch.key : `${patch.set}:${patch.key}`

const rowsById = (filing: Filing): Map<string, Row> =>
  new Map(
    Object.entries(filing.tables).flatMap(([table, rows]) => rows.map((row) => [`${table}/${row.id}`, row])),
  )
