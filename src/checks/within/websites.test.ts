import { prove } from '../../../test/checks.ts'

const site = {
  siteName: '门户',
  siteUrl: 'https://www.a.edu.cn',
  siteStatus: 'active',
  publicAccess: true,
  siteIps: ['202.112.80.1'],
}
const own = { domains: [{ domain: 'a.edu.cn' }], ipRanges: [{ range: '202.112.80.0/24' }] }
const system = {
  systemName: '教务',
  runningStatus: 'running',
  networkNature: '2',
  domains: ['jw.a.edu.cn'],
  originIpRange: ['202.112.80.9'],
}
const foreign = { siteUrl: 'http://www.b.com', siteIps: ['8.8.8.8'] }

prove({
  'website-agrees-with-its-system': {
    fine: [
      {
        rows: {
          systems: [{ securityLevel: '2', assessDate: '2019-01-01' }, { securityLevel: '1' }],
          websites: [
            { linkedSystemId: ['a'], siteLevel: '2', siteAssessed: 'done' },
            { linkedSystemId: ['b'], siteLevel: '1', siteAssessed: 'done' },
            { siteLevel: '4', siteAssessed: 'not' },
            { linkedSystemId: ['gone'], siteLevel: '4' },
          ],
        },
      },
    ],
    found: [
      [
        {
          rows: {
            systems: [{ securityLevel: '3' }],
            websites: [{ linkedSystemId: ['a'], siteLevel: '2', siteAssessed: 'done' }],
          },
        },
        'websites/a/siteLevel',
        'websites/a/siteAssessed',
      ],
      [
        {
          rows: {
            systems: [{ securityLevel: '2', assessDate: '2019-01-01' }],
            websites: [{ linkedSystemId: ['a'], siteLevel: '2', siteAssessed: 'not' }],
          },
        },
        'websites/a/siteAssessed',
      ],
    ],
  },
  'website-protection-agrees-with-its-basics': {
    fine: [
      {
        rows: {
          websites: [
            { siteLevel: '2', siteQ09: true, siteAssessed: 'not', siteQ11: false },
            { siteLevel: '2' },
            { siteQ09: true },
          ],
        },
      },
    ],
    found: [
      [
        { rows: { websites: [{ siteLevel: '0', siteQ09: true, siteAssessed: 'done', siteQ11: false }] } },
        'websites/a/siteQ09',
        'websites/a/siteQ11',
      ],
    ],
  },
  'public-website-has-police-filing': {
    fine: [
      {
        rows: {
          websites: [
            { ...site, policeFilingNo: '110402430047' },
            { ...site, publicAccess: false },
            { ...site, siteStatus: 'stopped' },
          ],
        },
      },
    ],
    found: [[{ rows: { websites: [site] } }, 'websites/a/policeFilingNo']],
  },
  'public-website-has-icp-filing': {
    fine: [
      {
        rows: {
          websites: [
            { ...site, icpNo: '京ICP备05065075号-1' },
            { ...site, publicAccess: false },
          ],
        },
      },
    ],
    found: [[{ rows: { websites: [site] } }, 'websites/a/icpNo']],
  },
  'website-is-kept-alive': {
    fine: [
      {
        rows: {
          websites: [
            { ...site, lastUpdate: '2018-12-07', emptyColumns: 0 },
            { ...site, siteStatus: 'closed', lastUpdate: '2010-01-01' },
          ],
        },
        today: '2019-06-05',
      },
    ],
    found: [
      [
        { rows: { websites: [{ ...site, lastUpdate: '2018-12-06' }] }, today: '2019-06-05' },
        'websites/a/lastUpdate',
      ],
      [
        { rows: { websites: [{ ...site, lastUpdate: '2019-06-01', emptyColumns: 2 }] } },
        'websites/a/emptyColumns',
      ],
    ],
  },
  'public-names-lie-within-the-unit': {
    fine: [
      { rows: { ...own, websites: [site], systems: [system] } },
      // One of the two is enough.
      {
        rows: {
          ...own,
          websites: [
            { ...site, siteIps: ['8.8.8.8'] },
            { ...site, siteUrl: 'www.b.com' },
          ],
        },
      },
      {
        rows: {
          ...own,
          websites: [{ ...site, ...foreign, siteIps: ['10.0.0.1'], publicIps: ['202.112.80.7'] }],
        },
      },
      { rows: { ...own, websites: [{ ...site, ...foreign, siteIps: ['10.0.0.1'] }] } },
      // Listed already.
      { rows: { ...own, websites: [{ ...site, ...foreign }], doubleNon: [{ url: 'https://www.b.com/x' }] } },
      { rows: { websites: [{ ...site, ...foreign }] } },
      {
        rows: {
          ...own,
          websites: [{ ...site, ...foreign, siteStatus: 'closed' }],
          systems: [{ ...system, networkNature: '1', domains: ['b.com'], originIpRange: ['8.8.8.8'] }],
        },
      },
    ],
    found: [
      [{ rows: { ...own, websites: [{ ...site, ...foreign }] } }, 'websites/a/siteUrl'],
      [
        {
          rows: {
            ...own,
            systems: [{ ...system, domains: ['jw.b.com'], originIpRange: ['202.112.80.0-202.112.81.1'] }],
          },
        },
        'systems/a/domains',
      ],
      [
        {
          rows: { websites: [site] },
          nils: { domains: { by: '李明', on: '2019-06-01' }, ipRanges: { by: '李明', on: '2019-06-01' } },
        },
        'websites/a/siteUrl',
      ],
    ],
  },
  'private-website-address-has-public-one': {
    fine: [
      {
        rows: {
          websites: [
            site,
            { ...site, siteIps: ['10.0.0.1'], publicIps: ['202.112.80.1'] },
            { ...site, publicAccess: false, siteIps: ['10.0.0.1'] },
          ],
        },
      },
      { rows: { websites: [{ ...site, siteIps: [] }] } },
    ],
    found: [
      [{ rows: { websites: [{ ...site, siteIps: ['10.0.0.1', '192.168.1.1'] }] } }, 'websites/a/publicIps'],
    ],
  },
  'nothing-expires-within-a-month': {
    fine: [
      {
        rows: {
          websites: [
            { ...site, https: true, certExpire: '2019-07-05' },
            { ...site, https: false, certExpire: '2019-06-06' },
            { ...site, siteStatus: 'stopped', https: true, certExpire: '2019-06-06' },
          ],
          domains: [{ domain: 'a.cn', expiresOn: '2019-07-05' }],
        },
      },
      // Read long after, it is still judged by the campaign's last day.
      { rows: { domains: [{ domain: 'a.cn', expiresOn: '2019-07-20' }] }, today: '2026-11-23' },
    ],
    found: [
      [
        {
          rows: {
            websites: [
              { ...site, https: true, certExpire: '2019-06-05' },
              { ...site, https: true, certExpire: '2019-06-04' },
            ],
          },
        },
        'websites/a/certExpire',
        'websites/b/certExpire',
      ],
      [
        {
          rows: {
            websites: [{ ...site, https: true, certExpire: '2019-07-04' }],
            domains: [{ domain: 'a.cn', expiresOn: '2019-01-01' }],
          },
        },
        'websites/a/certExpire',
        'domains/a/expiresOn',
      ],
    ],
  },
  'education-app-is-filed': {
    fine: [
      { rows: { apps: [{ appType: 'app', role: 'provider' }] } },
      { rows: { apps: [{ appType: 'app', role: 'provider' }] }, today: '2019-11-10', year: 2020 },
      {
        rows: {
          apps: [
            { appType: 'app', role: 'provider', providerFilingNo: '教APP备1100001号' },
            { appType: 'mini', role: 'own', userFilingDone: true },
            { appType: 'app', role: 'user', providerFilingNo: '教APP备1100002号', userFilingDone: true },
            { appType: 'official', role: 'own' },
          ],
        },
        year: 2020,
        today: '2020-06-01',
      },
    ],
    found: [
      [
        { rows: { apps: [{ appType: 'app', role: 'provider' }] }, today: '2019-11-11', year: 2020 },
        'apps/a/providerFilingNo',
      ],
      [
        {
          rows: { apps: [{ appType: 'mini', role: 'user', userFilingDone: false }] },
          today: '2020-06-01',
          year: 2020,
        },
        'apps/a/providerFilingNo',
        'apps/a/userFilingDone',
      ],
    ],
  },
  'education-app-meets-prerequisites': {
    fine: [
      { rows: { apps: [{ appType: 'app', filingLevel: '0' }] }, today: '2020-01-31', year: 2020 },
      {
        rows: {
          apps: [
            {
              appType: 'app',
              icpNo: '京ICP备05065075号-2A',
              filingLevel: '2',
              filingNo: '11010813001-00001',
            },
            { appType: 'official' },
            { appType: 'app', role: 'user', filingLevel: '0' },
          ],
        },
        today: '2020-06-01',
        year: 2020,
      },
    ],
    found: [
      [
        { rows: { apps: [{ appType: 'app', filingLevel: '0' }] }, today: '2020-02-01', year: 2020 },
        'apps/a/icpNo',
      ],
      [
        {
          rows: { apps: [{ appType: 'app', icpNo: '京ICP备05065075号-2A', filingLevel: '2' }] },
          today: '2020-06-01',
          year: 2020,
        },
        'apps/a/filingLevel',
      ],
    ],
  },
  'equipment-brands-add-up': {
    fine: [
      { rows: { equipment: [{ kind: 'server', count: 12, 'brand.internal': 10, 'brand.foreign': 2 }] } },
      { rows: { equipment: [{ kind: 'server', count: 12, 'brand.internal': 10 }] } },
      // Of this the form itself complains.
      { rows: { equipment: [{ kind: 'server', count: 12, 'brand.internal': 13, 'brand.foreign': 0 }] } },
    ],
    found: [
      [
        { rows: { equipment: [{ kind: 'server', count: 12, 'brand.internal': 10, 'brand.foreign': 5 }] } },
        'equipment/a/count',
      ],
      [
        { rows: { equipment: [{ count: 12, 'brand.internal': 10, 'brand.foreign': 1 }] } },
        'equipment/a/count',
      ],
    ],
  },
  'address-ranges-do-not-overlap': {
    fine: [
      { rows: { ipRanges: [{ range: '202.112.80.0/24' }, { range: '202.112.80.0/24' }] } },
      {
        rows: {
          ipRanges: [
            { range: '202.112.80.0/24' },
            { range: '202.112.81.0-202.112.81.9' },
            { range: '校园网' },
          ],
        },
      },
    ],
    found: [
      [{ rows: { ipRanges: [{ range: '202.112.80.7' }, { range: '202.112.80.0/24' }] } }, 'ipRanges/b/range'],
    ],
  },
  'address-ranges-are-public': {
    fine: [
      { rows: { ipRanges: [{ range: '202.112.80.0/24' }, { range: '2001:da8::/48' }, { range: '?' }] } },
    ],
    found: [
      [
        { rows: { ipRanges: [{ range: '202.112.80.0/24' }, { range: '192.168.0.0/16' }] } },
        'ipRanges/b/range',
      ],
    ],
  },
  'office-has-at-most-two-egresses': {
    fine: [
      { rows: { egress: [{ location: '本部', count: 2 }, { location: '东校区', count: 1 }, { count: 9 }] } },
    ],
    found: [
      [
        {
          rows: {
            egress: [
              { location: '本部', count: 2 },
              { location: '本部', count: 1 },
            ],
          },
        },
        'egress/a/count',
      ],
    ],
  },
})
