import { expect, test } from 'vitest'
import { questionnaire } from '../catalog/all.ts'
import { emptyFiling } from '../domain/filing.ts'
import { validate } from './validate.ts'

const judged = (...names: string[]) => {
  const kept = names.map((name, at) => [
    `f${at}`,
    { name, mediaType: 'a/b', size: 1, sha256: '0'.repeat(64) },
  ])
  const filing = {
    ...emptyFiling('2019', 'BJEDU2019', 'U1'),
    answers: { summaryFile: names.map((_, at) => `f${at}`) },
    attachments: Object.fromEntries(kept),
  }
  return validate(questionnaire('BJEDU2019'), filing, '2019-06-05')
    .filter(({ at }) => at === 'summaryFile')
    .map(({ code }) => code)
}

test('a summary is one document of a kind that an office can open', () => {
  expect(judged('自查工作总结.docx')).toEqual([])
  expect(judged('自查工作总结.PDF')).toEqual([])
  expect(judged('自查工作总结.exe')).toEqual(['answer.wrong-file'])
  expect(judged('自查工作总结')).toEqual(['answer.wrong-file'])
  expect(judged('总结.doc', '附表.doc')).toEqual(['answer.too-many-files'])
})
