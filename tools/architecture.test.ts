import { globSync } from 'node:fs'
import { cruise } from 'dependency-cruiser'
import { expect, test } from 'vitest'
import config from '../.dependency-cruiser.mjs'

test('every arrow points down, and every file was seen', async () => {
  const { output } = await cruise(
    ['src'],
    { ...config.options, validate: true, ruleSet: config },
    undefined,
    {
      tsConfig: { options: { jsx: 4, moduleResolution: 99, module: 199 } },
    } as never,
  )
  if (typeof output === 'string') throw new Error(output)
  const broken = output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)
  expect(broken).toEqual([])
  const seen = new Set(output.modules.map(({ source }) => source))
  expect(globSync('src/**/*.{ts,tsx}').filter((file) => !seen.has(file.replaceAll('\\', '/')))).toEqual([])
}, 120_000)
