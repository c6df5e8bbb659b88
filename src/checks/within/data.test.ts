import { prove } from '../../../test/checks.ts'

const people = { dataName: '学籍', piFlags: ['general'], systemIds: ['a'], personCount: 100 }
const system = { systemName: '教务', runningStatus: 'running' }

prove({
  'sensitive-system-has-data-set': {
    fine: [
      {
        rows: {
          systems: [{ ...system, handlesPI: true, handlesImportant: true }],
          dataSets: [people, { systemIds: ['a'], dataLevel: '2' }],
        },
      },
      {
        rows: {
          systems: [{ ...system, handlesPI: false }, system, { handlesPI: true, runningStatus: 'offline' }],
        },
      },
    ],
    found: [
      [{ rows: { systems: [{ ...system, handlesPI: true }] } }, 'systems/a/handlesPI'],
      [
        { rows: { systems: [{ ...system, handlesPI: true }], dataSets: [{ ...people, piFlags: ['none'] }] } },
        'systems/a/handlesPI',
      ],
      [
        {
          rows: {
            systems: [system, { ...system, handlesPI: true, handlesImportant: true }],
            dataSets: [people],
          },
        },
        'systems/b/handlesPI',
        'systems/b/handlesImportant',
      ],
    ],
  },
  'data-set-agrees-with-its-systems': {
    fine: [
      { rows: { systems: [{ ...system, handlesPI: true }], dataSets: [people] } },
      {
        rows: {
          systems: [{ ...system, handlesPI: false }],
          dataSets: [
            { ...people, piFlags: ['none'] },
            { ...people, systemIds: ['gone'] },
          ],
        },
      },
    ],
    found: [
      [{ rows: { systems: [{ ...system, handlesPI: false }], dataSets: [people] } }, 'dataSets/a/systemIds'],
    ],
  },
  'distinct-persons-fit-the-list': {
    fine: [
      {},
      {
        rows: { dataSets: [people, { ...people, personCount: 50 }] },
        answers: { 'dataSummary.personCount': 150 },
      },
      {
        rows: { dataSets: [people, { ...people, personCount: 50 }] },
        answers: { 'dataSummary.personCount': 100 },
      },
    ],
    found: [
      [
        {
          rows: { dataSets: [people, { ...people, personCount: 50 }] },
          answers: { 'dataSummary.personCount': 151 },
        },
        'dataSummary.personCount',
      ],
      [
        {
          rows: { dataSets: [people, { ...people, personCount: 50 }] },
          answers: { 'dataSummary.personCount': 99 },
        },
        'dataSummary.personCount',
      ],
    ],
  },
  'nothing-chosen-nothing-filled': {
    fine: [
      {
        rows: {
          dataSets: [
            { interactions: ['4'], targetUnits: [], crossBorder: false, piFlags: ['none'] },
            {
              interactions: ['1'],
              targetUnits: ['市人社局'],
              crossBorder: true,
              piFlags: ['general'],
              'crossBorder.personCount': 3,
            },
          ],
        },
      },
    ],
    found: [
      [
        { rows: { dataSets: [{ interactions: ['4'], targetUnits: ['市人社局'], crossBorder: true }] } },
        'dataSets/a/targetUnits',
        'dataSets/a/crossBorder',
      ],
      [
        {
          rows: {
            dataSets: [
              { interactions: ['1'], piFlags: ['none'], crossBorder: true, 'crossBorder.personCount': 3 },
            ],
          },
        },
        'dataSets/a/crossBorder.personCount',
      ],
    ],
  },
})
