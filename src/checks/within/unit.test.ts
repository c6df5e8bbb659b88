import { prove } from '../../../test/checks.ts'

prove({
  'unit-name-matches-roster': {
    fine: [{}, { answers: { unitName: '北京示范学院' } }, { answers: { unitName: ' 北京示范 学院　' } }],
    found: [[{ answers: { unitName: '示范学院' } }, 'unitName']],
  },
  'credit-code-matches-roster': {
    fine: [
      { answers: { uscc: '12110000400685002Q' } },
      { answers: { uscc: '12110000000000019G' }, unit: { creditCode: null } },
      {},
    ],
    found: [[{ answers: { uscc: '12110000000000019G' } }, 'uscc']],
  },
  'security-head-is-a-named-person': {
    fine: [{}, { answers: { dutyDeptName: '信息化处', dutyHeadName: '李明', contactName: '张无忌' } }],
    found: [
      [{ answers: { dutyHeadName: '待定' } }, 'dutyHeadName'],
      [
        { answers: { dutyDeptName: '无', dutyHeadName: '——', contactName: ' 同上 ' } },
        'dutyDeptName',
        'dutyHeadName',
        'contactName',
      ],
    ],
  },
  'leaders-are-named-persons': {
    fine: [{}, { answers: { partyHeadName: '王强', leaderName: '无为' } }],
    found: [[{ answers: { partyHeadName: '暂无', leaderName: '/' } }, 'partyHeadName', 'leaderName']],
  },
  'emergency-plan-exists': {
    fine: [
      { answers: { 'w08.planDate': '2017-03-01' } },
      // What is no day the form itself refuses.
      { answers: { 'w08.planDate': '有' } },
    ],
    found: [[{}, 'w08.planDate']],
  },
  'emergency-plan-was-drilled-this-year': {
    fine: [
      { answers: { 'w08.drillDate': '2019-01-01' } },
      { answers: { 'w08.drillDate': '2026-05-01' }, year: 2026 },
      { answers: { 'w08.drillDate': '2020-01-01' } },
      { answers: { 'w08.drillDate': '五月' } },
    ],
    found: [
      [{}, 'w08.drillDate'],
      [{ answers: { 'w08.drillDate': '2018-12-31' } }, 'w08.drillDate'],
    ],
  },
  'security-products-are-certified': {
    fine: [{}, { answers: { 'w10.certified': true } }],
    found: [[{ answers: { 'w10.certified': false } }, 'w10.certified']],
  },
  'letter-is-signed-in-this-campaign': {
    fine: [{}, { answers: { letterFile: ['f'], letterSignedOn: '2019-05-20' } }],
    found: [[{ answers: { letterFile: ['f'], letterSignedOn: '2019-05-19' } }, 'letterSignedOn']],
  },
  'form-is-dated-within-this-campaign': {
    fine: [{}, { answers: { fillDate: '2019-05-20' } }, { answers: { fillDate: '2019-06-10' } }],
    found: [
      [{ answers: { fillDate: '2019-05-19' } }, 'fillDate'],
      [{ answers: { fillDate: '2019-06-11' }, today: '2019-06-12' }, 'fillDate'],
    ],
  },
  'nil-declaration-is-signed': {
    fine: [{}, { nils: { apps: { by: '李明', on: '2019-06-05' } } }, { nils: { apps: { by: '', on: '' } } }],
    found: [
      [{ nils: { doubleNon: { by: '无', on: '2019-06-01' } } }, 'doubleNon'],
      [{ nils: { databases: { by: '李明', on: '2019-06-06' } } }, 'databases'],
    ],
  },
  'nil-declaration-is-not-contradicted': {
    fine: [
      {
        nils: { outsourcing: { by: '李明', on: '2019-06-01' } },
        rows: { systems: [{ runningStatus: 'running', opsMode: 'self' }] },
      },
      {
        nils: { domains: { by: '李明', on: '2019-06-01' } },
        rows: { websites: [{ siteUrl: 'http://1.2.3.4', siteStatus: 'active' }] },
      },
      {
        nils: { ipRanges: { by: '李明', on: '2019-06-01' } },
        rows: { websites: [{ siteStatus: 'active', hostingMode: '04', siteIps: ['1.2.3.4'] }] },
      },
      // Then the form itself complains that the declaration has rows.
      { nils: { apps: { by: '李明', on: '2018-06-01' } }, rows: { apps: [{ appName: '校园' }] } },
    ],
    found: [
      [{ nils: { apps: { by: '李明', on: '2018-12-31' } } }, 'apps'],
      [
        {
          nils: { outsourcing: { by: '李明', on: '2019-06-01' } },
          rows: { systems: [{ runningStatus: 'running', opsMode: 'remote' }] },
        },
        'outsourcing',
      ],
      [
        {
          nils: { domains: { by: '李明', on: '2019-06-01' } },
          rows: { websites: [{ siteUrl: 'www.a.edu.cn', siteStatus: 'active' }] },
        },
        'domains',
      ],
      [
        {
          nils: { ipRanges: { by: '李明', on: '2019-06-01' } },
          rows: { websites: [{ siteStatus: 'active', hostingMode: '01', siteIps: ['10.0.0.1', '1.2.3.4'] }] },
        },
        'ipRanges',
      ],
      [
        { nils: { egress: { by: '李明', on: '2019-06-01' } }, rows: { ipRanges: [{ range: '1.2.3.0/24' }] } },
        'egress',
      ],
    ],
  },
})
