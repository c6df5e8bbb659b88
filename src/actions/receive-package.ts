import { questionnaire } from '../catalog/all.ts'
import type { Actor } from '../domain/account.ts'
import { dayOf } from '../domain/calendar.ts'
import { demand } from '../domain/permission.ts'
import { demandOpen, type PackageAge, refuseReplay, start } from '../domain/submission.ts'
import { fingerprint, keyId, type PublicKey } from '../sealing/keys.ts'
import { untrustedSigner } from '../sealing/problems.ts'
import { type Opened, openStream } from '../sealing/stream.ts'
import { nativeSuites } from '../sealing/suites/native.ts'
import type { Putting } from '../store/blobs.ts'
import { getCampaign } from '../store/campaigns.ts'
import type { Db } from '../store/database.ts'
import { getSigningKey, listSigningKeys } from '../store/keys.ts'
import { insertPackage, listPackages, type PackageMark } from '../store/packages.ts'
import { dropPiece, keepAttachments, keepPieces } from '../store/pieces.ts'
import { saveSubmission, takeSubmission } from '../store/submissions.ts'
import { record } from '../store/trail.ts'
import { getUnit } from '../store/units.ts'
import { openingKeys } from './commission-keys.ts'
import type { Deps } from './deps.ts'
import { followPackage } from './edit-draft.ts'
import { piecesInside } from './keep-piece.ts'
import { gatherAttachments } from './package-sink.ts'
import { puttingFiles } from './put-files.ts'
import { type ToldPackage, tellPackage } from './tell-package.ts'
import { type Remarks, weigh } from './weigh-filing.ts'

export interface Received {
  readonly mark: ToldPackage
  /** False when this very package had come before. */
  readonly fresh: boolean
  readonly remarks: Remarks
}

/** Takes in a sealed package. A blocking remark refuses it; the others go to the reviewer. */
export async function receivePackage(
  deps: Deps,
  actor: Actor,
  { campaignId, unitCode }: { campaignId: string; unitCode: string },
  source: Uint8Array | Blob,
): Promise<Received> {
  demand(actor, 'package.upload', { unitCode })
  return puttingFiles(deps, (files) => takeIn(deps, files, actor, { campaignId, unitCode }, source))
}

async function takeIn(
  deps: Deps,
  files: Putting,
  actor: Actor,
  { campaignId, unitCode }: { campaignId: string; unitCode: string },
  source: Uint8Array | Blob,
): Promise<Received> {
  const [campaign, unit, keys, signers] = await Promise.all([
    getCampaign(deps.db, campaignId),
    getUnit(deps.db, unitCode),
    openingKeys(deps),
    trustedSigners(deps.db, campaignId, unitCode),
  ])
  const { sink, attachments } = gatherAttachments(files)
  // Before the transaction: no SQL waits on cryptography.
  const opened = await openStream(
    source,
    { keys, signers, expect: { campaignId, unitCode }, suites: nativeSuites },
    sink,
  )
  const now = deps.now()
  const today = dayOf(now)
  const form = questionnaire(campaign.questionnaireId)
  const weighed = weigh(opened.filing, { campaign, unit, today, questionnaire: form })
  const pieces = await piecesInside(deps, weighed.filing)
  const blob = await files.put(source instanceof Uint8Array ? source : stream(source))
  const received = markOf(opened, blob)

  return deps.db.transaction().execute(async (tx) => {
    const submission = await takeSubmission(tx, campaignId, unitCode)
    const earlier = await listPackages(tx, campaignId, unitCode)
    const before = earlier.find(({ digest }) => digest === opened.digest)
    if (before) return { mark: tellPackage(before), fresh: false, remarks: weighed.remarks }
    // A large package takes its time to open; its key may have been revoked meanwhile.
    const key = await getSigningKey(tx, campaignId, unitCode, received.signer)
    if (key.revokedAt !== null) throw untrustedSigner(keyId(opened.signer))
    demandOpen(submission, campaign, today)
    const [last] = earlier
    refuseReplay(opened.header, last ? ageOf(last) : null)
    const mark: PackageMark = {
      ...received,
      number: (last?.number ?? 0) + 1,
      receivedAt: now,
      receivedBy: actor.name,
      submittedAs: null,
      warnings: weighed.warnings,
      hints: weighed.hints,
    }
    await insertPackage(tx, mark, weighed, weighed.figures)
    await keepAttachments(tx, campaignId, unitCode, attachments)
    const revision = submission.revision + 1
    const place = { campaignId, unitCode, revision, keptAt: now, keptBy: actor.name }
    await keepPieces(
      tx,
      pieces.map((piece) => ({ ...place, ...piece, source: 'package' as const })),
    )
    // A form printed from other answers is no proof of these; ours is made anew instead.
    if (last && last.contentDigest !== mark.contentDigest) await dropPiece(tx, { ...place, piece: 'form' })
    await followPackage(tx, mark, weighed.filing, opened.manifest.draftVersion, today)
    await saveSubmission(tx, start(submission), { lastWorkedAt: now })
    const details = { number: mark.number, revision: mark.revision, digest: mark.digest, size: mark.size }
    await record(tx, actor, 'package.received', { campaignId, unitCode }, details, now)
    return { mark: tellPackage(mark), fresh: true, remarks: weighed.remarks }
  })
}

async function trustedSigners(db: Db, campaignId: string, unitCode: string): Promise<PublicKey[]> {
  const keys = await listSigningKeys(db, campaignId, unitCode)
  return keys.filter(({ revokedAt }) => revokedAt === null).map(({ publicKey }) => publicKey as PublicKey)
}

const ageOf = ({ revision, sealedAt }: PackageMark): PackageAge => ({
  revision,
  sealedAt: sealedAt.toISOString(),
})

const markOf = (
  { header, digest, contentDigest, manifest, signer }: Opened,
  blob: { sha256: string; size: number },
) => ({
  campaignId: header.campaignId,
  unitCode: header.unitCode,
  revision: header.revision,
  digest,
  contentDigest,
  previous: manifest.previous,
  size: blob.size,
  sealedAt: new Date(header.sealedAt),
  blob: blob.sha256,
  signer: fingerprint(signer),
})

const stream = (blob: Blob): AsyncIterable<Uint8Array> =>
  blob.stream() as unknown as AsyncIterable<Uint8Array>
