// Work on a large inventory in the browser: the filler as units see it, and its sheet alone where 5,000 rows are more
// than the form takes.
import { type Browser, chromium, type Page } from '@playwright/test'
import { openSheet } from '../journeys/harness/bundle.ts'
import { Inventory, makeRows } from '../journeys/harness/inventory.ts'
import { openFiller } from '../journeys/harness/open-filler.ts'
import config from '../playwright.config.ts'
import { showCell } from '../src/domain/cells.ts'
import type { Row } from '../src/domain/filing.ts'
import type { Benchmark, Result, Setting } from './benchmark.ts'
import { quantile, race, result, type Turn } from './race.ts'
import { form, withSystems } from './samples.ts'

const desks = { '': 1, '，处理器慢 4 倍': 4 } as const
const place = '/s/systems/t/systems'
const columns = 30

export const inventories: Benchmark = {
  id: 'inventories',
  title: '填大型清单',
  async run(setting) {
    const browser = await chromium.launch(config.use?.launchOptions)
    try {
      const results: Result[] = []
      for (const [desk, slower] of Object.entries(desks)) {
        results.push(...(await opening(browser, desk, slower, setting)))
        results.push(...(await typing(browser, desk, slower, setting)))
        if (slower === 1) results.push(...(await pasting(browser, setting)))
      }
      return results
    } finally {
      await browser.close()
    }
  },
}

/** Measures how long something took, and notes the processor time that the page's main thread spent on it. */
type Meter = (into: number[], measure: () => Promise<number>) => Promise<number>

/** A turn on a page of its own. */
const on =
  (browser: Browser, slower: number, work: (page: Page, meter: Meter) => Promise<number>): Turn =>
  async () => {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1366, height: 768 } })
    try {
      const page = await context.newPage()
      const devtools = await context.newCDPSession(page)
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower })
      await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
      const spent = async () => {
        const { metrics } = await devtools.send('Performance.getMetrics')
        return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN)
      }
      return await work(page, async (into, measure) => {
        const before = await spent()
        const waited = await measure()
        into.push((await spent()) - before)
        return waited
      })
    } finally {
      await context.close()
    }
  }

async function opening(browser: Browser, desk: string, slower: number, setting: Setting): Promise<Result[]> {
  const count = setting.many(500)
  const systems = [...withSystems(count).tables.systems!]
  const texts = textOf(systems)
  const busy = { sheet: [] as number[], bare: [] as number[] }
  const took = await race(
    {
      sheet: on(browser, slower, async (page, meter) => {
        await openFiller(page, { tables: { systems } }, '/')
        await page.locator('h1').waitFor()
        return meter(busy.sheet, () => openPlace(page))
      }),
      bare: on(browser, slower, (page, meter) => meter(busy.bare, () => bareTable(page, texts))),
    },
    setting.rounds(5),
  )
  const table = `同样 ${columns} 列的普通表格`
  const name = `打开 ${count} 个系统的清单${desk}`
  const budget = slower === 1 ? 150 : 500
  return [
    result(name, 'ms', took.sheet, { against: [table, took.bare], budget }),
    result(`${name}：主线程`, 'ms', measured(busy.sheet, took.sheet), {
      against: [table, measured(busy.bare, took.bare)],
    }),
  ]
}

/** Without the rounds that only warmed up. */
const measured = (noted: readonly number[], { length }: readonly number[]) => noted.slice(-length)

const openPlace = (page: Page): Promise<number> =>
  page.evaluate(async (place) => {
    const from = performance.now()
    location.hash = place
    while (!document.querySelector('.sheet [role=grid] [role=gridcell]'))
      await new Promise((resolve) => requestAnimationFrame(resolve))
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    return performance.now() - from
  }, place)

/** What a page of nothing but a table needs for the same text. */
async function bareTable(page: Page, text: string): Promise<number> {
  await page.setContent('<!doctype html><div id="place"></div>')
  return page.evaluate(async (text) => {
    const from = performance.now()
    const table = document.createElement('table')
    for (const line of text.split('\r\n')) {
      const row = table.insertRow()
      for (const cell of line.split('\t')) row.insertCell().textContent = cell
    }
    document.querySelector('#place')!.append(table)
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    return performance.now() - from
  }, text)
}

async function pasting(browser: Browser, setting: Setting): Promise<Result[]> {
  const small = setting.many(500)
  const large = setting.many(5000)
  const systems = [...withSystems(small).tables.systems!]
  const inForm = textOf(systems)
  const alone = (rows: number) => {
    const inventory = new Inventory('bench', makeRows(rows))
    return inventory
      .rows()
      .map(({ cells }) =>
        inventory.columns.map(({ column, options }) => showCell(column, cells[column.id] ?? null, options())),
      )
      .map((cells) => cells.join('\t'))
      .join('\r\n')
  }
  const busy = { form: [] as number[], few: [] as number[], many: [] as number[] }
  const bare = { few: [] as number[], many: [] as number[] }
  const intoSheet = (text: string, rows: number, into: number[]) =>
    on(browser, 1, async (page, meter) => {
      await openSheet(page, 0)
      const took = await paste(page, text, into, meter)
      const there = await page.evaluate(() => window.inventory.rows().length)
      if (there !== rows) throw new Error(`Pasted ${rows} rows, found ${there}.`)
      return took
    })
  const [few, many] = [alone(small), alone(large)]
  const took = await race(
    {
      form: on(browser, 1, async (page, meter) => {
        await openFiller(page, { tables: { systems: [{ id: 'first', cells: {} }] } }, place)
        const took = await paste(page, inForm, busy.form, meter)
        const there = await page.evaluate(() => window.form.rows('systems').length)
        if (there !== small) throw new Error(`Pasted ${small} rows, found ${there}.`)
        return took
      }),
      few: intoSheet(few, small, busy.few),
      many: intoSheet(many, large, busy.many),
      bareFew: on(browser, 1, (page, meter) => meter(bare.few, () => bareTable(page, few))),
      bareMany: on(browser, 1, (page, meter) => meter(bare.many, () => bareTable(page, many))),
    },
    setting.rounds(5),
  )
  const table = '同样内容的普通表格'
  const lines = (what: string, mine: 'form' | 'few' | 'many', other: 'few' | 'many', budget: number) => {
    const plain = other === 'few' ? took.bareFew : took.bareMany
    return [
      result(what, 'ms', took[mine], { against: [table, plain], budget }),
      result(`${what}：主线程`, 'ms', measured(busy[mine], took[mine]), {
        against: [table, measured(bare[other], plain)],
      }),
    ]
  }
  return [
    ...lines(`粘贴 ${small} × ${columns}，连同表单校验`, 'form', 'few', 200),
    ...lines(`粘贴 ${small} × ${columns}，只有表格`, 'few', 'few', 200),
    ...lines(`粘贴 ${large} × ${columns}，只有表格`, 'many', 'many', 1000),
  ]
}

/** From the clipboard into all columns from the first, until it is painted. */
async function paste(page: Page, text: string, into: number[], meter: Meter): Promise<number> {
  await page.locator('.sheet-tab', { hasText: '全部列' }).click()
  await page.locator('.sheet textarea').focus()
  await page.keyboard.press('Control+Home')
  return meter(into, () =>
    page.evaluate(async (text) => {
      const from = performance.now()
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', text)
      document.activeElement!.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      )
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
      return performance.now() - from
    }, text),
  )
}

/** The first columns as Excel would copy them. */
function textOf(rows: readonly Row[]): string {
  const first = form.tables.find(({ id }) => id === 'systems')!.columns.slice(0, columns)
  return rows
    .map(({ cells }) =>
      first.map((column) =>
        showCell(column, cells[column.id] ?? null, form.options[column.options ?? ''] ?? []),
      ),
    )
    .map((cells) => cells.join('\t'))
    .join('\r\n')
}

async function typing(browser: Browser, desk: string, slower: number, setting: Setting): Promise<Result[]> {
  const count = setting.many(500)
  const systems = [...withSystems(count).tables.systems!]
  const took = await race(
    {
      field: on(browser, slower, async (page) => {
        await openFiller(page, { tables: { systems } }, '/s/unit')
        await page.getByLabel('单位名称').first().focus()
        return slowKeys(page, setting)
      }),
      cell: on(browser, slower, async (page) => {
        await openFiller(page, { tables: { systems } }, place)
        await page.locator('.sheet textarea').focus()
        await page.keyboard.press('Control+Home')
        await page.keyboard.press('F2')
        return slowKeys(page, setting)
      }),
      bare: on(browser, slower, async (page) => {
        await page.setContent('<!doctype html><input id="field">')
        await page.locator('#field').focus()
        return slowKeys(page, setting)
      }),
    },
    setting.rounds(3),
    0,
  )
  const shown = { against: ['只有一个输入框的网页', took.bare] as const, budget: slower === 1 ? 100 : 200 }
  return [
    result(`打字，清单有 ${count} 个系统，题目${desk}：95% 的按键不超过`, 'ms', took.field, shown),
    result(`打字，清单有 ${count} 个系统，单元格${desk}：95% 的按键不超过`, 'ms', took.cell, shown),
  ]
}

/** From key to paint by the browser's own measure, which does not tell what is quicker than 16 ms. */
async function slowKeys(page: Page, setting: Setting): Promise<number> {
  const keys = setting.many(40)
  await page.evaluate(() => {
    const waits = new Map<number, number>()
    Object.assign(window, { waits })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { interactionId: number })[])
        if (entry.interactionId > 0)
          waits.set(entry.interactionId, Math.max(entry.duration, waits.get(entry.interactionId) ?? 0))
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
  })
  await page.keyboard.type('university '.repeat(6).slice(0, keys), { delay: 100 })
  const slow = await page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 500))
    return [...(window as unknown as { waits: Map<number, number> }).waits.values()]
  })
  const quick = Array.from({ length: Math.max(0, keys - slow.length) }, () => 16)
  return quantile([...slow, ...quick], 0.95)
}
