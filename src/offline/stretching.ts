// Stretching a passphrase takes a second on a slow machine, and a page that stands still looks broken.
import type { Bytes } from '../sealing/bytes.ts'
import { stretchElsewhere } from '../sealing/suites/argon2id.ts'
import type { Said, Stretching } from './stretching.worker.ts'
import StretchingWorker from './stretching.worker.ts?worker&inline'

const patienceMs = 10_000

/** Where threads are not to be had, the page does it itself. */
export function stretchInThread(): void {
  stretchElsewhere((passphrase, salt, cost) => ask({ passphrase, salt, cost }))
}

function ask(stretching: Stretching): Promise<Bytes> {
  return new Promise((resolve, reject) => {
    const worker = new StretchingWorker()
    const giveUp = () => {
      worker.terminate()
      reject(new Error('no thread'))
    }
    const timer = window.setTimeout(giveUp, patienceMs)
    worker.onerror = giveUp
    worker.onmessage = ({ data }: MessageEvent<Said>) => {
      window.clearTimeout(timer)
      if (data === 'begun') return
      if (data === 'failed') return giveUp()
      worker.terminate()
      resolve(data)
    }
    worker.postMessage(stretching)
  })
}
