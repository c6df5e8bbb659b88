import { prove } from '../../../test/checks.ts'

const running = { systemName: '一卡通', runningStatus: 'running' }
const two = { ...running, securityLevel: '2' }
const three = { ...running, securityLevel: '3' }
const four = { ...running, securityLevel: '4' }
const failed = { ...three, assessDate: '2019-03-01', assessConclusion: '差' }
const today = '2019-06-05'

prove({
  'level-three-is-assessed-yearly': {
    fine: [
      {
        rows: {
          systems: [
            { ...three, assessDate: '2018-06-05' },
            two,
            four,
            { ...three, runningStatus: 'building' },
            { ...three, gradedBySuperior: true },
          ],
        },
        today,
      },
      // Read long after, it is still judged by the campaign's last day.
      { rows: { systems: [{ ...three, assessDate: '2018-06-20' }] }, today: '2026-11-23' },
    ],
    found: [
      [{ rows: { systems: [{ ...three, assessDate: '2018-06-04' }] }, today }, 'systems/a/assessDate'],
      [
        { rows: { systems: [{ ...three, assessDate: '2018-06-19' }] }, today: '2026-11-23' },
        'systems/a/assessDate',
      ],
      [{ rows: { systems: [three] } }, 'systems/a/assessDate'],
    ],
  },
  'level-four-is-assessed-yearly': {
    fine: [
      { rows: { systems: [{ ...four, assessDate: '2018-06-05' }, three] }, today },
      {
        rows: {
          systems: [
            { ...four, securityLevel: '5' },
            { ...four, gradedBySuperior: true },
          ],
        },
      },
    ],
    found: [
      [{ rows: { systems: [{ ...four, assessDate: '2018-06-04' }] }, today }, 'systems/a/assessDate'],
      [{ rows: { systems: [three, four] } }, 'systems/b/assessDate'],
    ],
  },
  'level-four-is-assessed-half-yearly': {
    fine: [
      {
        rows: {
          systems: [{ ...four, assessDate: '2018-12-05' }, four, { ...three, assessDate: '2018-07-01' }],
        },
        today,
      },
      { rows: { systems: [{ ...four, securityLevel: '5', assessDate: '2018-07-01' }] }, today },
      { rows: { systems: [{ ...four, gradedBySuperior: true, assessDate: '2018-07-01' }] }, today },
      // Over a year, the graver check speaks.
      { rows: { systems: [{ ...four, assessDate: '2018-06-04' }] }, today },
    ],
    found: [
      [{ rows: { systems: [{ ...four, assessDate: '2018-12-04' }] }, today }, 'systems/a/assessDate'],
      [{ rows: { systems: [{ ...four, assessDate: '2018-06-05' }] }, today }, 'systems/a/assessDate'],
    ],
  },
  'level-two-is-assessed-every-two-years': {
    fine: [
      {
        rows: {
          systems: [
            { ...two, assessDate: '2017-06-05' },
            two,
            { ...three, assessDate: '2010-01-01' },
            { ...two, assessDate: '2010-01-01', gradedBySuperior: true },
          ],
        },
        today,
      },
    ],
    found: [[{ rows: { systems: [{ ...two, assessDate: '2017-06-04' }] }, today }, 'systems/a/assessDate']],
  },
  'failed-assessment-has-plan': {
    fine: [
      { rows: { systems: [{ ...failed, rectified: false, rectifyPlan: '九月底前由信息中心完成加固' }] } },
      { rows: { systems: [{ ...failed, rectified: true, rectifyDate: '2019-04-01' }] } },
      { rows: { systems: [{ ...failed, assessConclusion: '良', rectified: false, rectifyPlan: '无' }] } },
      { rows: { systems: [failed] } },
    ],
    found: [
      [
        { rows: { systems: [{ ...failed, rectified: false, rectifyPlan: '待定' }] } },
        'systems/a/rectifyPlan',
      ],
      [{ rows: { systems: [{ ...failed, rectified: false }] } }, 'systems/a/rectifyPlan'],
      [
        { rows: { systems: [{ ...failed, rectified: true, rectifyDate: '2019-02-28' }] } },
        'systems/a/rectifyDate',
      ],
      [
        {
          rows: {
            systems: [
              {
                ...failed,
                assessConclusion: '基本符合',
                majorHazardCount: 1,
                rectified: false,
                rectifyPlan: '无',
              },
            ],
          },
        },
        'systems/a/rectifyPlan',
      ],
    ],
  },
  'self-check-was-made-this-year': {
    fine: [
      {
        rows: {
          systems: [
            { ...two, selfChecked: true, selfCheckDate: '2019-01-01' },
            { ...two, selfChecked: false, selfCheckDate: '2018-12-31' },
            { ...two, selfChecked: true },
          ],
        },
      },
    ],
    found: [
      [
        { rows: { systems: [{ ...two, selfChecked: true, selfCheckDate: '2018-12-31' }] } },
        'systems/a/selfCheckDate',
      ],
    ],
  },
  'self-check-was-made-in-this-campaign': {
    fine: [
      {
        rows: {
          systems: [
            { ...two, selfChecked: true, selfCheckDate: '2019-05-20' },
            { ...two, selfChecked: true, selfCheckDate: '2018-12-31' },
            { ...two, selfChecked: false, selfCheckDate: '2019-03-01' },
          ],
        },
      },
      {
        today: '2019-06-20',
        rows: { systems: [{ ...two, selfChecked: true, selfCheckDate: '2019-06-20' }] },
      },
    ],
    found: [
      [
        { rows: { systems: [{ ...two, selfChecked: true, selfCheckDate: '2019-05-19' }] } },
        'systems/a/selfCheckDate',
      ],
    ],
  },
  'level-three-checks-itself-in-time': {
    fine: [
      {
        rows: {
          systems: [
            { ...three, selfChecked: true, selfCheckDate: '2018-06-05' },
            { ...two, selfChecked: false },
            three,
          ],
        },
        today,
      },
      { rows: { systems: [{ ...four, selfChecked: true, selfCheckDate: '2018-12-05' }] }, today },
      { rows: { systems: [{ ...four, securityLevel: '5', selfChecked: false }] }, today },
    ],
    found: [
      [
        { rows: { systems: [{ ...three, selfChecked: true, selfCheckDate: '2018-06-04' }] }, today },
        'systems/a/selfCheckDate',
      ],
      [
        { rows: { systems: [{ ...four, selfChecked: true, selfCheckDate: '2018-12-04' }] }, today },
        'systems/a/selfCheckDate',
      ],
      [{ rows: { systems: [{ ...three, selfChecked: false }] } }, 'systems/a/selfChecked'],
    ],
  },
})
