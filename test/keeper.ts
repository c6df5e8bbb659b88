// A process that holds a data folder, for the tests to start, kill and race: `keeper.ts FOLDER [once|stay] [beside]`.
// It writes one row, says `rows: N`, and goes or stays.
import { sql } from 'kysely'
import { openDataFolder } from '../src/store/data-folder.ts'

const [path = '', mode = 'once', beside] = process.argv.slice(2)
try {
  const folder = await openDataFolder({
    path,
    databaseUrl: '',
    beside: beside === 'beside',
    say: console.log,
  })
  const { db } = folder
  await sql`create table if not exists line (id int generated always as identity)`.execute(db)
  await sql`insert into line default values`.execute(db)
  const count = async () => {
    const { rows } = await sql<{ count: number }>`select count(*) from line`.execute(db)
    console.log(`rows: ${rows[0]?.count}`)
  }
  await count()
  if (mode === 'stay') {
    process.stdin.on('data', () => count().catch((error) => console.log(error.message)))
    await new Promise((resolve) => process.stdin.once('end', resolve))
    process.stdin.destroy()
  }
  await folder.close()
} catch (error) {
  console.log(`refused: ${(error as { code?: string }).code ?? (error as Error).stack}`)
  process.exitCode = 1
}
