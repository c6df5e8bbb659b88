import { readFormCode } from '../documents/form-code.ts'
import type { Actor } from '../domain/account.ts'
import { dayOf } from '../domain/calendar.ts'
import { type FileKind, fileKind, mediaTypes, pieceKinds } from '../domain/file-kind.ts'
import { attachmentOf, type Filing } from '../domain/filing.ts'
import { demand } from '../domain/permission.ts'
import { Problem } from '../domain/problem.ts'
import { demandOpen, pieceNames, start } from '../domain/submission.ts'
import { shortCode } from '../sealing/canonical.ts'
import { getCampaign } from '../store/campaigns.ts'
import type { Db } from '../store/database.ts'
import { lastPackage } from '../store/packages.ts'
import { keepAttachments, keepPieces, type PieceRow } from '../store/pieces.ts'
import { saveSubmission, takeSubmission } from '../store/submissions.ts'
import { record } from '../store/trail.ts'
import type { Deps } from './deps.ts'
import { puttingFiles } from './put-files.ts'

export type LoosePiece = PieceRow['piece']

interface Place {
  readonly campaignId: string
  readonly unitCode: string
}

/** Takes a form, summary or letter that comes beside the package. */
export async function keepPiece(
  deps: Deps,
  actor: Actor,
  place: Place,
  piece: LoosePiece,
  name: string,
  bytes: Uint8Array,
): Promise<void> {
  demand(actor, 'piece.upload', place)
  const kind = demandKind(piece, name, bytes)
  return puttingFiles(deps, async (files) => {
    const blob = await files.put(bytes)
    const code = piece === 'form' ? codeOf(bytes) : undefined
    await keep(
      deps,
      actor,
      place,
      { piece, name: namedAs(name, kind), mediaType: mediaTypes[kind], ...blob },
      code,
    )
  })
}

async function keep(
  deps: Deps,
  actor: Actor,
  { campaignId, unitCode }: Place,
  inside: PieceInside,
  code: string | undefined,
): Promise<void> {
  const { piece, name, sha256, size } = inside
  const campaign = await getCampaign(deps.db, campaignId)
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    const submission = await takeSubmission(tx, campaignId, unitCode)
    demandOpen(submission, campaign, dayOf(now))
    if (piece === 'form') await demandSameCode(tx, campaignId, unitCode, code)
    const revision = submission.revision + 1
    const kept = {
      campaignId,
      unitCode,
      revision,
      source: 'upload' as const,
      keptAt: now,
      keptBy: actor.name,
    }
    await keepPieces(tx, [{ ...inside, ...kept }])
    await keepAttachments(tx, campaignId, unitCode, [{ sha256, size }])
    await saveSubmission(tx, start(submission), { lastWorkedAt: now })
    const details = { piece, name, sha256, size }
    await record(tx, actor, 'piece.uploaded', { campaignId, unitCode, about: piece }, details, now)
  })
}

type PieceInside = Pick<PieceRow, 'piece' | 'name' | 'mediaType' | 'size' | 'sha256'>

/** Summary and letter that the filing itself carries, as answers of its last section. */
export async function piecesInside({ blobs }: Deps, filing: Filing): Promise<PieceInside[]> {
  const found: PieceInside[] = []
  for (const piece of ['summary', 'letter'] as const) {
    const answer = filing.answers[`${piece}File`]
    const id = Array.isArray(answer) ? answer[0] : undefined
    const file = id === undefined ? undefined : attachmentOf(filing, id)
    if (!file) continue
    const kind = demandKind(piece, file.name, await blobs.bytes(file.sha256))
    const { size, sha256 } = file
    found.push({ piece, name: namedAs(file.name, kind), mediaType: mediaTypes[kind], size, sha256 })
  }
  return found
}

async function demandSameCode(
  tx: Db,
  campaignId: string,
  unitCode: string,
  found: string | undefined,
): Promise<void> {
  const last = await lastPackage(tx, campaignId, unitCode)
  if (!last || last.submittedAs !== null) throw packageFirst()
  const expected = shortCode(last.contentDigest)
  if (found !== expected) throw otherCode(expected, found)
}

function codeOf(bytes: Uint8Array): string | undefined {
  try {
    return readFormCode(bytes)
  } catch {
    // A file that is no Word document has no code either; the refusal says both codes.
    return undefined
  }
}

function demandKind(piece: LoosePiece, name: string, bytes: Uint8Array): FileKind {
  const kind = fileKind(bytes)
  if (!kind || !(pieceKinds[piece] as readonly string[]).includes(kind)) throw wrongKind(piece, name)
  return kind
}

/** As shown and saved: a name must not name a place, nor hide its ending. */
export const fileName = (name: string): string => {
  const plain = name.replace(/[\\/:*?"<>|\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '_')
  // Whole characters only; and neither `..` nor a hidden file.
  return [...plain].slice(-150).join('').replace(/^\.+/, '_') || '文件'
}

/** Whoever opens a saved file goes by the end of its name, so that says what the bytes are. */
const namedAs = (name: string, kind: FileKind): string => {
  const ending = kind === 'jpg' ? /\.jpe?g$/i : new RegExp(`\\.${kind}$`, 'i')
  return ending.test(name) ? fileName(name) : fileName(`${name}.${kind}`)
}

const wrongKind = (piece: LoosePiece, name: string) =>
  new Problem(
    'invalid',
    'piece.wrong-kind',
    `${pieceNames[piece]}“${name.slice(0, 100)}”的文件类型不对，须为 ${pieceKinds[piece].join('、')} 格式的文件`,
    { piece, allowed: pieceKinds[piece] },
  )
const packageFirst = () =>
  new Problem('conflict', 'piece.package-first', '请先上传数据包，再上传与它对应的自查表')
const otherCode = (expected: string, found: string | undefined) =>
  new Problem(
    'conflict',
    'piece.other-code',
    `自查表与数据包不是同一次导出的：数据包的校验码为 ${expected}，自查表页脚的校验码${found ? `为 ${found}` : '没有找到'}；请上传同一次导出的自查表，或删去它由系统生成`,
    { expected, found: found ?? null },
  )
