import type { Routes } from '../mount.ts'
import { campaignRoutes } from './campaigns.ts'
import { draftRoutes } from './drafts.ts'
import { fileRoutes } from './files.ts'
import { progressRoutes } from './progress.ts'
import { sessionRoutes } from './session.ts'
import { submissionRoutes } from './submissions.ts'
import { trailRoutes } from './trail.ts'
import { unitRoutes } from './units.ts'

export const allRoutes: readonly Routes[] = [
  sessionRoutes,
  campaignRoutes,
  unitRoutes,
  progressRoutes,
  submissionRoutes,
  fileRoutes,
  draftRoutes,
  trailRoutes,
]
