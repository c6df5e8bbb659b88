import { prove } from '../../../test/checks.ts'

const system = { systemName: '教务系统', runningStatus: 'running', goLiveDate: '2015-09-01' }
const second = {
  ...system,
  securityLevel: '2',
  gradingDate: '2016-01-01',
  filingStatus: 'filed',
  filingNo: '11010813001-00001',
}
const third = { ...second, securityLevel: '3' }
const unfiled = { ...system, securityLevel: '2', filingStatus: 'none' }

prove({
  'grade-is-higher-of-two': {
    fine: [
      {
        rows: {
          systems: [
            { securityLevel: '3', levelS: 3, levelA: 2 },
            { securityLevel: '2', levelS: 2, levelA: 2 },
          ],
        },
      },
      {
        rows: {
          systems: [
            { securityLevel: '0', levelS: 3, levelA: 2 },
            { securityLevel: '2', levelS: 2 },
          ],
        },
      },
    ],
    found: [
      [{ rows: { systems: [{ securityLevel: '2', levelS: 3, levelA: 2 }] } }, 'systems/a/securityLevel'],
      [
        {
          rows: {
            systems: [
              { securityLevel: '3', levelS: 3, levelA: 2 },
              { securityLevel: '3', levelS: 1, levelA: 2 },
            ],
          },
        },
        'systems/b/securityLevel',
      ],
    ],
  },
  'filing-number-belongs-to-one-system': {
    fine: [{ rows: { systems: [second, { ...second, filingNo: '11010813001-00002' }, system, system] } }],
    found: [[{ rows: { systems: [second, { ...second, systemName: '' }] } }, 'systems/b/filingNo']],
  },
  'filing-numbers-share-their-first-half': {
    fine: [
      {
        rows: {
          systems: [
            second,
            { ...second, filingNo: '11010813001-00002' },
            { ...second, filingNo: '办理中' },
            { ...second, filingNo: '11000013001-00001', gradedBySuperior: true },
          ],
        },
      },
    ],
    found: [
      [
        {
          rows: {
            systems: [
              { ...second, filingNo: '11010513001-00001' },
              second,
              { ...second, filingNo: '11010813001-00002' },
            ],
          },
        },
        'systems/a/filingNo',
      ],
    ],
  },
  'dates-of-a-system-follow-each-other': {
    fine: [
      {
        rows: {
          systems: [
            { ...second, filingDate: '2016-01-01', assessDate: '2015-09-01' },
            { ...second, filingDate: '2016-03-01' },
          ],
        },
      },
      { rows: { systems: [{ ...second, filingStatus: 'none', filingDate: '2015-01-01' }] } },
    ],
    found: [
      [{ rows: { systems: [{ ...second, filingDate: '2015-12-31' }] } }, 'systems/a/filingDate'],
      [{ rows: { systems: [{ ...second, assessDate: '2015-08-31' }] } }, 'systems/a/assessDate'],
    ],
  },
  'running-system-is-graded': {
    fine: [
      { rows: { systems: [second, { runningStatus: 'building' }, { ...system, securityLevel: '1' }] } },
      { rows: { systems: [{ ...system, securityLevel: '0', gradedBySuperior: true }] } },
    ],
    found: [
      [{ rows: { systems: [{ ...system, securityLevel: '0' }] } }, 'systems/a/securityLevel'],
      [{ rows: { systems: [second, system] } }, 'systems/b/securityLevel'],
    ],
  },
  'graded-system-is-filed-in-time': {
    fine: [
      {
        rows: {
          systems: [second, { ...unfiled, filingStatus: 'accepted' }, { ...unfiled, securityLevel: '1' }],
        },
      },
      // Thirty days and not one more.
      { rows: { systems: [{ ...unfiled, goLiveDate: '2019-05-06' }] }, today: '2019-06-05' },
      {
        rows: {
          systems: [
            { ...unfiled, gradingDate: '2019-05-30' },
            { ...unfiled, runningStatus: 'building' },
            { ...unfiled, gradedBySuperior: true },
          ],
        },
      },
    ],
    found: [
      [
        { rows: { systems: [{ ...unfiled, goLiveDate: '2019-05-05' }] }, today: '2019-06-05' },
        'systems/a/filingStatus',
      ],
      [{ rows: { systems: [{ ...unfiled, gradingDate: '2019-03-01' }] } }, 'systems/a/filingStatus'],
    ],
  },
  'filing-number-is-not-zeros': {
    fine: [
      { rows: { systems: [second, { ...second, filingStatus: 'none', filingNo: '11010800000-00000' }] } },
    ],
    found: [
      [{ rows: { systems: [{ ...second, filingNo: '11010813001-00000' }] } }, 'systems/a/filingNo'],
      [{ rows: { systems: [{ ...second, filingNo: '11010800000-00001' }] } }, 'systems/a/filingNo'],
    ],
  },
  'level-three-has-filing-materials': {
    fine: [
      {
        rows: {
          systems: [
            { ...third, 'filingMaterials.topology': true },
            { ...second, 'filingMaterials.topology': false },
          ],
        },
      },
      { rows: { systems: [{ ...third, runningStatus: 'building', 'filingMaterials.topology': false }] } },
      { rows: { systems: [{ ...third, gradedBySuperior: true, 'filingMaterials.topology': false }] } },
    ],
    found: [
      [
        {
          rows: {
            systems: [
              {
                ...third,
                'filingMaterials.topology': true,
                'filingMaterials.design': false,
                'filingMaterials.assessment': false,
              },
            ],
          },
        },
        'systems/a/filingMaterials.design',
      ],
    ],
  },
  'filing-follows-2025-template': {
    fine: [
      { rows: { systems: [{ ...second, filingTemplate: '2025' }] }, year: 2026, today: '2026-06-01' },
      { rows: { systems: [{ ...second, filingTemplate: '2007' }] } },
      {
        rows: { systems: [{ ...second, filingTemplate: '2007', gradedBySuperior: true }] },
        year: 2026,
        today: '2026-06-01',
      },
      // The last day on which the old template may stand.
      { rows: { systems: [{ ...second, filingTemplate: '2018' }] }, year: 2026, today: '2025-11-30' },
      // A closed campaign is judged by its last day.
      { rows: { systems: [{ ...second, filingTemplate: '2007' }] }, year: 2019, today: '2026-06-01' },
    ],
    found: [
      [
        { rows: { systems: [{ ...second, filingTemplate: '2018' }] }, year: 2026, today: '2025-12-01' },
        'systems/a/filingTemplate',
      ],
      [
        { rows: { systems: [{ ...third, filingTemplate: '2007' }] }, year: 2026, today: '2026-06-01' },
        'systems/a/filingTemplate',
      ],
    ],
  },
  'grade-meets-education-guide': {
    fine: [
      {
        rows: {
          systems: [
            { securityLevel: '2', eduSysCode: 'school.portal' },
            { securityLevel: '3', eduSysCode: 'school.office' },
          ],
        },
      },
      { rows: { systems: [{ securityLevel: '0', eduSysCode: 'school.portal' }, { securityLevel: '1' }] } },
      {
        rows: { systems: [{ securityLevel: '1', eduSysCode: 'school.portal' }] },
        unit: { schoolClass: 'III' },
      },
      {
        rows: { systems: [{ securityLevel: '1', eduSysCode: 'school.portal' }] },
        unit: { schoolClass: null },
      },
    ],
    found: [
      [
        {
          rows: { systems: [{ securityLevel: '2', eduSysCode: 'school.portal' }] },
          unit: { schoolClass: 'I' },
        },
        'systems/a/securityLevel',
      ],
      [{ rows: { systems: [{ securityLevel: '1', eduSysCode: 'school.mail' }] } }, 'systems/a/securityLevel'],
      [
        {
          rows: { systems: [{ securityLevel: '2', eduSysCode: 'department.portal' }] },
          unit: { schoolClass: null },
        },
        'systems/a/securityLevel',
      ],
    ],
  },
  'usual-school-systems-are-listed': {
    fine: [
      {},
      {
        rows: {
          systems: [
            { systemName: '本科招生网' },
            { eduSysCode: 'school.teachingAffairs' },
            { businessDesc: '校园一卡通结算' },
          ],
        },
      },
      { rows: { systems: [{ systemName: '办公系统' }] }, unit: { kind: '直属单位' } },
    ],
    found: [[{ rows: { systems: [{ systemName: '教务管理系统' }, { systemName: '迎新系统' }] } }, 'systems']],
  },
  'remote-operation-is-controlled': {
    fine: [
      {
        rows: {
          systems: [
            { opsMode: 'remote', opsRemoteControl: '逐次审批，堡垒机录屏' },
            { opsMode: 'self', opsRemoteControl: '无' },
          ],
        },
      },
    ],
    found: [
      [{ rows: { systems: [{ opsMode: 'remote', opsRemoteControl: '无' }] } }, 'systems/a/opsRemoteControl'],
    ],
  },
  'wildcards-stay-in-domain-list': {
    fine: [
      {
        rows: {
          systems: [
            { networkNature: '2', domains: ['jw.a.edu.cn'] },
            { networkNature: '1', domains: ['*.a.edu.cn'] },
          ],
          domains: [{ domain: '*.a.edu.cn' }],
        },
      },
    ],
    found: [
      [
        { rows: { systems: [{ networkNature: '2', domains: ['jw.a.edu.cn', '*.a.edu.cn'] }] } },
        'systems/a/domains',
      ],
    ],
  },
  'logs-are-kept-six-months': {
    fine: [
      {
        rows: {
          systems: [
            { ...system, logDaysNet: 180, logDaysDb: 365 },
            { runningStatus: 'offline', logDaysNet: 0 },
          ],
        },
      },
      {
        rows: {
          websites: [
            { siteStatus: 'closed', siteQ15: false },
            { siteStatus: 'active', siteQ15: true },
          ],
        },
      },
    ],
    found: [
      [
        { rows: { systems: [{ ...system, logDaysNet: 179, logDaysHost: 180, logDaysApp: 0 }] } },
        'systems/a/logDaysNet',
      ],
      [{ rows: { websites: [{ siteStatus: 'active', siteQ15: false }] } }, 'websites/a/siteQ15'],
    ],
  },
})
