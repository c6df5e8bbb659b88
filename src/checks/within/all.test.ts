import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { bjedu2019 } from '../../../test/checks.ts'
import { regulations } from '../../catalog/all.ts'
import { allChecks } from './all.ts'

const files = globSync('src/checks/within/*.ts').map((file) => basename(file))

test('every check file is listed, under its own name', () => {
  const members = files.filter((name) => name !== 'all.ts' && !name.endsWith('.test.ts'))
  expect(allChecks.map(({ id }) => `${id}.ts`).toSorted()).toEqual(members.toSorted())
})

test('every clause that a check cites is in the catalog, and in force while the check holds', () => {
  for (const { id, cites, from = '2019-05-20' } of allChecks)
    for (const key of cites) {
      const versions = regulations[key] ?? []
      expect(
        versions.some((clause) => (clause.from ?? '') <= from && from <= (clause.until ?? '9999')),
        `${id} cites ${key}`,
      ).toBe(true)
    }
})

test('every check is proven from either side', () => {
  const proofs = files
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(`src/checks/within/${name}`, 'utf8'))
  for (const { id } of allChecks)
    expect(
      proofs.filter((proof) => proof.includes(`\n  '${id}': {`)),
      id,
    ).toHaveLength(1)
})

test('every place that a check names is in the form', () => {
  const questions = new Set(bjedu2019.questions.map(({ id }) => id))
  const columns = new Set(bjedu2019.tables.flatMap((table) => table.columns.map(({ id }) => id)))
  const tables = new Set(bjedu2019.tables.map(({ id }) => id))
  const readers = /\.(?:text|number|day|yes|list|at)\('([^']+)'\)/g
  const answers = /answers(?:\.(\w+)|\['([^']+)'\])/g
  const values = /(?:figure\(read, |read\.value\()'([^']+)'/g
  const rows = /rowsOf\(filing, '([^']+)'\)/g
  for (const name of [
    ...files.filter((file) => !file.endsWith('.test.ts')).map((file) => `src/checks/within/${file}`),
    'src/domain/inventory.ts',
  ]) {
    const source = readFileSync(name, 'utf8')
    for (const [, id = ''] of source.matchAll(readers))
      expect(columns.has(id), `${name}: column ${id}`).toBe(true)
    for (const [, plain, dotted] of source.matchAll(answers))
      expect(questions.has(plain ?? dotted ?? ''), `${name}: ${plain ?? dotted}`).toBe(true)
    for (const [, id = ''] of source.matchAll(values))
      expect(questions.has(id), `${name}: question ${id}`).toBe(true)
    for (const [, id = ''] of source.matchAll(rows)) expect(tables.has(id), `${name}: table ${id}`).toBe(true)
  }
})

test('what blocks is never called merely serious', () => {
  for (const { id, severity, serious } of allChecks) if (serious) expect(severity, id).toBe('warning')
})

test('a check that begins later than it ends does not exist', () => {
  for (const { from, until } of allChecks) expect((from ?? '') <= (until ?? '9999')).toBe(true)
})
