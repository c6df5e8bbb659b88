#!/usr/bin/env node
// `npx zicha …`: the command line, on the pinned Node.
import { main, prepare, root, run } from './launch.mjs'

// Files are named as seen from where the words were typed.
await main(() => run(prepare(), [`${root}/src/cli.ts`, ...process.argv.slice(2)], { cwd: process.cwd() }))
