import { prove } from '../../../test/checks.ts'

const running = { runningStatus: 'running', securityLevel: '2' }
const checked = { ...running, selfChecked: true, assessDate: '2019-01-01' }

prove({
  'matrix-total-is-sum-of-grades': {
    fine: [
      {},
      {
        rows: {
          systems: [
            running,
            { ...running, securityLevel: '1' },
            { runningStatus: 'building' },
            { ...running, securityLevel: '5' },
          ],
        },
      },
      { rows: { systems: [running] }, answers: { 'sysTotal.total': 3, 'sysTotal.l2': 3 } },
    ],
    found: [
      [{ rows: { systems: [running] }, answers: { 'sysTotal.total': 3 } }, 'sysTotal.total'],
      [{ rows: { systems: [running] }, answers: { 'sysTotal.l1': 1 } }, 'sysTotal.total'],
    ],
  },
  'matrix-rows-stay-within-total': {
    fine: [{}, { rows: { systems: [checked, running] } }],
    found: [
      [{ rows: { systems: [running] }, answers: { 'sysAssessed.l2': 2 } }, 'sysAssessed.l2'],
      [
        { rows: { systems: [running] }, answers: { 'sysRectified.total': 2, 'sysSelfChecked.l4': 1 } },
        'sysRectified.total',
        'sysSelfChecked.l4',
      ],
    ],
  },
  'matrix-rest-is-what-is-left': {
    fine: [
      {},
      { rows: { systems: [checked, running] } },
      { rows: { systems: [running] }, answers: { 'sysTotal.total': 4 } },
    ],
    found: [
      [
        { rows: { systems: [checked, running] }, answers: { 'sysAssessed.unassessed': 0 } },
        'sysAssessed.unassessed',
      ],
      [
        { rows: { systems: [running] }, answers: { 'sysSelfChecked.unchecked': 2 } },
        'sysSelfChecked.unchecked',
      ],
    ],
  },
  'changed-count-has-real-reason': {
    fine: [
      {},
      {
        answers: { 'sysTotal.total': 3 },
        explanations: { 'override@sysTotal.total': '两个系统由附属中学统计' },
      },
      // The count is computed again; the old reason does no harm.
      { explanations: { 'override@sysTotal.total': '无' } },
    ],
    found: [
      [
        { answers: { 'sysTotal.total': 3 }, explanations: { 'override@sysTotal.total': '无' } },
        'sysTotal.total',
      ],
      [
        { answers: { 'sysTotal.total': 3 }, explanations: { 'override@sysTotal.total': '。。。。。。' } },
        'sysTotal.total',
      ],
    ],
  },
  'some-system-was-self-checked': {
    fine: [{}, { rows: { systems: [checked, running] } }],
    found: [[{ rows: { systems: [running] } }, 'sysSelfChecked.total']],
  },
  'claim-of-full-filing-agrees-with-systems': {
    fine: [
      {},
      { answers: { 'w04.allFiled': true } },
      {
        answers: { 'w04.allFiled': true },
        rows: {
          systems: [
            { ...running, filingStatus: 'filed' },
            { ...running, securityLevel: '1' },
          ],
        },
      },
      { answers: { 'w04.allFiled': false }, rows: { systems: [{ ...running, filingStatus: 'accepted' }] } },
      {
        answers: { 'w04.allFiled': true },
        rows: { systems: [{ ...running, runningStatus: 'offline', filingStatus: 'none' }] },
      },
    ],
    found: [
      [
        { answers: { 'w04.allFiled': true }, rows: { systems: [{ ...running, filingStatus: 'none' }] } },
        'w04.allFiled',
      ],
      [
        { answers: { 'w04.allFiled': false }, rows: { systems: [{ ...running, filingStatus: 'filed' }] } },
        'w04.allFiled',
      ],
    ],
  },
})
