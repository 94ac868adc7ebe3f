// The order of the slices and the rings inside them (ARCHITECTURE.md). tests/schema/import-rules.test.ts breaks each
// rule with a fixture: a rule nobody can break is not known to work.
const slices = [
  'places',
  'identity',
  'teams',
  'indicators',
  'library',
  'households',
  'visits',
  'verification',
  'training',
  'events',
  'work',
  'concerns',
  'partners',
  'reports',
  'insight',
  'exchange',
]
const later = (index) => slices.slice(index + 1).join('|')

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'shared-is-pure',
      severity: 'error',
      from: { path: '(^|/)src/.*/shared/' },
      to: { path: '(^|/)src/.*/(server|web|cli|testing)/' },
    },
    {
      name: 'shared-no-node',
      severity: 'error',
      from: { path: '(^|/)src/.*/shared/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'web-not-server',
      severity: 'error',
      from: { path: '(^|/)src/.*/web/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '(^|/)src/.*/(server|cli|testing)/' },
    },
    {
      name: 'server-not-web',
      severity: 'error',
      from: { path: '(^|/)src/.*/(server|cli)/', pathNot: '\\.test\\.ts$' },
      to: { path: '(^|/)src/.*/(web|testing)/' },
    },
    {
      name: 'platform-knows-no-slice',
      severity: 'error',
      from: { path: '(^|/)src/platform/', pathNot: ['(^|/)src/platform/testing/', '\\.test\\.ts$'] },
      to: { path: '(^|/)src/(slices|app)/' },
    },
    {
      name: 'nobody-imports-app',
      severity: 'error',
      from: { path: '(^|/)src/', pathNot: ['(^|/)src/app/', '(^|/)src/platform/testing/', '\\.test\\.ts$'] },
      to: { path: '(^|/)src/app/' },
    },
    {
      name: 'slice-through-public-only',
      severity: 'error',
      from: { path: '(^|/)src/slices/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '(^|/)src/slices/([^/]+)/',
        pathNot: [
          '(^|/)src/slices/$2/',
          '(^|/)src/slices/[^/]+/(shared|server|web|web/field|web/office)/public\\.tsx?$',
        ],
      },
    },
    {
      name: 'app-through-public-only',
      severity: 'error',
      from: { path: '(^|/)src/app/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '(^|/)src/slices/[^/]+/',
        pathNot: [
          '(^|/)src/slices/[^/]+/(shared|server|web|web/field|web/office)/public\\.tsx?$',
          '(^|/)src/slices/[^/]+/web/(field|office)/',
        ],
      },
    },
    {
      name: 'slice-does-not-use-own-public',
      severity: 'error',
      from: { path: '(^|/)src/slices/([^/]+)/', pathNot: ['public\\.tsx?$', '\\.test\\.ts$'] },
      to: { path: '(^|/)src/slices/$2/(shared|server|web|web/field|web/office)/public\\.tsx?$' },
    },
    ...slices.slice(0, -1).map((slice, index) => ({
      name: `slice-order-${slice}`,
      severity: 'error',
      from: { path: `(^|/)src/slices/${slice}/`, pathNot: '\\.test\\.ts$' },
      to: { path: `(^|/)src/slices/(${later(index)})/` },
    })),
    {
      name: 'field-without-office',
      severity: 'error',
      comment:
        'The phone never downloads what the office needs, nor full zod, the auth client, the query cache or libphonenumber.',
      from: { path: '(^|/)src/.*/web/field/' },
      to: {
        path: [
          '(^|/)src/.*/web/office/',
          'node_modules/(@tanstack|better-auth|libphonenumber-js|@observablehq)/',
          'node_modules/zod/index',
          'node_modules/zod/v4/classic',
        ],
      },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|data)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
}
