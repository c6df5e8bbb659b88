import { expect, test } from 'vitest'
import { type Campaign, pieces } from './campaign.ts'
import {
  canMove,
  demandOpen,
  handIn,
  isNewer,
  type MoveName,
  move,
  moves,
  receiptNumber,
  refuseReplay,
  type Submission,
  type SubmissionState,
  start,
  statusOf,
  submissionStates,
} from './submission.ts'

const campaign = { opensOn: '2019-05-20', dueOn: '2019-06-10', closesOn: '2019-06-20' } as Campaign
const submission = (state: SubmissionState, also: Partial<Submission> = {}): Submission => ({
  campaignId: '2019',
  unitCode: 'BNU',
  state,
  revision: state === 'awaited' || state === 'filling' ? 0 : 1,
  late: false,
  ...also,
})
const inTime = '2019-06-10'

test.each<[MoveName, SubmissionState, SubmissionState[]]>([
  ['start', 'filling', ['awaited']],
  ['submit', 'submitted', ['filling', 'returned']],
  ['return', 'returned', ['submitted']],
  ['accept', 'accepted', ['submitted']],
  ['reopen', 'returned', ['accepted']],
  ['recall', 'submitted', ['returned', 'accepted']],
])('%s leads to %s, and only from %j', (name, to, from) => {
  for (const state of submissionStates) {
    expect(canMove(submission(state), name)).toBe(from.includes(state))
    if (from.includes(state)) expect(move(submission(state), name).state).toBe(to)
    else
      expect(() => move(submission(state), name)).toThrow(
        expect.objectContaining({ code: 'submission.cannot-move' }),
      )
  }
})

test('every state can be left but by nobody’s leave, and none is out of reach', () => {
  const reached = new Set<string>(['awaited', ...Object.values(moves).map(({ to }) => to)])
  expect([...reached].toSorted()).toEqual([...submissionStates].toSorted())
})

test('handing in on the due day is in time, the day after is late, and later corrections stay what the first was', () => {
  expect(handIn(submission('filling'), campaign, pieces, '2019-06-10')).toMatchObject({
    revision: 1,
    late: false,
  })
  expect(handIn(submission('filling'), campaign, pieces, '2019-06-11')).toMatchObject({
    revision: 1,
    late: true,
  })
  expect(handIn(submission('returned'), campaign, pieces, '2019-06-15')).toMatchObject({
    revision: 2,
    late: false,
  })
  expect(handIn(submission('returned', { late: true }), campaign, pieces, '2019-06-15').late).toBe(true)
})

test('after the closing day only what was returned may still be handed in', () => {
  expect(() => handIn(submission('filling'), campaign, pieces, '2019-06-21')).toThrow(
    expect.objectContaining({ code: 'submission.closed' }),
  )
  expect(handIn(submission('returned'), campaign, pieces, '2019-07-01').state).toBe('submitted')
})

test('nothing changes before the first day, under review, or after acceptance', () => {
  const refusal = (state: SubmissionState, today: string) => {
    try {
      demandOpen(submission(state), campaign, today)
      return undefined
    } catch (error) {
      return (error as { code: string }).code
    }
  }
  expect(refusal('awaited', '2019-05-19')).toBe('submission.not-yet-open')
  expect(refusal('awaited', '2019-05-20')).toBeUndefined()
  expect(refusal('submitted', inTime)).toBe('submission.handed-in')
  expect(refusal('accepted', inTime)).toBe('submission.handed-in')
  expect(refusal('returned', '2019-12-31')).toBeUndefined()
})

test('a submission without all four pieces is refused, and what lacks is named', () => {
  expect(() => handIn(submission('filling'), campaign, ['package', 'form'], inTime)).toThrow(
    expect.objectContaining({
      code: 'submission.incomplete',
      message: '材料未齐，还缺：工作总结、承诺书',
    }),
  )
})

test.each([
  ['awaited', false, '2019-06-10', '未启动'],
  ['filling', false, '2019-06-10', '填报中'],
  ['awaited', false, '2019-06-11', '未报'],
  ['filling', false, '2019-06-11', '未报'],
  ['submitted', false, '2019-06-30', '已报送'],
  ['submitted', true, '2019-06-30', '迟报'],
  ['returned', true, '2019-06-30', '退回'],
  ['accepted', true, '2019-06-30', '通过'],
] as const)('%s (late: %s) reads on %s as %s', (state, late, today, status) => {
  expect(statusOf(submission(state, { late }), campaign, today)).toBe(status)
})

test('work begins once', () => {
  expect(start(submission('awaited')).state).toBe('filling')
  expect(start(submission('returned')).state).toBe('returned')
})

test('a package is newer by its revision, and within one revision by its time', () => {
  const last = { revision: 2, sealedAt: '2019-06-01T00:00:00Z' }
  expect(isNewer({ revision: 3, sealedAt: '2019-05-01T00:00:00Z' }, last)).toBe(true)
  expect(isNewer({ revision: 2, sealedAt: '2019-06-01T00:00:01Z' }, last)).toBe(true)
  expect(isNewer(last, last)).toBe(false)
  expect(isNewer({ revision: 1, sealedAt: '2019-07-01T00:00:00Z' }, last)).toBe(false)
  expect(() => refuseReplay({ revision: 1, sealedAt: last.sealedAt }, last)).toThrow(
    expect.objectContaining({ code: 'sealing.replayed' }),
  )
  refuseReplay(last, null)
})

test('a receipt’s number says whose and which it is', () => {
  expect(receiptNumber(submission('submitted', { revision: 2 }), 'abcdef')).toBe('2019-BNU-2-ABCD')
})
