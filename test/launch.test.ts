// The launcher as a stranger meets it: plain Node, words, an exit code.
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const zicha = (...words: string[]) =>
  spawnSync(process.execPath, [join(root, 'bin/zicha.mjs'), ...words], { encoding: 'utf8', cwd: tmpdir() })

let clone: string
beforeAll(() => {
  clone = mkdtempSync(join(tmpdir(), 'zicha-launch-'))
  for (const name of ['bin', 'package.json', 'package-lock.json', '.npmrc'])
    cpSync(join(root, name), join(clone, name), { recursive: true })
})
afterAll(() => rmSync(clone, { recursive: true, force: true }))

test('help is given at once, and the exit code of a command comes through', () => {
  expect(zicha('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('zicha <命令>') })
  expect(zicha('fly')).toMatchObject({ status: 2, stderr: expect.stringContaining('fly') })
})

test('a file is found from where the words were typed', () => {
  const { status, stderr } = zicha('package', 'inspect', 'nothing.sez')
  expect(status).toBe(1)
  expect(stderr).toContain('nothing.sez')
})

test('packages that cannot be fetched are told in a sentence, and nothing is taken for installed', () => {
  const env = {
    PATH: process.env.PATH,
    npm_config_registry: 'http://127.0.0.1:9/',
    npm_config_fetch_retries: '0',
    npm_config_cache: join(clone, 'cache'),
  }
  const { status, stderr } = spawnSync(process.execPath, [join(clone, 'bin/start.mjs')], {
    encoding: 'utf8',
    cwd: clone,
    env,
  })
  expect(status).toBe(1)
  expect(stderr).toContain('软件包没有装全')
  expect(() => readFileSync(join(clone, 'node_modules/.zicha-installed'))).toThrow('ENOENT')
})

const plainNode = ['/usr/local/bin/node', '/usr/bin/node'].find((path) => existsSync(path))
test.runIf(process.getuid?.() === 0 && plainNode)(
  'a folder that may not be written is told as one, not as a lost network',
  () => {
    chmodSync(clone, 0o755)
    const { status, stderr } = spawnSync(plainNode!, [join(clone, 'bin/start.mjs')], {
      encoding: 'utf8',
      cwd: '/',
      env: { PATH: '/usr/local/bin:/usr/bin:/bin' },
      uid: 65534,
      gid: 65534,
    })
    expect([status, stderr]).toEqual([1, expect.stringContaining(`程序目录 ${clone} 不许当前用户写入`)])
  },
)

test('packages that another checkout looks after are left alone', () => {
  const other = mkdtempSync(join(tmpdir(), 'zicha-borrowed-'))
  rmSync(join(clone, 'node_modules'), { recursive: true, force: true })
  mkdirSync(join(other, 'node'))
  writeFileSync(join(other, 'node', 'package.json'), '{ "version": "0.0.0" }')
  symlinkSync(other, join(clone, 'node_modules'))
  mkdirSync(join(clone, 'src'))
  writeFileSync(join(clone, 'src/cli.ts'), 'console.log(process.version)')
  const { stderr, stdout } = spawnSync(process.execPath, [join(clone, 'bin/zicha.mjs')], {
    encoding: 'utf8',
    cwd: clone,
    env: { PATH: '' },
  })
  expect(stderr).not.toContain('正在安装')
  expect(stdout).toContain(process.version)
  rmSync(other, { recursive: true })
})
