// `npm run check` and its like: one of our tools, from a fresh clone too.
import { main, prepare, run } from './launch.mjs'

await main(() => run(prepare(), process.argv.slice(2)))
