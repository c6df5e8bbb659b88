// What every command needs before anything of ours can run: the packages, and the Node that the project is pinned to.
// Plain JavaScript for Node 20 and later, with nothing but what Node brings.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const stamp = join(modules, '.zicha-installed')
const windows = process.platform === 'win32'

export const say = (line) => process.stderr.write(`${line}\n`)

export class Trouble extends Error {}

/** Installs what the lock file names unless that was done before, and answers with the pinned Node. */
export function prepare() {
  const [major] = process.versions.node.split('.').map(Number)
  if (major < 20)
    throw new Trouble(
      `需要 Node.js 20 以上，现为 ${process.version}：请从 https://nodejs.org 安装新版本后重试`,
    )
  const wanted = wantedHere()
  // A linked node_modules belongs to another checkout, which looks after it.
  const borrowed = lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()
  if (!borrowed && (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted)) {
    install()
    writeFileSync(stamp, wanted)
  }
  return pinnedNode()
}

function wantedHere() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  return `${lock} ${process.platform} ${process.arch}\n`
}

/** Whoever may not write here would be told of a network that is in order. */
function demandWritable() {
  try {
    accessSync(root, constants.W_OK)
  } catch {
    throw new Trouble(
      `程序目录 ${root} 不许当前用户写入，而安装和构建都在其中：请把它交给当前用户，或先由有权限的用户运行 npm run build`,
    )
  }
}

function install() {
  demandWritable()
  say('正在安装所需的软件包，首次约需一两分钟……')
  const words = ['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  // On Windows npm ci could not delete the Node that is running it.
  if (!windows && npm(['ci', ...words]) === 0) return
  if (npm(['install', '--no-save', ...words]) === 0) return
  throw new Trouble('软件包没有装全：请检查网络或 npm 镜像设置（npm config get registry），然后重新运行')
}

function npm(words, cwd = root) {
  // npm says where it is when it started us; its own Node is the one to run it with.
  const path = process.env.npm_execpath
  const command = path?.endsWith('.js') ? [process.execPath, path] : [windows ? 'npm.cmd' : 'npm']
  const [program, ...first] = command
  return spawnSync(program, [...first, ...words], {
    cwd,
    stdio: ['ignore', 2, 2],
    shell: windows && first.length === 0,
  }).status
}

function pinnedNode() {
  const folder = join(modules, 'node')
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const found = () => candidates(folder).find((path) => existsSync(path) && versionOf(path) === `v${version}`)
  if (!found()) fetchNode(folder, version)
  const node = found()
  if (node) return node
  const [major] = process.versions.node.split('.').map(Number)
  if (major >= 24) return process.execPath
  throw new Trouble(`没有取得 Node.js ${version}：请检查网络后重试，或自行安装 Node.js 24 再运行`)
}

// Where install scripts are blocked, the package is there without the program: its own step brings it.
function fetchNode(folder, version) {
  say(`正在取得 Node.js ${version}……`)
  const step = join(folder, 'installArchSpecificPackage.js')
  if (existsSync(step))
    spawnSync(process.execPath, [step], {
      cwd: folder,
      stdio: ['ignore', 2, 2],
      env: { ...process.env, npm_config_ignore_scripts: '' },
    })
  if (candidates(folder).some((path) => existsSync(path))) return
  const name = `node-${windows ? 'win' : process.platform}-${process.arch}`
  npm(['install', '--no-save', '--prefix', folder, '--loglevel=error', `${name}@${version}`], folder)
}

function candidates(folder) {
  const file = windows ? 'node.exe' : 'node'
  const name = `node-${windows ? 'win' : process.platform}-${process.arch}`
  const nested = join(folder, 'node_modules', name, 'bin', file)
  return [join(folder, 'bin', file), nested, join(modules, name, 'bin', file)]
}

const versionOf = (path) => spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout?.trim()

/** Runs a program of ours on the pinned Node; answers with its exit code. */
export function run(node, words, { env = {}, quiet = false, cwd = root } = {}) {
  const child = spawn(node, words, {
    cwd,
    stdio: quiet ? ['ignore', 2, 2] : 'inherit',
    env: {
      ...process.env,
      ...env,
      PATH: [dirname(node), join(modules, '.bin'), process.env.PATH].join(delimiter),
    },
  })
  // Ctrl-C reaches the child from the terminal itself; other signals only reach us.
  const pass = (signal) => child.kill(signal)
  const wait = () => {}
  process.on('SIGTERM', pass).on('SIGHUP', pass).on('SIGINT', wait)
  return new Promise((resolve) => {
    child.on('exit', (code, signal) => {
      process.off('SIGTERM', pass).off('SIGHUP', pass).off('SIGINT', wait)
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1))
    })
  })
}

/** Says a trouble in a sentence, anything else in full, and sets the exit code. */
export async function main(work) {
  try {
    process.exitCode = await work()
  } catch (error) {
    say(error instanceof Trouble ? error.message : error.stack)
    process.exitCode = 1
  }
}
