// A submission is one unit's reply to one campaign.
// It moves along the table below and in no other way.
import { type Campaign, isClosed, isLate, type Piece, pieces } from './campaign.ts'
import { Problem } from './problem.ts'

export const submissionStates = ['awaited', 'filling', 'submitted', 'returned', 'accepted'] as const
export type SubmissionState = (typeof submissionStates)[number]

interface Move {
  readonly from: readonly SubmissionState[]
  readonly to: SubmissionState
}

export const moves = {
  start: { from: ['awaited'], to: 'filling' },
  submit: { from: ['filling', 'returned'], to: 'submitted' },
  return: { from: ['submitted'], to: 'returned' },
  accept: { from: ['submitted'], to: 'accepted' },
  reopen: { from: ['accepted'], to: 'returned' },
  recall: { from: ['returned', 'accepted'], to: 'submitted' },
} as const satisfies Record<string, Move>

export type MoveName = keyof typeof moves

export interface Submission {
  readonly campaignId: string
  readonly unitCode: string
  readonly state: SubmissionState
  /** How often it was handed in; 0 before the first time. */
  readonly revision: number
  /** Said once, of the first time. */
  readonly late: boolean
}

export const canMove = (submission: Submission, name: MoveName): boolean =>
  (moves[name].from as readonly SubmissionState[]).includes(submission.state)

export function move(submission: Submission, name: MoveName): Submission {
  if (!canMove(submission, name)) throw cannotMove(submission, name)
  return { ...submission, state: moves[name].to }
}

/** Work has begun; says nothing new about one that was returned. */
export const start = (submission: Submission): Submission =>
  submission.state === 'awaited' ? move(submission, 'start') : submission

/** Whether answers, packages and pieces may still change. */
export function demandOpen(submission: Submission, campaign: Campaign, today: string): void {
  if (submission.state === 'submitted' || submission.state === 'accepted') throw handedIn(submission)
  if (today < campaign.opensOn) throw notYetOpen(campaign)
  // Closing day shuts out first submissions only: whoever was sent back may still correct.
  if (submission.state !== 'returned' && isClosed(campaign, today)) throw closed(campaign)
}

/** Decides what handing in does. `has` are the pieces that lie ready. */
export function handIn(
  submission: Submission,
  campaign: Campaign,
  has: readonly Piece[],
  today: string,
): Submission {
  demandOpen(submission, campaign, today)
  const missing = missingPieces(has)
  if (missing.length > 0) throw incomplete(missing)
  const moved = move(submission, 'submit')
  const late = submission.revision === 0 ? isLate(campaign, today) : submission.late
  return { ...moved, revision: submission.revision + 1, late }
}

export const pieceNames: Readonly<Record<Piece, string>> = {
  package: '自查数据包',
  form: '自查表',
  summary: '工作总结',
  letter: '承诺书',
}

export const missingPieces = (has: readonly Piece[]): readonly Piece[] =>
  pieces.filter((piece) => !has.includes(piece))

/** What decides which of two packages of one unit is newer; both come from the signed header. */
export interface PackageAge {
  /** Counted by whoever seals, from 1. */
  readonly revision: number
  /** UTC ISO */
  readonly sealedAt: string
}

export const isNewer = (one: PackageAge, other: PackageAge): boolean =>
  one.revision > other.revision ||
  (one.revision === other.revision && Date.parse(one.sealedAt) > Date.parse(other.sealedAt))

export function refuseReplay(arriving: PackageAge, last: PackageAge | null): void {
  if (last && !isNewer(arriving, last)) throw replayed(arriving, last)
}

export const statuses = ['未启动', '填报中', '已报送', '退回', '通过', '迟报', '未报'] as const
export type Status = (typeof statuses)[number]

/** What the commission reads in its progress table. */
export function statusOf(submission: Submission, campaign: Campaign, today: string): Status {
  if (submission.state === 'accepted') return '通过'
  if (submission.state === 'returned') return '退回'
  if (submission.state === 'submitted') return submission.late ? '迟报' : '已报送'
  if (isLate(campaign, today)) return '未报'
  return submission.state === 'filling' ? '填报中' : '未启动'
}

/** For people; unique because campaign, unit and revision are. */
export const receiptNumber = (
  { campaignId, unitCode, revision }: Submission,
  packageDigest: string,
): string => `${campaignId}-${unitCode}-${revision}-${packageDigest.slice(0, 4).toUpperCase()}`

const stateNames: Readonly<Record<SubmissionState, string>> = {
  awaited: '未启动',
  filling: '填报中',
  submitted: '已报送',
  returned: '已退回',
  accepted: '已通过',
}
const moveNames: Readonly<Record<MoveName, string>> = {
  start: '开始填报',
  submit: '报送',
  return: '退回',
  accept: '通过',
  reopen: '重新打开',
  recall: '收回决定',
}

const cannotMove = ({ state }: Submission, name: MoveName) =>
  new Problem(
    'conflict',
    'submission.cannot-move',
    `该报送当前为“${stateNames[state]}”，不能${moveNames[name]}；请刷新页面，按最新状态处理`,
    {
      state,
      move: name,
      from: moves[name].from,
    },
  )
const handedIn = ({ state }: Submission) =>
  new Problem(
    'conflict',
    'submission.handed-in',
    state === 'accepted'
      ? '报送已通过审核，内容不能再修改'
      : '材料已报送，正在审核；如需修改，请联系主管单位退回',
    { state },
  )
const notYetOpen = ({ opensOn }: Campaign) =>
  new Problem('conflict', 'submission.not-yet-open', `本次自查自 ${opensOn} 开始，尚不能填报`, { opensOn })
const closed = ({ closesOn }: Campaign) =>
  new Problem('conflict', 'submission.closed', `本次自查已于 ${closesOn} 结束，请联系主管单位`, { closesOn })
const incomplete = (missing: readonly Piece[]) =>
  new Problem(
    'invalid',
    'submission.incomplete',
    `材料未齐，还缺：${missing.map((piece) => pieceNames[piece]).join('、')}`,
    {
      missing,
    },
  )
const replayed = (arriving: PackageAge, last: PackageAge) =>
  new Problem(
    'conflict',
    'sealing.replayed',
    `这个数据包（第 ${arriving.revision} 次导出）不比已收到的（第 ${last.revision} 次导出）新，未予接收；请从工具中重新导出后上传`,
    { found: arriving, expected: `newer than ${last.revision}, ${last.sealedAt}` },
  )
