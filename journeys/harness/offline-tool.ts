// The built offline tool as a unit gets it, opened from the disk in a browser with a profile of its own.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { type BrowserContext, chromium, type Download, expect, type Page } from '@playwright/test'
import config from '../../playwright.config.ts'
import { withBundle } from '../../src/actions/issue-tool.ts'
import { questionnaire } from '../../src/catalog/all.ts'
import { campaign2019 } from '../../src/catalog/campaigns.ts'
import { runChecks } from '../../src/checks/run.ts'
import type { Filing } from '../../src/domain/filing.ts'
import { isOpen, remarkKey } from '../../src/domain/remark.ts'
import type { ToolBundle } from '../../src/domain/tool.ts'
import { Form } from '../../src/form/form.ts'
import { type KeyPair, type LockedKey, lockKey, makeKeyPair, type PublicKey } from '../../src/sealing/keys.ts'
import { completeFiling } from '../../test/complete-filing.ts'

const root = join(import.meta.dirname, '..', '..')
export const signingPassphrase = '银杏 大道 1902'

export const unit = {
  code: 'BJ-0101',
  name: '北京市示范大学',
  kind: '市属高校',
  schoolClass: 'II',
  creditCode: '12110000400685002Q',
} as const

const today = '2019-06-03'

export interface Issued {
  readonly commission: KeyPair
  readonly signer: KeyPair
  readonly bundle: ToolBundle<PublicKey, LockedKey>
}

/** A tool's contents on the third of June 2019, for a unit that has not begun. */
export async function issue(): Promise<Issued> {
  const [commission, signer] = await Promise.all([makeKeyPair(1, 'seal'), makeKeyPair(1, 'sign')])
  const issuedAt = '2019-06-03T01:00:00.000Z'
  const bundle = {
    version: 1,
    campaign: campaign2019,
    unit,
    filing: null,
    nextRevision: 1,
    previous: null,
    attachments: {},
    absentAttachments: [],
    commissionKeys: [commission.publicKey],
    signingKey: await lockKey(signer, signingPassphrase),
    issuedAt,
    clockOffsetMs: Date.parse(issuedAt) + 3_600_000 - Date.now(),
  } as const
  return { commission, signer, bundle }
}

/** Nothing is open in it: errors are answered, warnings explained. */
export function finishedFiling(): Filing {
  const { questionnaireId, id } = campaign2019
  const form = new Form(
    questionnaire(questionnaireId),
    completeFiling(questionnaire(questionnaireId), id, unit, 1),
    { today },
  )
  const open = () =>
    [
      ...form.remarks(),
      ...runChecks({
        questionnaire: form.questionnaire,
        filing: form.filing,
        campaign: campaign2019,
        unit,
        today,
        read: form,
      }),
    ].filter((remark) => isOpen(remark, form.filing))
  for (const remark of open()) form.explain(remarkKey(remark), '已核实，列入下半年整改计划。')
  const left = open()
  if (left.length > 0) throw new Error(`Still open: ${left.map(({ says }) => says).join('；')}`)
  return form.filing
}

export function buildTool(): string {
  execFileSync(process.execPath, [join(root, 'tools/build.ts'), '--if-needed'], { stdio: 'pipe' })
  return readFileSync(join(root, 'dist/offline/index.html'), 'utf8')
}

export function writeTool(path: string, html: string, bundle: ToolBundle): string {
  writeFileSync(path, withBundle(html, bundle))
  return path
}

export const makeFolder = (): string => mkdtempSync(join(tmpdir(), 'offline-'))
export const removeFolder = (path: string): void => rmSync(path, { recursive: true, force: true })

/** One computer: a browser whose storage lives in `profile`. */
export class Computer {
  readonly profile: string
  context!: BrowserContext
  /** What the pages complained of: refused by the policy, thrown, asked of the network. */
  readonly complaints: string[] = []

  constructor(profile = makeFolder()) {
    this.profile = profile
  }

  async start(): Promise<this> {
    const { launchOptions } = config.use!
    this.context = await chromium.launchPersistentContext(join(this.profile, 'browser'), {
      executablePath: launchOptions?.executablePath ?? '',
      args: launchOptions?.args ?? [],
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      viewport: { width: 1366, height: 768 },
      acceptDownloads: true,
    })
    this.context.setDefaultTimeout(15_000)
    this.context.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text())
    })
    this.context.on('weberror', (error) => this.complaints.push(String(error.error())))
    this.context.on('request', (request) => {
      if (/^https?:|^wss?:/.test(request.url())) this.complaints.push(`asked for ${request.url()}`)
    })
    return this
  }

  async open(path: string, at = '/'): Promise<Page> {
    const page = await this.context.newPage()
    await page.goto(`${pathToFileURL(path)}#${at}`)
    return page
  }

  /** As when the plug is pulled: no page hears of it. */
  async kill(): Promise<void> {
    const [, pid] = readlinkSync(join(this.profile, 'browser', 'SingletonLock')).match(/-(\d+)$/) ?? []
    const closed = this.context.waitForEvent('close')
    process.kill(Number(pid), 'SIGKILL')
    await closed
    for (const name of readdirSync(join(this.profile, 'browser')))
      if (name.startsWith('Singleton')) rmSync(join(this.profile, 'browser', name), { force: true })
    await this.start()
  }

  async stop(): Promise<void> {
    await this.context?.close().catch(() => {})
    removeFolder(this.profile)
  }
}

export async function read(download: Download): Promise<Buffer> {
  return readFileSync(await download.path())
}

/** Everything the browser keeps for local files, as one text. */
export const storageOf = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const kept: string[] = [JSON.stringify({ ...window.localStorage })]
    const words = (value: unknown): string =>
      value instanceof Uint8Array
        ? new TextDecoder().decode(value)
        : typeof value === 'object' && value !== null
          ? Object.values(value).map(words).join('\n')
          : String(value)
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name ?? '')
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
      for (const store of Array.from(db.objectStoreNames)) {
        const request = db.transaction(store).objectStore(store).getAll()
        await new Promise((resolve) => {
          request.onsuccess = resolve
        })
        kept.push(`${name}/${store}`, ...request.result.map(words))
      }
      db.close()
    }
    return kept.join('\n')
  })

export const go = (page: Page, at: string) =>
  page.evaluate((at) => {
    window.location.hash = at
  }, at)

export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)).toEqual([])
}
