import type {
  Certainty,
  Column,
  Field,
  Option,
  Questionnaire,
  Section,
  Table,
} from '../src/domain/questionnaire.ts'

const certainties: Record<Certainty, string> = {
  confirmed: '证实',
  partly: '部分证实',
  inferred: '推断',
  law: '法规',
}

const types: Record<Field['type'], string> = {
  text: '文字',
  longText: '长文',
  integer: '整数',
  decimal: '小数',
  date: '日期',
  yesNo: '是／否',
  choice: '单选',
  choices: '多选',
  list: '多行',
  files: '附件',
  rows: '引用',
}

/** A page of docs/ that tells every field of a form, where it comes from and how sure that is. */
export function formPage(form: Questionnaire): string {
  const fields = [...form.questions, ...form.tables.flatMap(({ columns }) => columns)]
  const count = (certainty: Certainty) => fields.filter((field) => field.certainty === certainty).length
  return `# ${form.title}（${form.id}）：全部填报项

由 \`src/catalog\` 生成，请勿手改（\`node tools/docs.ts\`）。

共 ${form.sections.length} 项任务、${form.questions.length} 道题、${form.tables.length} 张清单 ${fields.length - form.questions.length} 列。公开资料只见到官方自查表的一部分，每一项都标明有多大把握：

| 把握 | 意思 | 项数 |
|---|---|---|
| 证实 | 在所列来源中直接见到 | ${count('confirmed')} |
| 部分证实 | 类别或名称见到，细项是推断 | ${count('partly')} |
| 推断 | 来源中没有，按自查内容补全，措辞是我们的 | ${count('inferred')} |
| 法规 | 依据公开法规标准，未逐字核对 | ${count('law')} |

“必填”一列：● 必填，◐ 在一定条件下必填；“条件”一列：○ 表示只在一定条件下才问。

## 来源

| 代号 | 来源 |
|---|---|
${Object.entries(form.sources)
  .map(([code, name]) => `| ${code} | ${name} |`)
  .join('\n')}
${form.areas.map(({ id, title }, at) => areaPart(`${numerals[at]}、${title}`, id, form)).join('')}`
}

const numerals = ['一', '二', '三', '四', '五', '六']

const areaPart = (title: string, area: string, form: Questionnaire): string =>
  `\n## ${title}\n${form.sections
    .filter((section) => section.area === area)
    .map((section) => sectionPart(section, form))
    .join('')}`

const sectionPart = (section: Section, form: Questionnaire): string =>
  `\n### ${section.title}\n\n${section.parts
    .map((part) => {
      if ('table' in part) return tablePart(form.tables.find(({ id }) => id === part.table)!, form)
      const ids =
        'questions' in part
          ? part.questions
          : form.matrices.find(({ id }) => id === part.matrix)!.rows.flatMap(({ questions }) => questions)
      const title = 'questions' in part && part.title ? `**${part.title}**\n\n` : ''
      const fields = form.questions.filter(({ id }) => ids.includes(id))
      return title + rows(fields, form)
    })
    .join('\n')}`

function tablePart(table: Table, form: Questionnaire): string {
  const nil = table.nil ? '；为空时须声明“经核查，无”' : ''
  const head = `清单 \`${table.id}\`：${table.title}（来源 ${table.source}，${certainties[table.certainty]}；至多 ${table.maxRows} 行${nil}）\n\n`
  const groups = table.groups ?? []
  if (groups.length === 0) return head + rows(table.columns, form)
  const group = (id: string): readonly Column[] => table.columns.filter((column) => column.group === id)
  return head + groups.map(({ id, title }) => `**${title}**\n\n${rows(group(id), form)}`).join('\n')
}

const rows = (fields: readonly Field[], form: Questionnaire): string =>
  `| 标识 | 名称 | 填法 | 必填 | 条件 | 来源 | 把握 |
|---|---|---|---|---|---|---|
${fields.map((field) => row(field, form)).join('\n')}
`

const row = (field: Field, form: Questionnaire): string =>
  `| \`${field.id}\` | ${field.label} | ${kind(field, form)} | ${required(field)} | ${field.if ? '○' : ''} | ${field.source} | ${certainties[field.certainty]} |`

const required = ({ required }: Field): string => (required === true ? '●' : required ? '◐' : '')

function kind(field: Field, form: Questionnaire): string {
  const unit = field.unit ? `（${field.unit}）` : ''
  const computed = 'computed' in field ? '，自动计算' : ''
  return `${types[field.type]}${unit}${computed}${choices(form.options[field.options ?? ''])}`
}

function choices(options: readonly Option[] | undefined): string {
  if (!options) return ''
  return options.length > 12
    ? `：${options.length} 项代码表`
    : `：${options.map(({ label }) => label).join('／')}`
}
