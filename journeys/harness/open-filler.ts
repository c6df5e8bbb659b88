// Serves the filler's harness page from memory, under the product's own policy: no port, no network.
import type { Page } from '@playwright/test'
import { build, type Rollup } from 'vite'

let files: Promise<Map<string, string>> | undefined

async function bundle(): Promise<Map<string, string>> {
  const made = (await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: ['chrome86', 'firefox78'],
      cssTarget: 'chrome86',
      lib: {
        entry: `${import.meta.dirname}/filler-page.tsx`,
        formats: ['iife'],
        name: 'harness',
        fileName: 'page',
        cssFileName: 'page',
      },
    },
  })) as Rollup.RollupOutput[]
  return new Map(
    made.flatMap(({ output }) =>
      output.map((file): [string, string] => [
        file.fileName.endsWith('.css') ? '/page.css' : '/page.js',
        file.type === 'chunk' ? file.code : String(file.source),
      ]),
    ),
  )
}

const html = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>填报</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/page.css"></head><body><div id="app"></div><script src="/page.js"></script></body></html>`

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'"

export async function openFiller(
  page: Page,
  filled: Parameters<typeof window.mountFiller>[0] = {},
  at = '/',
): Promise<void> {
  files ??= bundle()
  const served = await files
  // Secure, because the browser's own SHA-256 does not exist on plain http.
  await page.route('https://filler.test/**', (route) => {
    const { pathname } = new URL(route.request().url())
    const body = pathname === '/' ? html : served.get(pathname)
    const type = pathname.endsWith('.css')
      ? 'text/css'
      : pathname.endsWith('.js')
        ? 'text/javascript'
        : 'text/html'
    return route.fulfill({
      status: body === undefined ? 404 : 200,
      contentType: `${type}; charset=utf-8`,
      headers: { 'content-security-policy': policy },
      body: body ?? '',
    })
  })
  await page.goto(`https://filler.test/#${at}`)
  await page.evaluate((filled) => window.mountFiller(filled), filled)
}
