// What a person waits for in the browser: real Chromium, cold, on a full desk (processor × 1) and an old one (÷ 4).
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from '@playwright/test'
import config from '../playwright.config.ts'
import { withBundle } from '../src/actions/issue-tool.ts'
import { builtFolder } from '../src/house.ts'
import { lockKey } from '../src/sealing/keys.ts'
import type { Benchmark, Result, Setting } from './benchmark.ts'
import { barePath, type Platform, startPlatform } from './platform.ts'
import { race, result, type Turn } from './race.ts'
import { campaign, today, unit, withSystems } from './samples.ts'

const desks = { '': 1, '，处理器慢 4 倍': 4 } as const

export const pages: Benchmark = {
  id: 'pages',
  title: '打开页面',
  async run(setting) {
    const platform = await startPlatform(1)
    const browser = await chromium.launch(config.use?.launchOptions)
    try {
      return [
        ...(await webApplication(browser, platform, setting)),
        ...(await offlineTool(browser, platform, setting)),
      ]
    } finally {
      await browser.close()
      await platform.stop()
    }
  },
}

async function webApplication(browser: Browser, { url }: Platform, setting: Setting): Promise<Result[]> {
  const results: Result[] = []
  for (const [desk, slower] of Object.entries(desks)) {
    const bytes = { app: [] as number[], bare: [] as number[] }
    const visit =
      (path: string, into: number[]): Turn =>
      async () => {
        const { painted, transferred } = await coldVisit(browser, new URL(path, url).href, slower)
        into.push(transferred / 1024)
        return painted
      }
    const took = await race(
      { app: visit('/', bytes.app), bare: visit(barePath, bytes.bare) },
      setting.rounds(9),
    )
    results.push(
      result(`网页首页（登录）：最大内容绘制${desk}`, 'ms', took.app, {
        against: ['只有一个标题的网页', took.bare],
        budget: slower === 1 ? 1000 : 2500,
      }),
    )
    if (slower === 1) results.push(result('网页首页（登录）：传输', 'KB', bytes.app, { budget: 170 }))
  }
  return results
}

/** With an empty cache, until nothing larger was painted and nothing more is loading. */
async function coldVisit(browser: Browser, url: string, slower: number) {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1366, height: 768 } })
  try {
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    let transferred = 0
    devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
      transferred += encodedDataLength
    })
    await devtools.send('Network.enable')
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower })
    await page.goto(url, { waitUntil: 'networkidle' })
    return { painted: await largestPaint(page), transferred }
  } finally {
    await context.close()
  }
}

const largestPaint = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        })
      }),
  )

async function offlineTool(browser: Browser, platform: Platform, setting: Setting): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'zicha-bench-'))
  try {
    const tool = join(folder, 'tool.html')
    const bare = join(folder, 'bare.html')
    const html = await toolOf(platform, setting.many(60))
    writeFileSync(tool, html)
    writeFileSync(bare, '<!doctype html><meta charset="utf-8"><title>空页</title><h1>网络安全自查</h1>')
    const results: Result[] = []
    for (const [desk, slower] of Object.entries(desks)) {
      const visit =
        (path: string): Turn =>
        async () =>
          (await coldVisit(browser, pathToFileURL(path).href, slower)).painted
      const took = await race({ tool: visit(tool), bare: visit(bare) }, setting.rounds(7))
      results.push(
        result(`离线工具：最大内容绘制${desk}`, 'ms', took.tool, {
          against: ['只有一个标题的文件', took.bare],
          budget: slower === 1 ? 1000 : 2500,
        }),
      )
    }
    const template = await readFile(join(builtFolder('offline')!, 'index.html'))
    return [
      ...results,
      result('离线工具：文件（不含单位数据）', 'KB', [template.length / 1024], { budget: 1536 }),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** As a unit downloads it, with last year's inventory in it. */
async function toolOf({ senders, recipients }: Platform, systems: number): Promise<string> {
  const template = await readFile(join(builtFolder('offline')!, 'index.html'), 'utf8')
  return withBundle(template, {
    version: 1,
    campaign,
    unit: unit(1),
    filing: withSystems(systems),
    nextRevision: 1,
    previous: null,
    attachments: {},
    absentAttachments: [],
    commissionKeys: recipients,
    signingKey: await lockKey(senders[0]!.signers[1], '口令 passphrase'),
    issuedAt: `${today}T02:00:00Z`,
    clockOffsetMs: Date.parse(`${today}T02:00:00Z`) - Date.now(),
  })
}
