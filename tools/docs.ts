// The pages of docs/ that are made from the code: `node tools/docs.ts` writes them, a test compares them.
import { writeFileSync } from 'node:fs'
import { questionnaire } from '../src/catalog/all.ts'
import { commands } from '../src/cli/all.ts'
import { helpOf } from '../src/cli/run-command.ts'
import { settings } from '../src/config.ts'
import { formPage } from './form-page.ts'
import { rulesPage } from './rules-page.ts'
import { wordTemplatePage } from './word-template-page.ts'

const configuration = () => `# 设置

全部通过环境变量给出；不设即用默认值。本页由 \`src/config.ts\` 生成，请勿手改（\`node tools/docs.ts\`）。

| 变量 | 默认 | 说明 |
|---|---|---|
${Object.entries(settings)
  .map(
    ([name, { default: byDefault, doc }]) =>
      `| \`${name}\` | ${byDefault ? `\`${byDefault}\`` : '（不设）'} | ${doc} |`,
  )
  .join('\n')}
`

const commandsPage = () => `# 命令行

\`npx zicha <命令>\`。结果写到标准输出，其余的话写到标准错误；\`--json\` 供程序读取。退出码：0 完成，1 被拒绝或发现问题，2 用法不对。本页由 \`src/cli/all.ts\` 生成，请勿手改（\`node tools/docs.ts\`）。

${commands.map((command) => `## ${command.name}\n\n\`\`\`\n${helpOf(command)}\`\`\`\n`).join('\n')}`

export const pages: Record<string, () => string> = {
  'docs/commands.md': commandsPage,
  'docs/configuration.md': configuration,
  'docs/word-template.md': () => wordTemplatePage(questionnaire('BJEDU2019')),
  'docs/form-bjedu2019.md': () => formPage(questionnaire('BJEDU2019')),
  'docs/rules.md': () => rulesPage(questionnaire('BJEDU2019')),
}

if (import.meta.main) for (const [path, make] of Object.entries(pages)) writeFileSync(path, make())
