import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { questionnaire } from '../catalog/all.ts'
import { roles } from '../domain/account.ts'
import { figures } from '../domain/figures.ts'
import { submissionStates } from '../domain/submission.ts'

const db = await freshDatabase()

/** What TypeScript says the tables are: `table.column` → whether it may be null. */
function declared(): Map<string, boolean> {
  const file = new URL('./schema.ts', import.meta.url).pathname
  const options = ts.readConfigFile('tsconfig.json', (path) => readFileSync(path, 'utf8')).config
    .compilerOptions
  const { options: read } = ts.convertCompilerOptionsFromJson(options, '.')
  const program = ts.createProgram([file], { ...read, noEmit: true })
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(file)!
  const schema = checker
    .getExportsOfModule(checker.getSymbolAtLocation(source)!)
    .find(({ name }) => name === 'Schema')!
  const columns = new Map<string, boolean>()
  for (const table of checker.getDeclaredTypeOfSymbol(schema).getProperties())
    for (const column of checker.getTypeOfSymbol(table).getProperties()) {
      const type = checker.typeToString(checker.getTypeOfSymbol(column))
      columns.set(`${snake(table.name)}.${snake(column.name)}`, / \| null$/.test(type))
    }
  return columns
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

test('schema.ts says what the migrated database is', async () => {
  const { rows } = await sql<{ place: string; nullable: boolean }>`
    select table_name || '.' || column_name as place, is_nullable = 'YES' as nullable
    from information_schema.columns where table_schema = 'public'`.execute(db)
  const found = Object.fromEntries(rows.map(({ place, nullable }) => [place, nullable]))
  expect(Object.fromEntries(declared())).toEqual(found)
}, 60_000)

test('the constraints of the database and the lists of the domain are the same', async () => {
  const { rows } = await sql<{ table: string; says: string }>`
    select conrelid::regclass::text as table, pg_get_constraintdef(oid) as says from pg_constraint where contype = 'c'`.execute(
    db,
  )
  const listed = (table: string, column: string) => {
    const { says = '' } =
      rows.find((row) => row.table === table && row.says.includes(`(${column} = ANY`)) ?? {}
    return [...says.matchAll(/'([^']+)'::text/g)].map(([, word]) => word)
  }
  expect(listed('account', 'role')).toEqual(roles)
  expect(listed('submission', 'state')).toEqual(submissionStates)
})

test('the figures are the computed questions of the count matrix, every one', () => {
  const { questions, matrices } = questionnaire('BJEDU2019')
  const computed = questions
    .filter(({ id, computed }) => computed && id.startsWith('sys'))
    .map(({ id }) => id)
  expect([...figures].toSorted()).toEqual(computed.toSorted())
  const drawn = matrices.flatMap(({ rows }) => rows.flatMap((row) => row.questions))
  expect(drawn.filter((id) => !computed.includes(id))).toEqual([])
})
