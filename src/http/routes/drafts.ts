import { createHash } from 'node:crypto'
import {
  adoptPackage,
  patchDraft,
  putAttachment,
  restoreAside,
  seeAside,
  seeDraft,
  seeOneAside,
} from '../../actions/edit-draft.ts'
import { issueTool } from '../../actions/issue-tool.ts'
import { registerKey, revokeKey, seeKeys } from '../../actions/manage-keys.ts'
import { drafts } from '../../contract/drafts.ts'
import { megabyte } from '../../contract/endpoint.ts'
import { mediaTypes } from '../../domain/file-kind.ts'
import type { Routes } from '../mount.ts'
import { bytesOf } from '../upload.ts'
import { draftView, keyView } from '../views.ts'

export const draftRoutes: Routes = (mount, deps) => {
  mount.own(drafts.get, async ({ actor, params }) => draftView(await seeDraft(deps, actor, params)))
  mount.own(
    drafts.patch,
    async ({ actor, params, body }) => {
      const { version, changedAt, others } = await patchDraft(deps, actor, params, body.version, body.patches)
      return { version, at: changedAt.toISOString(), ...(others ? { filing: others } : {}) }
    },
    // Thousands of rows may be pasted at once.
    { mostJsonBytes: 32 * megabyte },
  )
  mount.own(drafts.adopt, async ({ actor, params, body }) =>
    draftView(await adoptPackage(deps, actor, params, body.version, body.number)),
  )
  mount.own(drafts.listAside, async ({ actor, params }) =>
    (await seeAside(deps, actor, params)).map(({ version, changedAt, changedBy }) => ({
      version,
      at: changedAt.toISOString(),
      by: changedBy,
    })),
  )
  mount.own(drafts.getAside, async ({ actor, params }) =>
    draftView(await seeOneAside(deps, actor, params, versionOf(params))),
  )
  mount.own(drafts.restoreAside, async ({ actor, params, body }) =>
    draftView(await restoreAside(deps, actor, params, body.version, versionOf(params))),
  )
  mount.own(drafts.putAttachment, async ({ actor, params, upload }) => {
    await putAttachment(deps, actor, params, params.sha256, await bytesOf(upload))
    return null
  })
  mount.own(drafts.keys, async ({ actor, params }) => (await seeKeys(deps, actor, params)).map(keyView))
  mount.own(
    drafts.registerKey,
    async ({ actor, params, body }) => keyView(await registerKey(deps, actor, params, body.locked)),
    { status: 201 },
  )
  mount.own(drafts.revokeKey, async ({ actor, params, body }) =>
    keyView(await revokeKey(deps, actor, params, params.fingerprint, body.reason)),
  )
  mount.own(drafts.tool, async ({ actor, params, query }) => {
    const { name, bytes } = await issueTool(deps, actor, params, query.fingerprint, query.as)
    const mediaType = query.as === 'zip' ? mediaTypes.zip : 'text/html; charset=utf-8'
    return {
      name,
      bytes,
      mediaType,
      headers: { 'x-sha256': createHash('sha256').update(bytes).digest('hex') },
    }
  })
}

/** What is no number stands for a draft that is not there. */
const versionOf = ({ version }: { version: string }) => (/^\d{1,9}$/.test(version) ? Number(version) : -1)
