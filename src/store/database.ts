import { createHash } from 'node:crypto'
import { CamelCasePlugin, CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { Problem } from '../domain/problem.ts'
import type { Schema } from './schema.ts'

/** The database or a transaction on it: what every query takes first. */
export type Db = Kysely<Schema>

/** For `catch`: what other rows stand on is not deleted, and the refusal gets words. */
export const inUse =
  (problem: () => Problem) =>
  (error: unknown): never => {
    throw (error as { code?: string }).code === '23503' ? problem() : error
  }

/** Either a PostgreSQL address, or the socket of the embedded one. */
export type Address =
  | { url: string }
  | { host: string; port: number; user: string; password: string; database: string }

/** How long anything may take before it is given up, so that one who is stuck does not hold all others. */
export interface Limits {
  readonly statementMs: number
  readonly lockMs: number
  /** Between two statements of a transaction. */
  readonly idleMs: number
}

export interface ConnectOptions {
  size?: number
  /** For whoever answers people; who migrates, dumps or restores takes its time. */
  limits?: Limits | undefined
}

/** Nothing is asked of the server yet. `db.destroy()` closes all connections. */
export const connect = (address: Address, { size = 10, limits }: ConnectOptions = {}): Db =>
  new Kysely<Schema>({
    dialect: new PostgresDialect({
      pool: pool(address, size),
      // Not as parameters of the connection: poolers in between refuse those they do not know.
      async onCreateConnection(connection) {
        if (limits) await connection.executeQuery(CompiledQuery.raw(limitSettings(limits)))
      },
    }),
    // Columns are snake_case in SQL and camelCase here; JSON kept in them is not ours to rename.
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })

const limitSettings = ({ statementMs, lockMs, idleMs }: Limits): string =>
  `set statement_timeout = ${statementMs}; set lock_timeout = ${lockMs}; set idle_in_transaction_session_timeout = ${idleMs}`

/** Nothing in this transaction is given up. */
export const withoutLimits = (tx: Db) =>
  sql`set local statement_timeout = 0; set local lock_timeout = 0; set local idle_in_transaction_session_timeout = 0`.execute(
    tx,
  )

function pool(address: Address, size: number): pg.Pool {
  const made = new pg.Pool({
    ...clientConfig(address),
    max: size,
    Client: NamingClient,
    idleTimeoutMillis: 60_000,
  })
  // A connection may die with the server; the next query opens another one. One that is lent out dies unheard by the
  // pool, and would take the process with it: its query fails, which is enough.
  made.on('error', () => {})
  made.on('connect', (client) => client.on('error', () => {}))
  return made
}

export const clientConfig = (address: Address): pg.ClientConfig => ({
  ...('url' in address ? { connectionString: address.url } : address),
  application_name: 'zicha',
  types,
  connectionTimeoutMillis: 15_000,
})

// By default pg gives bigint (and so every count) as text, and a day as midnight of the server's own zone.
const int8 = 20
const date = 1082
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === int8) return Number
    if (oid === date) return (text: string) => text
    return pg.types.getTypeParser(oid, format as 'text')
  },
} as pg.CustomTypesConfig

// A named statement is planned once per connection: a quarter more requests a second.
// Names are bounded, since the server keeps every one of them for as long as the connection lives.
const names = new Map<string, string>()
const mostNames = 500

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known || names.size >= mostNames || !/^(select|insert|update|delete|with)\b/i.test(text)) return known
  const name = createHash('sha256').update(text).digest('hex').slice(0, 32)
  names.set(text, name)
  return name
}

class NamingClient extends pg.Client {
  override query(...words: unknown[]): never {
    const [text, values, ...rest] = words
    const name =
      typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined
    const asked = name ? [{ name, text, values }, ...rest] : words
    return (super.query as (...words: unknown[]) => never).apply(this, asked)
  }
}
