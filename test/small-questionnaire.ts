// A small form with one of everything, for the engine's tests.
import { emptyFiling, type Filing, type Row } from '../src/domain/filing.ts'
import type { Question, Questionnaire } from '../src/domain/questionnaire.ts'

const origin = { source: 'test', certainty: 'inferred' } as const
const count = (id: string, label: string, grade?: string): Question => ({
  ...origin,
  id,
  label,
  type: 'integer',
  unit: '个',
  min: 0,
  required: true,
  computed: {
    count: 'systems',
    where: {
      all: [
        { column: 'state', isNot: 'offline' },
        ...(grade === undefined ? [] : [{ column: 'level', is: grade }]),
      ],
    },
  },
})

export const small: Questionnaire = {
  id: 'SMALL',
  title: '小表',
  year: 2019,
  sources: { test: '测试' },
  areas: [{ id: 'a', title: '甲' }],
  reports: [{ id: 'r', title: '乙' }],
  options: {
    level: [
      { code: '0', label: '未定级' },
      { code: '2', label: '第二级' },
      { code: '3', label: '第三级' },
    ],
    state: [
      { code: 'running', label: '已运行' },
      { code: 'offline', label: '已下线' },
    ],
    personal: [
      { code: 'none', label: '不涉及', alone: true },
      { code: 'sensitive', label: '敏感' },
    ],
  },
  questions: [
    { ...origin, id: 'name', label: '单位名称', type: 'text', required: true, maxLength: 20 },
    { ...origin, id: 'hasPlan', label: '有无预案', type: 'yesNo', required: true },
    {
      ...origin,
      id: 'plannedOn',
      label: '预案日期',
      type: 'date',
      if: { question: 'hasPlan', is: true },
      required: true,
      rules: [
        {
          code: 'plan-in-the-future',
          when: { question: 'plannedOn', more: { today: true } },
          severity: 'warning',
          says: '预案日期晚于今天',
        },
      ],
    },
    { ...origin, id: 'personal', label: '个人信息', type: 'choices', options: 'personal' },
    { ...origin, id: 'proof', label: '证明', type: 'files' },
    count('total', '总数'),
    count('grade3', '第三级', '3'),
    {
      ...origin,
      id: 'rest',
      label: '其余',
      type: 'integer',
      computed: { add: ['total'], subtract: ['grade3'] },
    },
    { ...origin, id: 'why3', label: '三级说明', type: 'longText', if: { question: 'grade3', more: 0 } },
  ],
  tables: [
    {
      ...origin,
      id: 'systems',
      title: '信息系统',
      rowName: '系统',
      nameColumn: 'title',
      maxRows: 1000,
      nil: true,
      columns: [
        { ...origin, id: 'title', label: '系统名称', type: 'text', required: true, unique: true },
        { ...origin, id: 'state', label: '运行状态', type: 'choice', options: 'state', required: true },
        {
          ...origin,
          id: 'since',
          label: '投运日期',
          type: 'date',
          if: { column: 'state', is: 'running' },
          required: true,
        },
        { ...origin, id: 'level', label: '等级', type: 'choice', options: 'level', required: true },
        { ...origin, id: 'users', label: '用户数', type: 'integer', unit: '人', min: 0 },
      ],
    },
  ],
  matrices: [],
  sections: [
    {
      id: 's1',
      title: '基本',
      area: 'a',
      reports: ['r'],
      parts: [{ questions: ['name', 'hasPlan', 'plannedOn', 'personal', 'proof'] }],
    },
    { id: 's2', title: '系统', area: 'a', reports: ['r'], parts: [{ table: 'systems' }] },
    {
      id: 's3',
      title: '数量',
      area: 'a',
      reports: ['r'],
      parts: [{ questions: ['total', 'grade3', 'rest', 'why3'] }],
    },
  ],
}

export const blank: Filing = emptyFiling('2019', 'SMALL', 'U1')

export const system = (id: string, cells: Row['cells'] = {}): Row => ({
  id,
  cells: { title: `系统${id}`, state: 'running', since: '2015-09-01', level: '2', ...cells },
})
