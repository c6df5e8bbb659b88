import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { educationGrades, questionnaire } from '../../catalog/all.ts'
import { campaign2019 } from '../../catalog/campaigns.ts'
import { runChecks } from '../../checks/run.ts'
import { dayOf } from '../../domain/calendar.ts'
import { readDay } from '../../domain/identifiers/day.ts'
import { readFiling } from '../../domain/read-filing.ts'
import { isOpen } from '../../domain/remark.ts'
import type { Unit } from '../../domain/unit.ts'
import { Form } from '../../form/form.ts'
import { type Command, type Given, UsageError } from '../command.ts'
import { readJson } from '../files.ts'
import { oneFile, textOption } from '../given.ts'

const names = { error: '错误', warning: '警告', hint: '提示' } as const

export const check: Command = {
  name: 'check',
  summary: '按表单和全部规则检查一份填报内容；有未处理的错误或警告时以 1 结束',
  usage: '<filing.json 或打开数据包得到的文件夹>',
  options: {
    today: { type: 'string', doc: '按哪一天检查，YYYY-MM-DD；不给则为今天' },
    class: { type: 'string', doc: '学校类别 I、II 或 III，用于教育行业建议等级' },
  },
  async run(given, { print }) {
    const filing = readFiling(await readJson(await filingIn(oneFile(given))))
    const form = questionnaire(filing.questionnaireId)
    const today = dayGiven(given)
    const read = new Form(form, filing, { today })
    const remarks = [
      ...read.remarks(),
      ...runChecks({
        questionnaire: form,
        filing,
        campaign: campaign2019,
        unit: {
          code: filing.unitCode,
          name: String(filing.answers.unitName ?? ''),
          kind: String(filing.answers.unitCategory ?? ''),
          schoolClass: classGiven(given),
          creditCode: null,
        },
        today,
        read,
        educationGrades,
      }),
    ]
    const open = remarks.filter((remark) => isOpen(remark, filing))
    print(
      { open: open.length, remarks },
      remarks.length === 0
        ? '没有发现问题'
        : [
            ...remarks.map(
              (remark) =>
                `${names[remark.severity]}${isOpen(remark, filing) ? '' : '（已说明）'} ${remark.says}　[${remark.at}]`,
            ),
            `共 ${remarks.length} 条，未处理 ${open.length} 条`,
          ].join('\n'),
    )
    return open.length === 0 ? 'done' : 'found'
  },
}

function dayGiven(given: Given): string {
  const text = textOption(given, 'today')
  if (text === undefined) return dayOf(new Date())
  const day = readDay(text)
  if ('fault' in day) throw new UsageError(`--today：${day.fault}`)
  return day.normal
}

function classGiven(given: Given): Unit['schoolClass'] {
  const text = textOption(given, 'class')
  if (text === undefined) return null
  if (text !== 'I' && text !== 'II' && text !== 'III') throw new UsageError('--class 应为 I、II 或 III')
  return text
}

async function filingIn(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined)
  return found?.isDirectory() ? join(path, 'filing.json') : path
}
