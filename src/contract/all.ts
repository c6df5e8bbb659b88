// Every endpoint there is, by topic: the server mounts these, the browser calls these.
import { campaigns } from './campaigns.ts'
import { drafts } from './drafts.ts'
import { answering } from './endpoint.ts'
import { progress } from './progress.ts'
import { session } from './session.ts'
import { submissions } from './submissions.ts'
import { trail } from './trail.ts'
import { units } from './units.ts'

interface Health {
  readonly ok: true
}

const health = {
  /** The process answers. */
  alive: answering<Health>().get('/api/health'),
  /** The process and its database answer. */
  ready: answering<Health>().get('/api/ready'),
} as const

export const contract = { health, session, campaigns, units, progress, submissions, drafts, trail } as const
