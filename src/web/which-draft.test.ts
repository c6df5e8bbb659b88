import { expect, test } from 'vitest'
import type { PackageView, SubmissionView } from '../contract/submissions.ts'
import { newerPackage, packageToRead } from './which-draft.tsx'

const packed = (number: number, receivedAt: string) => ({ number, receivedAt }) as PackageView
const [newest, older] = [packed(2, '2019-06-09T08:00:00Z'), packed(1, '2019-06-08T08:00:00Z')]
const seen = (draftAt: string, more: Partial<SubmissionView> = {}) =>
  ({
    closedBecause: null,
    packages: [newest, older],
    draft: { version: 3, ahead: true, at: draftAt, by: '张老师' },
    ...more,
  }) as SubmissionView

test('a package that came after the draft was last touched asks which to go on with', () => {
  expect(newerPackage(seen('2019-06-09T07:00:00Z'))).toBe(newest)
  expect(newerPackage(seen('2019-06-09T09:00:00Z'))).toBeUndefined()
})

test('who only approves reads the package that he hands in, never the draft beside it', () => {
  expect(packageToRead(seen('2019-06-09T09:00:00Z'), false)).toBe(newest)
  expect(packageToRead(seen('2019-06-09T09:00:00Z', { packages: [] }), false)).toBeUndefined()
})

test('who fills in goes on with the draft, until what was handed in differs and is closed', () => {
  expect(packageToRead(seen('2019-06-09T07:00:00Z'), true)).toBeUndefined()
  expect(packageToRead(seen('2019-06-09T07:00:00Z', { closedBecause: '已报送' }), true)).toBe(newest)
})
