// The programs that some tests drive: a browser, an office, a second PostgreSQL. Installed by apt where we may.
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, realpathSync } from 'node:fs'
import { delimiter, join } from 'node:path'

interface Need {
  what: string
  /** Debian's packages that bring it. */
  packages: readonly string[]
  isMet(): boolean
}

const find = (...names: string[]): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path))

const onPath = (...names: string[]) => find(...names) !== undefined
const runs = (command: string, ...words: string[]) => {
  const { status, stdout } = spawnSync(command, words, { encoding: 'utf8' })
  return status === 0 && stdout.trim() !== ''
}

export const findChromium = () =>
  process.env.CHROMIUM || find('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable')

/** Ubuntu's `firefox` is an empty shell where there are no snaps. */
export const findFirefox = () => ['firefox-esr', 'firefox'].find((firefox) => runs(firefox, '--version'))

/** The first on the path may be somebody's own, without the library; Debian's is at its fixed place. */
export const findPython = () =>
  ['python3', '/usr/bin/python3'].find((python) =>
    runs(python, '-c', 'import cryptography; print(cryptography.__version__)'),
  )

/** Where Debian, and most others, put the server programs. */
export const postgresPrograms = () =>
  globSync('/usr/{lib/postgresql/*,pgsql-*,local/pgsql,local}/bin/initdb')
    .map((path) => join(path, '..'))
    .toSorted()[0]

/** Debian brings Writer and Calc apart, behind one command. Where the parts lie elsewhere, all are there. */
function officeHas(library: string): boolean {
  const office = find('soffice')
  if (!office) return false
  const folder = join(realpathSync(office), '..')
  return existsSync(join(folder, library)) || !existsSync(join(folder, 'soffice.bin'))
}

const needs: readonly Need[] = [
  {
    what: 'Chromium 浏览器',
    packages: ['chromium'],
    isMet: () => findChromium() !== undefined,
  },
  { what: 'Firefox 浏览器', packages: ['firefox-esr'], isMet: () => findFirefox() !== undefined },
  {
    what: '中文字体',
    packages: ['fonts-noto-cjk', 'fontconfig'],
    isMet: () => runs('fc-list', ':lang=zh', 'family'),
  },
  {
    what: 'LibreOffice Writer',
    packages: ['libreoffice-writer-nogui'],
    isMet: () => officeHas('libswlo.so'),
  },
  {
    what: 'LibreOffice Calc',
    packages: ['libreoffice-calc-nogui'],
    isMet: () => officeHas('libsclo.so'),
  },
  {
    what: 'Poppler（PDF 工具）',
    packages: ['poppler-utils'],
    isMet: () => onPath('pdftotext') && onPath('pdftoppm'),
  },
  { what: 'PostgreSQL 15 以上', packages: ['postgresql'], isMet: () => postgresPrograms() !== undefined },
  {
    what: 'Python 3 及其 cryptography',
    packages: ['python3', 'python3-cryptography'],
    isMet: () => findPython() !== undefined,
  },
  { what: 'OpenSSL 命令', packages: ['openssl'], isMet: () => onPath('openssl') },
]

/** Installs what is missing where it may; answers with what is still missing, each as a sentence. */
export function meetNeeds(): string[] {
  const missing = needs.filter((need) => !need.isMet())
  if (missing.length === 0) return []
  const packages = missing.flatMap((need) => need.packages)
  const mayInstall = process.getuid?.() === 0 && onPath('apt-get')
  if (mayInstall) {
    console.log(`正在安装测试所需的程序：${packages.join(' ')}……`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const apt = (...words: string[]) =>
      spawnSync('apt-get', ['-qq', ...words], { stdio: ['ignore', 'ignore', 'inherit'], env })
    apt('update')
    apt('install', '-y', '--no-install-recommends', ...packages)
  }
  const how = mayInstall
    ? `apt-get install ${packages.join(' ')} 没有成功，请检查软件源`
    : `请先安装，Debian/Ubuntu 上为：sudo apt-get install ${packages.join(' ')}`
  return missing.filter((need) => !need.isMet()).map(({ what }) => `缺少${what}：${how}`)
}
