// One bundle for browsers: the web application as files, the offline tool as a single page.
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, type InlineConfig, type Rollup } from 'vite'

// The oldest browsers on desks that we serve.
const target = ['chrome86', 'firefox78']

// React libraries mark their files for a kind of server that we do not have.
const rolldownOptions: Rollup.RollupOptions = {
  onwarn: (warning, warn) => {
    if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning)
  },
}

export async function buildTarget(root: string, name: string): Promise<void> {
  const outDir = join(root, 'dist', name)
  const config: InlineConfig = {
    root: join(root, 'src', name),
    configFile: false,
    logLevel: 'warn',
    base: './',
    build: {
      target,
      cssTarget: target,
      outDir,
      emptyOutDir: true,
      reportCompressedSize: false,
      rolldownOptions,
    },
  }
  if (name === 'offline') await buildPage(config, outDir)
  else await build({ ...config, base: '/' })
}

async function buildPage(config: InlineConfig, outDir: string): Promise<void> {
  const result = await build({
    ...config,
    build: {
      ...config.build,
      write: false,
      cssCodeSplit: false,
      assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      modulePreload: false,
      rolldownOptions: { ...rolldownOptions, output: { codeSplitting: false } },
    },
    worker: { format: 'iife' },
  })
  const { output } = (Array.isArray(result) ? result[0] : result) as Rollup.RollupOutput
  mkdirSync(outDir, { recursive: true })
  writeFileSync(join(outDir, 'index.html'), inline(output))
}

/** Scripts and styles move into the page, and its policy lets these very ones run and nothing be fetched. */
function inline(output: Rollup.RollupOutput['output']): string {
  const page = output.find(({ fileName }) => fileName.endsWith('.html'))
  if (page?.type !== 'asset') throw new Error('no page was built')
  // None of these may stand in a script inside a page: the parser would end it, or never end it.
  const scripts = output.flatMap((part) =>
    part.type === 'chunk' ? [part.code.replaceAll(/<(?=!--|\/?script)/gi, '\\x3c')] : [],
  )
  const styles = output.flatMap((part) =>
    part.type === 'asset' && part.fileName.endsWith('.css') ? [String(part.source)] : [],
  )
  const early = Array.from(String(page.source).matchAll(/<script>([\s\S]*?)<\/script>/g), ([, code]) =>
    String(code),
  )
  const policy = [
    `default-src 'none'`,
    `script-src ${[...early, ...scripts].map(hashOf).join(' ')} 'wasm-unsafe-eval'`,
    `style-src ${styles.map(hashOf).join(' ') || `'none'`}`,
    'img-src data: blob:',
    'font-src data:',
    `connect-src 'none'`,
    'worker-src blob:',
    `form-action 'none'`,
    `base-uri 'none'`,
  ].join('; ')
  const bare = String(page.source)
    .replace(/<script type="module"[^>]*><\/script>\s*/g, '')
    .replace(/<link rel="(stylesheet|modulepreload)"[^>]*>\s*/g, '')
  // A function as replacement, since `$&` in the code would otherwise mean something.
  return bare
    .replace(
      /<meta charset[^>]*>/i,
      (meta) => `${meta}\n<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    )
    .replace('</head>', () => `${styles.map((css) => `<style>${css}</style>`).join('')}</head>`)
    .replace(
      '</body>',
      () => `${scripts.map((code) => `<script type="module">${code}</script>`).join('')}</body>`,
    )
}

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
