// docs/word-template.md: how a clerk changes the Word templates, and every tag they may hold.

import { letterTags } from '../src/documents/commitment-letter.ts'
import { drawsBoxes, paperTags } from '../src/documents/form-scope.ts'
import type { Field, Questionnaire } from '../src/domain/questionnaire.ts'

export function wordTemplatePage(questionnaire: Questionnaire): string {
  return `# Word 模板说明

由 \`tools/word-template-page.ts\` 生成，请勿手改（\`node tools/docs.ts\`）。

《${questionnaire.title}》和《网络与信息安全责任承诺书》都由 Word 模板生成。版式、字体、措辞要改时，用 Word 或 WPS 改模板即可，不用改程序。

## 怎么改

1. 取出内置模板：\`npx zicha document template form --out 自查表模板.docx\`（承诺书用 \`template letter\`）。
2. 用 Word 或 WPS 打开，像改普通文件一样改字、改格式、移动表格。花括号里的标记是要填入内容的地方，可以整个移动、复制、删去，不要改括号里的字。
3. 检查：\`npx zicha document check 自查表模板.docx\`（承诺书的模板要加 \`--letter\`）。写错的标记会逐个指出在第几个表格第几行第几格、附近是什么字、应当怎样写。
4. 使用：\`npx zicha document form filing.json --template 自查表模板.docx --out 自查表.docx\`（承诺书用 \`document letter --unit 单位名称 --template …\`）。有错的模板会被拒绝，不会生成缺字的文件。

## 标记的写法

| 写法 | 作用 |
|---|---|
| \`{unitName}\` | 填入这一项的内容；选填而未填的印“／”，必填而未填的和备注留空白 |
| \`{securityLevel:boxes}\` | 列出全部选项，选中的打 ☑，其余 □；选项多于 12 个时只写所选的 |
| \`{securityLevel=3}\` | 只有一个方框：选的是代码 3 时为 ☑，否则 □；“是／否”题写 \`=yes\`、\`=no\` |
| \`{#systems}\` … \`{/systems}\` | 中间的内容，清单有几行就重复几次 |
| \`{?w02.weight}\` … \`{/w02.weight}\` | 这一项需要填写时才印；写清单名时，清单不空才印；清单里写 \`{?group.分组}\`，该组有任何一项要填才印 |
| \`{^systems}\` … \`{/systems}\` | 与上一条相反：清单为空时才印 |

重复的范围由首尾两个标记的位置决定：

- 都在一段里：重复中间的文字；
- 在同一行表格的不同格里：重复这一行；
- 在同一表格的不同行里：重复这几行；只有标记、没有别的字的行不会印出来；
- 各占一段：重复两段之间的全部段落和表格，这两段本身不会印出来。

首尾必须成对，不能交叉。单独成段的标记，内容有几段就印成几段；与其他文字同段时，换行印成段内换行。花括号用半角、全角都可以。填报人自己写的花括号照原样印出，不会当作标记。

表格要在每页重复表头，在 Word 里选“重复标题行”；不要让一行断在两页，取消“允许跨页断行”。页脚的 \`{form.code}\` 是校验码，与数据包的校验码一致，请保留。

## 自查表：全文可用的标记

| 标记 | 内容 |
|---|---|
${rows(paperTags)}

清单名后加 \`.count\` 是行数，加 \`.nil\` 是“经核查，无”的声明，如 \`{websites.count}\`、\`{websites.nil}\`。

### 各题

${fields(questionnaire, questionnaire.questions)}

## 自查表：清单里可用的标记

写在 \`{#清单}\` 与 \`{/清单}\` 之间；另有 \`{index}\` 为第几行、\`{count}\` 为共几行。

${questionnaire.tables
  .map(
    (table) =>
      `### ${table.title}：\`{#${table.id}}\` … \`{/${table.id}}\`\n\n${fields(questionnaire, table.columns)}`,
  )
  .join('\n\n')}

## 承诺书可用的标记

| 标记 | 内容 |
|---|---|
${rows(letterTags)}
`
}

const rows = (tags: Readonly<Record<string, string>>): string =>
  Object.entries(tags)
    .map(([name, meaning]) => `| \`{${name}}\` | ${meaning} |`)
    .join('\n')

const fields = (questionnaire: Questionnaire, list: readonly Field[]): string =>
  `| 标记 | 内容 | 选项代码 |\n|---|---|---|\n${list.map((field) => fieldRow(questionnaire, field)).join('\n')}`

function fieldRow(questionnaire: Questionnaire, field: Field): string {
  const boxes = drawsBoxes(questionnaire, field) ? `、\`{${field.id}:boxes}\`` : ''
  return `| \`{${field.id}}\`${boxes} | ${field.label} | ${codes(questionnaire, field)} |`
}

function codes(questionnaire: Questionnaire, field: Field): string {
  if (field.type === 'yesNo') return '`yes` 是，`no` 否'
  const options =
    (field.type === 'choice' || field.type === 'choices') && questionnaire.options[field.options ?? '']
  if (!options) return ''
  return options.length > 12
    ? `${options.length} 项`
    : options.map(({ code, label }) => `\`${code}\` ${label}`).join('，')
}
