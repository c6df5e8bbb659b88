// Builds the platform from its settings and hands the parts out.
import fastify from 'fastify'
import { sql } from 'kysely'
import { type Config, isLoopback } from './config.ts'
import { healthRoutes } from './http/health.ts'
import { openDataFolder } from './store/data-folder.ts'
import { migrate } from './store/migrate.ts'

export interface Running {
  url: string
  stop(): Promise<void>
}

export async function startServer(config: Config, say: (line: string) => void): Promise<Running> {
  const data = await openDataFolder({ path: config.DATA_DIR, databaseUrl: config.DATABASE_URL, say })
  try {
    await migrate(data.db)
    const app = fastify({ logger: { level: config.LOG_LEVEL }, trustProxy: config.BEHIND_PROXY })
    healthRoutes(app, async () => {
      await sql`select 1`.execute(data.db)
      return true
    })
    await app.listen({ host: config.HOST, port: config.PORT })
    return {
      url: addressOf(config),
      async stop() {
        await app.close()
        await data.close()
      },
    }
  } catch (error) {
    await data.close()
    throw error
  }
}

function addressOf({ PUBLIC_URL, HOST, PORT }: Config): string {
  return PUBLIC_URL || `${isLoopback(HOST) ? 'http' : 'https'}://${HOST}:${PORT}`
}
