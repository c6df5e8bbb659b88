// The trail in the reader's words: what was done, and what is told of it.
import { roleNames } from '../domain/account.ts'
import { fileSize } from '../domain/file-kind.ts'
import { isInherited } from '../domain/filing.ts'
import { pieceNames } from '../domain/submission.ts'
import { questionnaires } from './all.ts'

export const deedNames: Readonly<Record<string, string>> = {
  'account.added': '建立账号',
  'account.changed': '修改账号',
  'account.password-changed': '修改密码',
  'account.password-reset': '重设密码',
  'campaign.changed': '修改自查活动',
  'campaign.created': '发起自查活动',
  'campaign.unit-dropped': '移出参加单位',
  'campaign.units-asked': '增加参加单位',
  'comment.made': '写审核意见',
  'comment.removed': '删除意见',
  'comment.reopened': '重新打开意见',
  'comment.resolved': '意见标为解决',
  'draft.adopted': '以数据包替换草稿',
  'draft.edited': '在线填报',
  'draft.restored': '换回搁置的草稿',
  'installation.set-up': '初始化系统',
  'key.registered': '设定签名密钥',
  'key.revoked': '作废签名密钥',
  'package.downloaded': '下载数据包',
  'package.exported': '下载数据包内容',
  'package.opened': '查看数据包内容',
  'package.received': '上传数据包',
  'piece.uploaded': '上传材料',
  'progress.exported': '导出报送进度',
  'session.closed': '退出登录',
  'session.opened': '登录',
  'session.refused': '登录失败',
  'submission.accepted': '审核通过',
  'submission.recalled': '收回审核决定',
  'submission.reopened': '重新打开',
  'submission.returned': '退回修改',
  'submission.submitted': '报送',
  'tool.issued': '下载离线工具',
  'totals.exported': '导出数量汇总',
  'trail.exported': '导出操作记录',
  'unit.added': '新增单位',
  'unit.changed': '修改单位',
  'unit.exported': '导出单位名单',
  'unit.imported': '导入单位',
  'unit.removed': '删除单位',
}

export const deedName = (verb: string): string => nameIn(deedNames, verb)

/** What has no name is called as it is; what every object inherits is no name. */
const nameIn = (names: Readonly<Record<string, string>>, key: string): string =>
  (isInherited(key) ? undefined : names[key]) ?? key

type Details = Readonly<Record<string, unknown>>

const labels: Readonly<Record<string, string>> = {
  added: '新增',
  as: '格式',
  at: '位置',
  authority: '发起单位',
  changed: '修改',
  closesOn: '活动结束日',
  code: '单位代码',
  contacts: '联系人',
  creditCode: '统一社会信用代码',
  digest: '摘要',
  disabled: '停用',
  dueOn: '报送截止日',
  from: '从',
  kind: '类别',
  late: '迟报',
  majorEvent: '本年重大活动',
  n: '已通过单位',
  name: '名称',
  notice: '通知全文',
  number: '数据包序号',
  opensOn: '自查开始日',
  piece: '材料',
  reason: '说明',
  receipt: '回执',
  q: '单位或操作人',
  requirements: '报送要求',
  role: '角色',
  restored: '换回版本',
  rows: '行数',
  says: '意见',
  schoolClass: '学校类别',
  sha256: 'SHA-256',
  size: '大小',
  suite: '算法',
  title: '名称',
  to: '到',
  unchanged: '不变',
  units: '单位数',
  unlock: '解除锁定',
  username: '用户名',
  verb: '操作',
  version: '草稿版本',
  was: '原决定',
}

/** `用户名：zhang；角色：审核员`; what is empty is not told. */
export const detailWords = (details: Details): string =>
  Object.entries(details)
    .filter(([, value]) => value !== null && value !== '' && value !== false)
    .map(([name, value]) =>
      name === 'revision' ? `第 ${value} 次` : `${nameIn(labels, name)}：${told(name, value)}`,
    )
    .join('；')

function told(name: string, value: unknown): string {
  if (value === true) return '是'
  if (name === 'role') return nameIn(roleNames, String(value))
  if (name === 'piece') return nameIn(pieceNames, String(value))
  if (name === 'suite') return value === 2 ? '国密' : '国际'
  if (name === 'was') return value === 'accepted' ? '通过' : '退回'
  if (name === 'size') return fileSize(Number(value))
  if (name === 'verb') return deedName(String(value))
  if (name === 'at') return placeName(String(value))
  if (name === 'digest' || name === 'sha256') return `${String(value).slice(0, 16)}…`
  if (Array.isArray(value)) return value.map((one) => nameIn(labels, String(one))).join('、')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** What a path names, in any form there is; rows have no name outside their filing. */
export function placeName(path: string): string {
  const [first, , column] = path.split('/')
  for (const { questions, tables } of Object.values(questionnaires)) {
    const question = questions.find(({ id }) => id === path)
    if (question) return question.label
    const table = tables.find(({ id }) => id === first)
    const label = table?.columns.find(({ id }) => id === column)?.label
    if (table) return label ? `${table.title}“${label}”` : table.title
  }
  return path
}
