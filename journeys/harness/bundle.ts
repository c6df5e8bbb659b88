// The sheet alone on a page, under the same CSP as the product. Served from memory: no port, no network.
import type { Page } from '@playwright/test'
import { build, type Rollup } from 'vite'

let files: Promise<Map<string, string>> | undefined

async function bundle(): Promise<Map<string, string>> {
  const made = (await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: ['chrome86', 'firefox78'],
      cssTarget: 'chrome86',
      lib: {
        entry: `${import.meta.dirname}/page.ts`,
        formats: ['iife'],
        name: 'harness',
        fileName: 'page',
        cssFileName: 'page',
      },
    },
  })) as Rollup.RollupOutput[]
  const output = made.flatMap(({ output }) => output)
  return new Map(
    output.map((file) => [
      file.fileName.endsWith('.css') ? '/page.css' : '/page.js',
      file.type === 'chunk' ? file.code : String(file.source),
    ]),
  )
}

const html = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>清单</title>
<link rel="stylesheet" href="/page.css"></head><body><main><h1>信息系统清单</h1><button>前</button>
<div id="place"></div><button>后</button></main><script src="/page.js"></script></body></html>`

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"

export async function openSheet(
  page: Page,
  rows: number,
  options: { readOnly?: boolean; maxRows?: number } = {},
) {
  files ??= bundle()
  const served = await files
  await page.route('http://sheet.localhost/**', (route) => {
    const { pathname } = new URL(route.request().url())
    const type = pathname.endsWith('.css')
      ? 'text/css'
      : pathname.endsWith('.js')
        ? 'text/javascript'
        : 'text/html'
    const body = pathname === '/' ? html : served.get(pathname)
    return route.fulfill({
      status: body === undefined ? 404 : 200,
      contentType: `${type}; charset=utf-8`,
      headers: { 'content-security-policy': policy },
      body: body ?? '',
    })
  })
  await page.goto('http://sheet.localhost/')
  await page.evaluate(([rows, options]) => window.mount(rows, options), [rows, options] as const)
}
