import { availableParallelism } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import swc from 'unplugin-swc';
import { defineConfig, type Plugin } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const root = fileURLToPath(new URL('.', import.meta.url));

// Nobody here speaks TLS to the world, and each of many hundred processes would read these as it starts.
delete process.env['NODE_EXTRA_CA_CERTS'];

/** They change what other files would find in their process, or load one of them under a name of their own. */
const APART = [
  'libs/models/src/transport/slow-server.spec.ts',
  'libs/persistence/src/postgres.spec.ts',
  'libs/workspace/src/git/launcher.spec.ts',
];

/** Specs run the build, as it is shipped; Node loads it in a third of the time. */
const built: Plugin = {
  name: 'built',
  enforce: 'pre',
  resolveId(source, importer) {
    if (!importer?.endsWith('.spec.ts') && !importer?.startsWith(`${root}test/`)) return null;
    if (!/^\.\.?\/.+(?<!\.spec)\.js$/.test(source)) return null;
    const path = relative(root, join(dirname(importer), source));
    return /^(?:apps|libs|test\/(?:chaos|gauntlet))\//.test(path) ? join(root, 'dist', path) : null;
  },
};
const of = (name: string, test: object) => ({
  extends: true as const,
  plugins: [built],
  test: { name, server: { deps: { external: [/\/dist\//] } }, ...test },
});
const UNITS = '{libs/{conductor,config,contracts,domain,models,prompts,roles},apps/cli}/**/*.spec.ts';
/** Many of these tests wait for leases and processes rather than compute. */
const TOGETHER = { maxWorkers: 5, sequence: { groupOrder: 1 } };

/**
 * Longest first, so that no worker is left alone with a long file at the end; then what starts many processes, while
 * that costs less: a worker grows with all it has loaded.
 */
const LONG = [
  /test\/e2e\/stories/,
  /test\/chaos/,
  /test\/e2e/,
  /test\/gauntlet/,
  /test\/integration/,
  /libs\/workspace/,
  /libs\/tools/,
  /postgres/,
  /apps\/api/,
];
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = LONG.findIndex((pattern) => pattern.test(moduleId));
      return place < 0 ? LONG.length : place;
    };
    return [...files].sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  plugins: [swc.vite({ module: { type: 'es6' } })],
  test: {
    pool: 'forks',
    globalSetup: ['test/global-setup.ts'],
    projects: [
      // They compute and nothing else: more workers than cores would only load and compile the same modules more often.
      of('units', {
        include: [UNITS],
        exclude: APART,
        isolate: false,
        maxWorkers: availableParallelism(),
        sequence: { groupOrder: 0 },
      }),
      of('apart', { include: APART, ...TOGETHER }),
      // Much of their time would go into loading the same modules again and again. Those of the whole start many
      // processes, which costs the more the larger the process is that starts them: they have workers of their own.
      of('system', { include: ['test/**/*.spec.ts'], isolate: false, ...TOGETHER }),
      of('parts', { include: ['{libs,apps}/**/*.spec.ts'], exclude: [UNITS, ...APART], isolate: false, ...TOGETHER }),
    ],
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
