// 《公安机关网络安全执法检查自查表》 on paper: which sheet holds what, in the order of the official form.
import type { Questionnaire } from '../../domain/questionnaire.ts'
import { boxesTag } from '../form-scope.ts'
import { cell, type Layout, type LayoutCell, type LayoutRow, label, type RuledRow, text } from '../layout.ts'
import { answer, titled, twelve } from './fields.ts'
import { Paper } from './paper.ts'

/** The whole paper with tags in place of values. Whatever the sheets below do not name is printed on the last one. */
export function selfInspectionPaper(questionnaire: Questionnaire): Layout[] {
  const paper = new Paper(questionnaire)
  // On the cover, and in the confirmation at the end.
  for (const id of ['fillerName', 'reviewerName', 'fillDate']) paper.question(id)
  return [
    ...cover,
    text('sheet', '表一　运营使用单位网络安全基本情况和工作情况'),
    text('part', '一、单位基本情况'),
    unitTable(paper),
    text('part', '二、信息系统数量'),
    ...counts(paper),
    text('part', '三、网络安全工作情况'),
    ...workItems(paper),
    text('part', '四、等级保护自查项目'),
    ...evidence(paper),
    ...paper.sheets('systems', '表二　信息系统情况'),
    ...paper.sheets('websites', '表三　网站安全情况'),
    text('sheet', '表四　联网信息'),
    ...paper.sections('network'),
    text('sheet', '表五　移动应用、互联网数据库、产品设备和外包服务'),
    ...paper.sections('internetAssets', 'supply'),
    text('sheet', '表六　重要数据和公民个人信息底数'),
    text('part', '一、数据底数汇总'),
    paper.fields(paper.under('dataSummary.')),
    text('part', '二、重要数据和公民个人信息清单'),
    ...paper.inventory('dataSets'),
    text('sheet', '表七　报送材料和单位确认'),
    text('part', '一、报送材料'),
    ...paper.rest(),
    text('part', '二、单位确认'),
    confirmation,
  ]
}

const cover: readonly Layout[] = [
  text('coverTitle', '{form.title}'),
  text('cover', '填报单位：{unit.name}（盖章）'),
  text('cover', '单位类别：{unitCategory}'),
  text('cover', '填\u2002表\u2002人：{fillerName}'),
  text('cover', '审\u2002核\u2002人：{reviewerName}'),
  text('cover', '填表日期：{fillDate}'),
  text('cover', '主管单位：{campaign.authority}'),
  text('coverNote', '填表说明'),
  text(
    'note',
    '1．本表由自查数据生成，与同时报送的自查数据包（.sez）内容一致；每页页脚的校验码与数据包的校验码相同时，二者互为印证。',
  ),
  text(
    'note',
    '2．表一“信息系统数量”由表二逐个系统汇总得出，不含已下线系统和属于上级单位的系统；第一级系统在备注栏中单独列出。',
  ),
  text(
    'note',
    '3．表二、表三每个系统、每个网站各一张；表四至表六按清单逐行填写，没有的应由核查人署名声明“经核查，无”。',
  ),
  text(
    'note',
    '4．选项前的方框打“☑”为选中，“□”为未选；“／”为没有或不填，空白处为尚未填写；不要求填写也没有填写的部分不打印。本表不得填写涉及国家秘密的内容。',
  ),
]

/** Label and value by id; a value takes what the label leaves of its half. */
function unitTable(paper: Paper): Layout {
  const value = (id: string, span = 1): LayoutCell => {
    const question = paper.question(id)
    return cell(question ? answer(paper.questionnaire, question) : '', span)
  }
  const person = (name: string, title: string): LayoutCell[] => [
    label('姓名'),
    value(name),
    label('职务／职称'),
    value(title),
  ]
  const phones = (office: string, mobile: string): RuledRow => ({
    cells: [label('办公电话'), value(office), label('移动电话'), value(mobile)],
  })
  const rows: readonly RuledRow[] = [
    { cells: [label('单位名称'), value('unitName', 4)] },
    { cells: [label('统一社会信用代码'), value('uscc', 4)] },
    { cells: [label('单位类别'), value('unitCategory', 4)] },
    { cells: [label('单位地址'), value('unitAddress', 4)] },
    { cells: [label('党组织主要负责人\n（第一责任人）'), ...person('partyHeadName', 'partyHeadTitle')] },
    { cells: [label('法定代表人'), label('姓名'), value('legalRepName', 3)] },
    { cells: [label('网络安全分管领导'), ...person('leaderName', 'leaderTitle')] },
    { cells: [label('网络安全责任部门'), value('dutyDeptName', 4)] },
    { cells: [label('责任部门负责人', 1, 2), ...person('dutyHeadName', 'dutyHeadTitle')] },
    phones('dutyHeadPhone', 'dutyHeadMobile'),
    { cells: [label('责任部门联系人', 1, 2), ...person('contactName', 'contactTitle')] },
    phones('contactPhone', 'contactMobile'),
    {
      cells: [
        label('自查工作领导小组'),
        label('成立文号'),
        value('leadGroupDocNo'),
        label('成立日期'),
        value('leadGroupDate'),
      ],
    },
    {
      cells: [
        label('网络安全从业人员\n（人）', 1, 2),
        label('总数'),
        value('staffTotal'),
        label('其中持证'),
        value('staffCertified'),
      ],
    },
    { cells: [label('缺口'), value('staffGap', 3)] },
  ]
  return {
    kind: 'ruled',
    widths: [22, 13, 24, 15, 26],
    head: 0,
    rows: rows.map((row) => ({ ...row, height: 6.8 })),
  }
}

/** The matrix of the official form. It has no cell for 第一级, so that stands in the remarks. */
function counts(paper: Paper): Layout[] {
  const [matrix] = paper.questionnaire.matrices
  if (!matrix) return []
  const [first, fifth] = ['sysTotal.l1', 'sysTotal.l5'].map((id) => paper.question(id))
  const remark = first && fifth ? `其中第一级 {${first.id}} 个\n　　第五级 {${fifth.id}} 个` : ''
  const rows = matrix.rows.map(
    ({ label: words, questions }, at): LayoutRow => ({
      cells: [
        label(words),
        ...questions.map(
          (id): LayoutCell => ({ text: paper.question(id) ? `{${id}}` : '', align: 'center' }),
        ),
        cell(at === 0 ? remark : ''),
      ],
    }),
  )
  return [
    {
      kind: 'ruled',
      widths: [25, ...matrix.columns.map((words) => (words.length > 6 ? 14 : 10)), 27],
      head: 1,
      rows: [
        {
          cells: [
            label('项目（个）'),
            ...matrix.columns.map((words) => label(words.replace(/／/g, '\n'))),
            label('备注'),
          ],
        },
        ...rows,
      ],
    },
    text('note', '{form.overrides}'),
  ]
}

/** The fourteen items: heading, the form's own “重点包括”, the account given, and what can be verified. */
function workItems(paper: Paper): Layout[] {
  const items = paper.questionnaire.questions
    .filter(({ id }) => /^w\d\d_/.test(id))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  return items.flatMap((item, at) => {
    const facts = paper.under(`${item.id.slice(0, 3)}.`)
    const points = item.guidance ?? []
    return [
      text('item', `${at + 1}．${item.label}`),
      ...(points.length > 0
        ? [
            text(
              'points',
              `（重点包括：${points.map((point) => point.replace(/[。；]$/, '')).join('；')}。）`,
            ),
          ]
        : []),
      text('answer', `{${paper.question(item.id)!.id}}`),
      ...(facts.length > 0 ? [paper.fields(facts)] : []),
      ...(at === items.length - 1 ? [text('item', '存在问题清单'), ...paper.inventory('problems')] : []),
    ]
  })
}

function evidence(paper: Paper): Layout[] {
  const section = paper.questionnaire.sections.find(({ id }) => id === 'evidence')
  const rows = (section?.parts ?? []).flatMap((part): LayoutRow[] => {
    if (!('questions' in part)) return []
    const items = part.questions.filter((id) => part.questions.includes(`${id}.note`))
    return [
      ...(part.title ? [{ cells: [label(part.title, 4)] }] : []),
      ...items.flatMap((id): LayoutRow[] => {
        const question = paper.question(id)
        paper.under(`${id}.`)
        if (!question) return []
        return [
          {
            cells: [
              cell(titled(question)),
              { text: `{${boxesTag(id)}}`, align: 'center' },
              cell(`{${id}.files}`),
              cell(`{${id}.note}`),
            ],
          },
        ]
      }),
    ]
  })
  if (rows.length === 0) return []
  const head: LayoutRow = { cells: [label('自查项目'), label('情况'), label('证明材料'), label('说明')] }
  return [{ kind: 'ruled', widths: [34, 24, 22, 20], head: 1, rows: [head, ...rows] }]
}

const confirmation: Layout = {
  kind: 'ruled',
  widths: twelve,
  head: 0,
  rows: [
    { cells: [label('填表人', 2), cell('{fillerName}', 4), label('审核人', 2), cell('{reviewerName}', 4)] },
    {
      cells: [
        label('填报单位\n意见', 2),
        cell(
          '本单位已对填报内容逐项核实，确认真实、完整。\n\n　　　　单位负责人（签字）：\n\n　　　　　　　　　　　　　　　　　　　　（单位盖章）\n　　　　　　　　　　　　　　　　　　　　　　　年　　月　　日',
          10,
        ),
      ],
      height: 45,
    },
  ],
}
