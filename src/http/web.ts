// The built web application: files under their names, and its one page for every other address.
import { join } from 'node:path'
import serveStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { nothingHere } from './errors.ts'

export async function serveWeb(app: FastifyInstance, folder: string | undefined): Promise<void> {
  if (folder)
    await app.register(serveStatic, {
      root: folder,
      wildcard: true,
      index: 'index.html',
      cacheControl: false,
      setHeaders(reply, path) {
        // Built files bear a digest of their content in their name; the page that names them does not.
        const lasting = path.startsWith(join(folder, 'assets'))
        reply.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  app.setNotFoundHandler(async (request, reply) => {
    const isPage =
      (request.method === 'GET' || request.method === 'HEAD') && !/^\/(api|assets)\//.test(request.url)
    if (!isPage) throw nothingHere()
    if (!folder)
      return reply.code(503).type('text/plain; charset=utf-8').send('网页尚未构建：请先运行 npm run build\n')
    return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').sendFile('index.html')
  })
}
