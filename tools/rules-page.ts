import { clause, regulations } from '../src/catalog/all.ts'
import type { Check } from '../src/checks/check.ts'
import { allChecks } from '../src/checks/within/all.ts'
import type { Field, FieldRule, Questionnaire } from '../src/domain/questionnaire.ts'

/** Rules of the table that need no check of their own, because the form's engine judges them in every field. */
export const judgedByTheForm = [
  { rule: 'L-03', code: 'answer.format', title: '备案证明编号为 11 位数字-5 位数字' },
  { rule: 'L-12', code: 'answer.missing', title: '责任部门、负责人、联系人不空' },
  { rule: 'L-37', code: 'answer.missing', title: '第一责任人、直接责任人不空' },
  { rule: 'X-13', code: 'computed.override-unexplained', title: '汇总数等于清单所算，人工改动须写原因' },
  { rule: 'X-30', code: 'answer.row-lost', title: '数据清单引用的系统存在' },
  { rule: 'X-32', code: 'answer.not-alone', title: '“不涉及”“无交互”不与其他项同选' },
  { rule: 'E-05', code: 'table.undeclared', title: '空清单须署名声明“经核查，无”' },
] as const

/** Rules that need last year's filing or everybody's: their racks are laid out, see src/checks/README.md. */
const later = [
  ['X-14', '系统总数比上年变化超过三成、系统消失', '两年'],
  ['X-16', '第三级以上系统比上年减少', '两年'],
  ['X-22', '备案证明编号在全市唯一', '全体单位'],
  ['X-33', '同一联系人手机出现在三家以上单位', '全体单位'],
  ['X-34', '各单位叙述题文字雷同', '全体单位'],
  ['X-35', '同一域名、地址由两家单位申报', '全体单位'],
] as const

/** A page of docs/ that tells every rule a filing is judged by. */
export function rulesPage(form: Questionnaire): string {
  const fields = [...form.questions, ...form.tables.flatMap(({ columns }) => columns)]
  const own = fields.flatMap((field) => (field.rules ?? []).map((rule) => ({ field, rule })))
  const count = (level: string) => allChecks.filter((check) => levelOf(check) === level).length
  return `# 规则

由 \`src/checks\`、\`src/catalog\` 生成，请勿手改（\`node tools/docs.ts\`）。

填报内容由三样东西判断：**检查**（跨栏、跨表、对照法规，共 ${allChecks.length} 条），**表单**自身（必填、格式、互斥、空清单），**填写规则**（随题目写在表单数据里，共 ${own.length} 条）。三者不重复。

| 级别 | 意思 | 检查条数 |
|---|---|---|
| 错误 | 改正前不能报送 | ${count('错误')} |
| 警告·记缺陷 | 可以报送，须说明，计入考核 | ${count('警告·记缺陷')} |
| 警告 | 可以报送，须说明 | ${count('警告')} |
| 提示 | 只说一句 | ${count('提示')} |

期限从填报当日起算；活动结束后从结束日起算，日后再读，结论不变。“施行”一列为空的一直有效。依据写规则开始施行（或 2019 年自查）时的条号，之后条号有变的注明。

## 检查

| 规则 | 内容 | 级别 | 施行 | 依据 | 标识 |
|---|---|---|---|---|---|
${allChecks.map(checkRow).join('\n')}

N、X-17 为本系统按填写说明增列，其余编号依自查规则库。

## 表单自身

| 规则 | 内容 | 标识 |
|---|---|---|
${judgedByTheForm.map(({ rule, title, code }) => `| ${rule} | ${title} | \`${code}\` |`).join('\n')}

## 填写规则（${form.id}）

| 所在 | 说法 | 级别 | 标识 |
|---|---|---|---|
${own.map(({ field, rule }) => fieldRow(field, rule)).join('\n')}

## 尚待

下列规则一份填报内容判断不了，检查架已留好位置（\`src/checks/README.md\`）。

| 规则 | 内容 | 须看 |
|---|---|---|
${later.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}
`
}

const levels = { error: '错误', warning: '警告', hint: '提示' } as const

const levelOf = ({ severity, serious }: Pick<Check, 'severity' | 'serious'>): string =>
  `${levels[severity]}${serious ? '·记缺陷' : ''}`

const checkRow = (check: Check): string =>
  `| ${check.rule} | ${check.title} | ${levelOf(check)} | ${period(check)} | ${[...new Set(check.cites.map((key) => citation(key, check)))].join('；')} | \`${check.id}\` |`

const period = ({ from, until }: Check): string => (from || until ? `${from ?? ''} 至 ${until ?? '今'}` : '')

function citation(key: string, { from = '2019-06-20' }: Check): string {
  const then = clause(key, from)
  const now = regulations[key]?.at(-1)
  if (!then || !now) throw new Error(`no clause ${key} on ${from}`)
  const changed =
    now === then ? '' : `（${now.from} 起${now.law === then.law ? '' : `${now.law} `}${now.article}）`
  return `${then.law} ${then.article}${changed}`
}

const fieldRow = ({ label }: Field, { says, severity, code }: FieldRule): string =>
  `| ${label} | ${says} | ${levels[severity]} | \`${code}\` |`
