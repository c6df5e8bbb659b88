// Everything there is to try, one step after another: `npm test`. Ends with one line of numbers.
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { startOtherPostgres } from './other-postgres.ts'
import { findChromium, findPython, meetNeeds, postgresPrograms } from './test-needs.ts'

interface Count {
  passed: number
  failed: number
  /** Of what failed: where, what, and the first words of why. */
  named?: readonly string[]
}

const reports = mkdtempSync(join(tmpdir(), 'zicha-reports-'))
const total: Count = { passed: 0, failed: 0 }
const broken: string[] = []

function take(name: string, { passed, failed, named = [] }: Count, started: number): void {
  total.passed += passed
  total.failed += failed
  if (failed > 0) broken.push(`${name}：${failed} 项未通过`, ...named.map((one) => `  ✗ ${one}`))
  console.log(
    `${failed > 0 ? '✗' : '✓'} ${name}：${passed} 项通过，${failed} 项未通过（${((Date.now() - started) / 1000).toFixed(0)} 秒）\n`,
  )
}

const launch = (command: string, words: readonly string[], env: Record<string, string> = {}) =>
  spawnSync(command, words, {
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
    // Nothing takes this long unless it hangs.
    timeout: 2_400_000,
  }).status === 0

/** A step that holds or does not. */
function step(name: string, command: string, ...words: string[]): boolean {
  const started = Date.now()
  const held = launch(command, words)
  take(name, { passed: held ? 1 : 0, failed: held ? 0 : 1 }, started)
  return held
}

function vitest(name: string, words: readonly string[], env: Record<string, string> = {}): void {
  const started = Date.now()
  const report = join(reports, `${name}.json`)
  const ended = launch(
    'vitest',
    ['run', ...words, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    env,
  )
  take(
    name,
    atLeastOne(ended, existsSync(report) ? countVitest(JSON.parse(readFileSync(report, 'utf8'))) : undefined),
    started,
  )
}

interface VitestReport {
  numPassedTests: number
  testResults: {
    name: string
    status: string
    message: string
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
  }[]
}

function countVitest({ numPassedTests, testResults }: VitestReport): Count {
  const named = testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const failed = assertionResults.filter((result) => result.status === 'failed')
      // A file that cannot even be loaded has no failed test of its own.
      if (failed.length === 0) return [saying(relative('.', name), message)]
      return failed.map((result) =>
        saying(`${relative('.', name)} › ${result.fullName}`, result.failureMessages[0]),
      )
    })
  return { passed: numPassedTests, failed: named.length, named }
}

const saying = (where: string, why = '') => `${where}：${stripVTControlCharacters(why).slice(0, 300)}`

function playwright(name: string): void {
  const started = Date.now()
  const report = join(reports, 'journeys.json')
  const ended = launch('playwright', ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  })
  take(
    name,
    atLeastOne(
      ended,
      existsSync(report) ? countPlaywright(JSON.parse(readFileSync(report, 'utf8'))) : undefined,
    ),
    started,
  )
}

interface PlaywrightSuite {
  file: string
  suites?: PlaywrightSuite[]
  specs?: PlaywrightSpec[]
}

interface PlaywrightSpec {
  title: string
  ok: boolean
  tests: { status: string; results: { error?: { message?: string } }[] }[]
}

interface PlaywrightReport {
  stats: { expected: number; flaky: number; unexpected: number }
  suites: PlaywrightSuite[]
}

function countPlaywright({ stats, suites }: PlaywrightReport): Count {
  const secondTry = namedIn(suites, ({ tests }) => tests.some(({ status }) => status === 'flaky'))
  for (const one of secondTry) console.log(`第二次才通过：${one}`)
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    named: namedIn(suites, ({ ok }) => !ok),
  }
}

const namedIn = (suites: readonly PlaywrightSuite[], which: (spec: PlaywrightSpec) => boolean): string[] =>
  suites.flatMap(({ file, suites = [], specs = [] }) => [
    ...namedIn(suites, which),
    ...specs
      .filter(which)
      .map(({ title, tests }) => saying(`${file} › ${title}`, tests[0]?.results[0]?.error?.message)),
  ])

/** A run that failed without a failed test is a failure all the same, and so is one that tried nothing. */
function atLeastOne(ended: boolean, count: Count = { passed: 0, failed: 0 }): Count {
  const bad = !ended || count.passed + count.failed === 0
  return bad && count.failed === 0 ? { ...count, failed: 1 } : count
}

async function onOtherPostgres(name: string): Promise<void> {
  const programs = postgresPrograms()
  if (!programs) return take(`${name}（没有找到）`, { passed: 0, failed: 1 }, Date.now())
  const other = await startOtherPostgres(programs)
  console.log(other.version)
  try {
    // What brings its own database along has been tried on it already.
    const own = ['src/store/embedded/**', 'test/{at-rest,killed-server,launch,server}.test.ts']
    vitest(name, ['--project', 'deeds', ...own.flatMap((path) => ['--exclude', path])], {
      TEST_DATABASE_URL: other.url,
    })
  } finally {
    await other.stop()
  }
}

/** Tests call programs by their plain names. */
function arrange(): void {
  const python = findPython()
  if (python?.startsWith('/')) {
    symlinkSync(python, join(reports, 'python3'))
    process.env.PATH = [reports, process.env.PATH].join(delimiter)
  }
  const chromium = findChromium()
  if (chromium) process.env.CHROMIUM = chromium
}

const lacking = meetNeeds()
for (const sentence of lacking) console.error(sentence)
arrange()

step('代码格式', 'biome', 'check', '--error-on-warnings')
step('类型', 'tsc', '-p', 'tsconfig.json')
step('纯净层的类型', 'tsc', '-p', 'tsconfig.pure.json')
step('无用代码', 'knip')
step('构建', process.execPath, 'tools/build.ts', '--if-needed')
vitest('规则', ['--project', 'rules'])
vitest('内置数据库', ['--project', 'deeds'])
await onOtherPostgres('另一版本的 PostgreSQL')
if (globSync('journeys/*.spec.ts').length > 0) playwright('浏览器全程')

for (const line of [...lacking, ...broken]) console.log(line)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0
