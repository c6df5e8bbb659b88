// Every endpoint there is, by topic: the server mounts these, the browser calls these.
import { campaigns } from './campaigns.ts'
import { drafts } from './drafts.ts'
import { progress } from './progress.ts'
import { session } from './session.ts'
import { submissions } from './submissions.ts'
import { trail } from './trail.ts'
import { units } from './units.ts'

export const contract = { session, campaigns, units, progress, submissions, drafts, trail } as const
