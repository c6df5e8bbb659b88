// Everything that must hold before a commit that matters: `npm run check`.
import { spawnSync } from 'node:child_process'

const steps: [name: string, ...command: string[]][] = [
  ['lint', 'biome', 'check', '--error-on-warnings'],
  ['types', 'tsc', '-p', 'tsconfig.json'],
  ['pure types', 'tsc', '-p', 'tsconfig.pure.json'],
  ['dead code', 'knip'],
  ['tests', 'vitest', 'run', '--project', 'rules'],
]

for (const [name, command = '', ...words] of steps) {
  const started = Date.now()
  const { status } = spawnSync(command, words, { stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) {
    console.error(`✗ ${name}`)
    process.exit(1)
  }
  console.log(`✓ ${name} ${((Date.now() - started) / 1000).toFixed(1)} s`)
}
