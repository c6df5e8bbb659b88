// One unit's filled-in form: complete, believable, and made of nothing real.

import { educationGrades } from '../../catalog/all.ts'
import { runChecks } from '../../checks/run.ts'
import type { Campaign } from '../../domain/campaign.ts'
import {
  type Attachment,
  type Cell,
  cellPlace,
  emptyFiling,
  type Filing,
  type Row,
} from '../../domain/filing.ts'
import type { Field, Questionnaire } from '../../domain/questionnaire.ts'
import { isOpen, type Remark, remarkKey } from '../../domain/remark.ts'
import { Form } from '../../form/form.ts'
import { prune } from '../../form/prune.ts'
import { Chance } from './chance.ts'
import { dataSetRows } from './data-sets.ts'
import { ledgers, websiteRows } from './inventories.ts'
import { creditCode, type DemoUnit, mobile, officePhone, person } from './names.ts'
import { systemRows } from './systems.ts'
import { narrative, narrativeIds } from './words.ts'

/** How large a unit is: systems, websites, data sets. */
export interface Size {
  readonly systems: number
  readonly websites: number
  readonly dataSets: number
}

export interface Filled {
  readonly unit: DemoUnit
  readonly size: Size
  readonly campaign: Campaign
  readonly questionnaire: Questionnaire
  readonly seed: number
  /** By attachment id. */
  readonly attachments: Readonly<Record<string, Attachment>>
  /** YYYY-MM-DD */
  readonly today: string
}

export function demoFiling(wanted: Filled): Filing {
  const { unit, campaign, questionnaire, today, attachments } = wanted
  const form = new Form(questionnaire, emptyFiling(campaign.id, questionnaire.id, unit.code), { today })
  const chance = new Chance(wanted.seed)
  const { answers, tables } = content(wanted, chance)
  form.edit('演示', (edit) => {
    for (const [id, attachment] of Object.entries(attachments)) edit.entry('attachments', id, attachment)
    for (const [id, value] of Object.entries(answers)) edit.set(id, value)
    for (const [table, rows] of Object.entries(tables)) {
      edit.insertRows(table, 0, rows)
      const asksNil = questionnaire.tables.find(({ id }) => id === table)?.nil
      if (rows.length === 0 && asksNil)
        edit.entry('nils', table, { by: String(answers.contactName), on: today })
    }
  })
  complete(form, wanted, chance)
  for (const { id } of questionnaire.sections) form.finish(id, true)
  return prune(questionnaire, form.filing, today)
}

function content({ unit, size, today }: Filled, chance: Chance) {
  const large = size.systems > 30
  const net = `203.0.${chance.int(120, 250)}`
  const systems = systemRows(
    {
      domain: unit.domain,
      schoolClass: unit.schoolClass,
      filingPrefix: `110108${chance.digits(5)}`,
      net,
      count: size.systems,
    },
    chance,
  )
  const inventories = { ...size, name: unit.name, domain: unit.domain, net, systems }
  const dataSets = dataSetRows(inventories, unit.schoolClass === 'III' ? 0.3 : large ? 1 : 0.5, chance)
  const tables: Record<string, Row[]> = {
    systems,
    websites: websiteRows(inventories, chance),
    dataSets,
    ...ledgers(inventories, large, chance),
  }
  const persons = dataSets.map(({ cells }) => Number(cells.personCount ?? 0))
  const answers: Record<string, Cell> = {
    ...people(unit, chance),
    ...Object.fromEntries(narrativeIds.map((id) => [id, narrative(id, chance)])),
    'w01.docNo': '党网信〔2019〕2 号',
    'w01.docDate': '2019-02-26',
    'w01.leaderName': person(chance),
    'w01.leaderTitle': '党委书记',
    'w01.meetings': chance.int(2, 6),
    'w02.inAssessment': true,
    'w02.weight': 5,
    'w02.checks': chance.int(1, 4),
    'w02.budgeted': true,
    'w02.budget': large ? chance.int(120, 600) : chance.int(8, 60),
    'w02.budgetShare': chance.int(6, 14),
    'w03.people': 0,
    'w04.allFiled': systems.every(({ cells }) => !/^(none|accepted)$/.test(String(cells.filingStatus))),
    'w04.changesFiled': 'none',
    'w06.scans': chance.int(4, 12),
    'w06.penetrations': chance.int(1, 3),
    'w06.found': 18,
    'w06.fixed': 16,
    'w07.received': 5,
    'w07.answered': 5,
    'w07.zeroDue': 22,
    'w07.zeroDone': 22,
    'w08.planName': '网络安全事件应急预案',
    'w08.planDate': '2019-03-12',
    'w08.drillDate': chance.day('2019-04-01', '2019-05-25'),
    'w08.drillPeople': chance.int(12, 60),
    'w11.times': chance.int(3, 8),
    'w12.docNo': '网信办〔2019〕1 号',
    'w12.docDate': '2019-01-18',
    'w12.tasks': 16,
    'w12.tasksDone': 7,
    'w13.eventName': '国庆70周年',
    netFilingDone: true,
    netFilingNo: '京公网安备 11010802012345号',
    userRealName: true,
    surfLogDays: 200,
    natLog: true,
    'dataSummary.personCount': Math.max(0, ...persons),
    summaryFile: ['summary'],
    letterFile: ['letter'],
    letterSignedOn: chance.day('2019-05-24', today),
    fillDate: today,
  }
  return { answers, tables }
}

function people(unit: DemoUnit, chance: Chance): Record<string, Cell> {
  const head = person(chance)
  const legal = person(chance)
  const contact = person(chance)
  return {
    unitName: unit.name,
    uscc: creditCode(chance),
    unitCategory: unit.kind,
    unitAddress: `北京市海淀区演示路 ${chance.int(1, 199)} 号`,
    partyHeadName: head,
    partyHeadTitle: '党委书记',
    legalRepName: legal,
    leaderName: person(chance),
    leaderTitle: unit.kind === '市属高校' ? '副校长' : '副主任',
    dutyDeptName: '信息化办公室',
    dutyHeadName: person(chance),
    dutyHeadTitle: '主任',
    dutyHeadPhone: officePhone(chance),
    dutyHeadMobile: mobile(chance),
    contactName: contact,
    contactTitle: '工程师',
    contactPhone: officePhone(chance),
    contactMobile: mobile(chance),
    staffTotal: 6,
    staffCertified: 3,
    staffGap: 2,
    letterSigner: legal,
    fillerName: contact,
    reviewerName: person(chance),
  }
}

/** Answers what is still asked, and explains what the checks remark: a unit would not hand in otherwise. */
function complete(form: Form, wanted: Filled, chance: Chance): void {
  const about = {
    questionnaire: wanted.questionnaire,
    educationGrades,
    campaign: wanted.campaign,
    unit: { ...wanted.unit, creditCode: null },
    today: wanted.today,
  }
  for (let turn = 0; turn < 8; turn++) {
    const missing = form.remarks().filter(({ code }) => code === 'answer.missing')
    if (missing.length === 0) break
    form.edit('演示', (edit) => {
      for (const { at } of missing) edit.set(at, usual(wanted.questionnaire, at, chance))
    })
  }
  const remarks = [...form.remarks(), ...runChecks({ filing: form.filing, read: form, ...about })]
  const open = remarks.filter((remark) => isOpen(remark, form.filing))
  const errors = open.filter(({ severity }) => severity === 'error')
  if (errors.length > 0)
    throw new Error(`demonstration of ${wanted.unit.code}: ${errors.map(told).join(' · ')}`)
  form.edit('演示', (edit) => {
    for (const remark of open)
      edit.entry('explanations', remarkKey(remark), chance.one(reasons[remark.code] ?? plainReasons))
  })
}

const told = ({ code, at, says }: Remark): string => `${code} ${at} ${says}`

/** What a unit would say of it, by the remark's code. */
const reasons: Readonly<Record<string, readonly string[]>> = {
  'logs-are-kept-six-months': [
    '日志存储空间不足，已申购存储，八月底前达到六个月',
    '日志审计平台正在扩容，完成后统一留存一年',
  ],
  'running-system-is-graded': [
    '今年由部门移交的系统，已启动定级，七月底前完成并办理备案',
    '拟并入办公自动化系统，年底前完成迁移，原系统下线',
  ],
  'level-three-is-assessed-yearly': ['测评机构已进场，七月出具测评报告'],
  'website-is-kept-alive': ['该网站正并入站群，迁移后关停原站，九月底前完成'],
}
const plainReasons = [
  '已核实，情况属实，已列入整改计划，年底前完成',
  '已核实，主管领导已知悉，正在办理相关手续',
]

function usual(questionnaire: Questionnaire, at: string, chance: Chance): Cell {
  const place = cellPlace(at)
  const fields: readonly Field[] = place
    ? (questionnaire.tables.find(({ id }) => id === place.table)?.columns ?? [])
    : questionnaire.questions
  const field = fields.find(({ id }) => id === (place?.column ?? at))
  if (!field) throw new Error(`nothing known of ${at}`)
  switch (field.type) {
    case 'yesNo':
      return true
    case 'choice':
      return questionnaire.options[field.options ?? '']?.[0]?.code ?? null
    case 'choices':
      return [questionnaire.options[field.options ?? '']?.[0]?.code ?? '']
    case 'integer':
    case 'decimal':
      return field.max === 100 ? chance.int(40, 95) : chance.int(1, 6)
    case 'date':
      return '2019-03-15'
    case 'list':
      return ['CP-2018-0001']
    default:
      throw new Error(`nothing to write of ${at}`)
  }
}
