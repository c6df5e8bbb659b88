// The smallest filing that nothing blocks: what must be answered is answered, inventories are declared empty.
import { type Cell, cellPlace, emptyFiling, type Filing } from '../src/domain/filing.ts'
import type { Field, Questionnaire } from '../src/domain/questionnaire.ts'
import type { Remark } from '../src/domain/remark.ts'
import type { Unit } from '../src/domain/unit.ts'
import { Form } from '../src/form/form.ts'

const identifiers: Readonly<Record<string, string>> = {
  'credit-code': '12110000400686419D',
  phone: '010-51994994',
  mobile: '16612345678',
  email: 'security@bnu.edu.cn',
  domain: 'www.bnu.edu.cn',
  url: 'https://www.bnu.edu.cn/',
  'ip-range': '202.112.80.0/20',
  day: '2019-03-01',
  postcode: '100875',
  region: '110108',
  'filing-number': '11010800123-00001',
  icp: '京ICP备05012345号',
  'police-filing': '京公网安备11010802012345号',
}

const story =
  '学校高度重视网络安全工作，成立了由党委书记任组长的领导小组，明确信息化办公室为责任部门，逐级签订责任书，按季度检查督办，年底考核评价，全年未发生网络安全事件。'

/** With so many systems of the second grade. */
export function completeFiling(
  questionnaire: Questionnaire,
  campaignId: string,
  unit: Unit,
  systems = 0,
): Filing {
  const form = new Form(questionnaire, emptyFiling(campaignId, questionnaire.id, unit.code), {
    today: '2019-06-01',
  })
  form.set('unitName', unit.name)
  form.insertRows(
    'systems',
    0,
    Array.from({ length: systems }, (_, at) => ({
      id: `s${at}`,
      cells: {
        systemName: `业务系统${at + 1}`,
        securityLevel: '2',
        runningStatus: 'running',
        levelS: 2,
        levelA: 2,
      },
    })),
  )
  for (let turn = 0; turn < 8; turn++) {
    const errors = form.remarks().filter(({ severity }) => severity === 'error')
    if (errors.length === 0) return form.filing
    for (const remark of errors) answer(form, remark)
  }
  const left = form.remarks().filter(({ severity }) => severity === 'error')
  throw new Error(`Cannot be completed: ${left.map(({ code, at }) => `${code} ${at}`).join(', ')}`)
}

function answer(form: Form, { code, at }: Remark): void {
  const { questionnaire } = form
  if (code === 'table.undeclared') {
    form.declareNil(at, { by: '张老师', on: '2019-06-01' })
    return
  }
  const place = cellPlace(at)
  const fields: readonly Field[] = place
    ? (questionnaire.tables.find(({ id }) => id === place.table)?.columns ?? [])
    : questionnaire.questions
  const field = fields.find(({ id }) => id === (place?.column ?? at))
  if (field) form.set(at, sample(questionnaire, field))
}

function sample(questionnaire: Questionnaire, field: Field): Cell {
  const codes = (questionnaire.options[field.options ?? ''] ?? []).map(({ code }) => code)
  if (field.identifier)
    return field.type === 'list' ? [identifiers[field.identifier]!] : identifiers[field.identifier]!
  if (field.type === 'yesNo') return false
  if (field.type === 'choice') return codes[codes.length - 1] ?? null
  if (field.type === 'choices') return codes.slice(-1)
  if (field.type === 'integer' || field.type === 'decimal') return Math.max(1, field.min ?? 0)
  if (field.type === 'date') return '2019-05-25'
  if (field.type === 'list') return ['一项']
  return field.type === 'longText' ? story : '张老师'
}
