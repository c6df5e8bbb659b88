import { zipSync } from 'fflate'
import type { Actor } from '../domain/account.ts'
import { demand } from '../domain/permission.ts'
import { Problem } from '../domain/problem.ts'
import { bundleElementId, type ToolBundle } from '../domain/tool.ts'
import { getCampaign } from '../store/campaigns.ts'
import { getDraft } from '../store/drafts.ts'
import { getSigningKey } from '../store/keys.ts'
import { getContent, lastPackage } from '../store/packages.ts'
import { listAttachments } from '../store/pieces.ts'
import { record } from '../store/trail.ts'
import { getUnit } from '../store/units.ts'
import { sealingKeys } from './commission-keys.ts'
import { clockOffset } from './demonstration.ts'
import type { Deps } from './deps.ts'
import { fileName } from './keep-piece.ts'
import { seeComments } from './review-submission.ts'

interface Place {
  readonly campaignId: string
  readonly unitCode: string
}

/** The unit's one-file tool, with all it must know to work without a network. */
export async function issueTool(
  deps: Deps,
  actor: Actor,
  place: Place,
  fingerprint: string,
  as: 'html' | 'zip',
): Promise<{ name: string; bytes: Uint8Array }> {
  demand(actor, 'key.register', place)
  const [template, bundle] = await Promise.all([
    deps.toolTemplate(),
    gatherBundle(deps, actor, place, fingerprint),
  ])
  const html = new TextEncoder().encode(withBundle(template, bundle))
  await record(
    deps.db,
    actor,
    'tool.issued',
    { ...place, about: fingerprint },
    { as, size: html.length },
    deps.now(),
  )
  const name = fileName(`${bundle.unit.name}_${bundle.campaign.year}年网络安全自查工具`)
  if (as === 'html') return { name: `${name}.html`, bytes: html }
  return { name: `${name}.zip`, bytes: zipSync({ [`${name}.html`]: [html, { mtime: deps.now() }] }) }
}

async function gatherBundle(
  deps: Deps,
  actor: Actor,
  { campaignId, unitCode }: Place,
  fingerprint: string,
): Promise<ToolBundle> {
  const { db } = deps
  const [campaign, unit, key, commissionKeys, last, draft, comments] = await Promise.all([
    getCampaign(db, campaignId),
    getUnit(db, unitCode),
    getSigningKey(db, campaignId, unitCode, fingerprint),
    sealingKeys(db),
    lastPackage(db, campaignId, unitCode),
    getDraft(db, campaignId, unitCode),
    seeComments(deps, actor, { campaignId, unitCode }),
  ])
  if (key.revokedAt !== null) throw revoked()
  // The draft follows packages unless it is ahead of them, so it is never the older of the two.
  const filing =
    draft?.filing ?? (last ? (await getContent(db, campaignId, unitCode, last.number)).filing : null)
  const wanted = new Set(Object.values(filing?.attachments ?? {}).map(({ sha256 }) => sha256))
  const { carried, absent } = await gatherAttachments(deps, campaignId, unitCode, wanted)
  return {
    version: 1,
    campaign,
    unit,
    filing,
    ...(draft ? { draftVersion: draft.version } : {}),
    nextRevision: (last?.revision ?? 0) + 1,
    previous: last?.digest ?? null,
    attachments: carried,
    absentAttachments: absent,
    commissionKeys,
    signingKey: key.locked,
    comments: comments.filter(({ resolvedAt }) => resolvedAt === null),
    issuedAt: deps.now().toISOString(),
    clockOffsetMs: await clockOffset(db),
  }
}

const mostAttachmentBytes = 20 * 1024 * 1024

async function gatherAttachments(
  { db, blobs }: Deps,
  campaignId: string,
  unitCode: string,
  wanted: ReadonlySet<string>,
) {
  const held = wanted.size > 0 ? await listAttachments(db, campaignId, unitCode) : []
  const carried: Record<string, string> = {}
  let room = mostAttachmentBytes
  for (const { sha256, size } of held) {
    if (!wanted.has(sha256) || size > room) continue
    room -= size
    carried[sha256] = Buffer.from(await blobs.bytes(sha256)).toString('base64')
  }
  return { carried, absent: [...wanted].filter((sha256) => !(sha256 in carried)) }
}

/** Escaped so that no answer can end the element and begin a program. */
export function withBundle(template: string, bundle: ToolBundle): string {
  const mark = new RegExp(`(<script type="application/json" id="${bundleElementId}">)[^<]*(</script>)`)
  if (!mark.test(template)) throw new TypeError('The tool has no place for its bundle')
  const json = JSON.stringify(bundle)
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029')
  return template.replace(mark, (_, open: string, close: string) => open + json + close)
}

const revoked = () =>
  new Problem('conflict', 'key.revoked', '这把签名密钥已作废，请重新设置工具口令，生成新的密钥后再下载')
