// Builds what browsers get into dist/. `--if-needed` builds only what has changed since.
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const targets = ['web', 'offline'].filter((name) => existsSync(join(root, 'src', name, 'index.html')))

/** Changes with anything that may change what is built. */
function digestOfSources(): string {
  const digest = createHash('sha256')
  const files = globSync(['src/**/*', 'tools/*.ts', 'package-lock.json'], { cwd: root, withFileTypes: true })
  for (const file of files
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted())
    if (!file.endsWith('.test.ts')) digest.update(file).update(readFileSync(file))
  return digest.digest('hex')
}

function demandWritable(): void {
  const [dist] = [join(root, 'dist'), root].filter(existsSync)
  try {
    accessSync(dist ?? root, constants.W_OK)
  } catch {
    console.error(
      `${dist} 不许当前用户写入，不能构建：请把程序目录交给当前用户，或先由有权限的用户运行 npm run build`,
    )
    process.exit(1)
  }
}

const stamp = join(root, 'dist', 'sources.sha256')
const digest = digestOfSources()
const fresh = existsSync(stamp) && readFileSync(stamp, 'utf8') === digest
if (targets.length > 0 && !(fresh && process.argv.includes('--if-needed'))) {
  demandWritable()
  const { buildTarget } = await import('./build-target.ts')
  console.error('正在构建网页和离线填报工具……')
  for (const name of targets) await buildTarget(root, name)
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(stamp, digest)
}
