// The floors of the house: each may use what is listed, and nothing else. See ARCHITECTURE.md.
const floors = {
  domain: [],
  form: ['domain'],
  catalog: ['domain'],
  checks: ['domain'],
  sealing: ['domain'],
  documents: ['domain', 'catalog'],
  contract: ['domain'],
  store: ['domain'],
  actions: ['store', 'form', 'catalog', 'checks', 'sealing', 'documents', 'domain'],
  http: ['actions', 'contract', 'domain'],
  cli: ['actions', 'catalog', 'checks', 'documents', 'form', 'sealing', 'domain'],
  sheet: ['domain'],
  ui: ['domain'],
  filler: ['ui', 'sheet', 'form', 'catalog', 'checks', 'documents', 'sealing', 'domain'],
  web: ['filler', 'ui', 'sheet', 'contract', 'domain', 'form', 'catalog', 'sealing'],
  offline: ['filler', 'ui', 'sheet', 'form', 'catalog', 'checks', 'documents', 'sealing', 'domain'],
}

const test = '\\.test\\.tsx?$'
const arrows = Object.entries(floors).map(([floor, below]) => ({
  name: `${floor}-uses-only-what-is-below`,
  severity: 'error',
  from: { path: `^src/${floor}/`, pathNot: test },
  to: { path: '^src/', pathNot: `^src/(${[floor, ...below].join('|')})/` },
}))

export default {
  forbidden: [
    ...arrows,
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unknown-imports', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      // The command line starts the server; nobody else starts anything.
      name: 'nobody-imports-the-starts',
      severity: 'error',
      from: { path: '^src/', pathNot: `${test}|^src/cli\\.ts$` },
      to: { path: '^src/(server|cli)\\.ts$' },
    },
    {
      name: 'only-the-browser-side-uses-react',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(ui|sheet|filler|web|offline)/' },
      to: { path: 'node_modules/(react|react-dom|@base-ui|wouter|@tanstack)/' },
    },
    {
      name: 'only-the-server-side-uses-node',
      severity: 'error',
      from: {
        path: '^src/(domain|form|catalog|checks|documents|contract|sheet|ui|filler|web|offline)/',
        pathNot: test,
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'product-does-not-import-tests',
      severity: 'error',
      from: { path: '^src/', pathNot: test },
      to: { path: '^(test|journeys|tools)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
