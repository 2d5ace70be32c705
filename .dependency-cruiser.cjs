// Who may import whom. One entry a lib: what it may reach beside itself and packages.
const pure = ['domain', 'prompts', 'contracts', 'conductor', 'roles'];
const mayImport = {
  domain: [],
  prompts: ['domain'],
  contracts: ['domain'],
  conductor: ['domain', 'prompts', 'contracts'],
  roles: ['domain', 'prompts', 'contracts'],
  config: ['domain'],
  bootstrap: ['config'],
};
for (const adapter of ['persistence', 'queues', 'events', 'models', 'tools', 'workspace', 'worker-link'])
  mayImport[adapter] = [...pure, 'config'];

// The composition root of the workers: binds ports to adapters.
mayImport['worker-runtime'] = Object.keys(mayImport);

const libRules = Object.entries(mayImport).map(([lib, allowed]) => ({
  name: `${lib}-imports`,
  comment: `libs/${lib} may import only: ${allowed.join(', ') || 'nothing'} (specs may also use testing)`,
  severity: 'error',
  from: { path: `^libs/${lib}/`, pathNot: '\\.(spec|fixture)\\.ts$' },
  to: { path: '^(libs|apps)/', pathNot: `^libs/(${[lib, ...allowed].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...libRules,
    {
      name: 'pure-libs-are-pure',
      comment: 'frameworks and drivers live in adapters and apps',
      severity: 'error',
      from: { path: `^libs/(${pure.join('|')})/`, pathNot: '\\.spec\\.ts$' },
      to: { path: 'node_modules/(@nestjs|bullmq|ioredis|typeorm|better-sqlite3|openai|ollama)/' },
    },
    {
      name: 'worker-runtime-only-in-apps',
      severity: 'error',
      from: { path: '^libs/', pathNot: ['\\.spec\\.ts$', '^libs/worker-runtime/'] },
      to: { path: '^libs/worker-runtime/' },
    },
    {
      name: 'testing-only-in-specs',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: ['\\.(spec|fixture)\\.ts$', '^libs/testing/'] },
      to: { path: '^libs/testing/' },
    },
    {
      name: 'apps-stay-apart',
      comment: 'serve composes the worker apps in apps/api; nothing else crosses',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/api/src/serve' },
      to: { path: '^apps/([^/]+)/', pathNot: '^apps/$1/' },
    },
    {
      name: 'enter-by-the-index',
      comment: 'a lib is imported by its index.ts',
      severity: 'error',
      from: { path: '^(apps|libs|test)/([^/]+)/' },
      to: { path: '^libs/([^/]+)/src/', pathNot: ['^libs/[^/]+/src/index\\.ts$', '^libs/$2/'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { conditionNames: ['import', 'node', 'default'], extensions: ['.ts', '.js'] },
  },
};
