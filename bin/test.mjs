// `npm test`: from a fresh clone to one line that says how many passed and failed.
import { main, prepare, run } from './launch.mjs'

await main(() => run(prepare(), ['tools/test.ts', ...process.argv.slice(2)]))
