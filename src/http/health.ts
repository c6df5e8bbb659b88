import type { FastifyInstance } from 'fastify'

/** `/healthz`: the process answers. `/readyz`: it can also do its work. Neither says anything to a stranger. */
export function healthRoutes(app: FastifyInstance, isReady: () => Promise<boolean>): void {
  const silent = { logLevel: 'silent' } as const
  app.get('/healthz', silent, async () => ({ status: 'ok' }))
  app.get('/readyz', silent, async (_, reply) => {
    const ready = await isReady().catch(() => false)
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'unready' })
  })
}
