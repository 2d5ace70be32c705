import { fileURLToPath } from 'node:url';
import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import pkg from './package.json' with { type: 'json' };

const root = fileURLToPath(new URL('.', import.meta.url));

// The package's `imports` point at dist. Specs of a part read the sources, so that none runs a stale build.
const alias = Object.entries(pkg.imports).map(([name, built]) => ({
  find: new RegExp(`^${name}$`),
  replacement: fileURLToPath(new URL(built.replace('./dist/', './').replace(/\.js$/, '.ts'), import.meta.url)),
}));

// Nobody here speaks TLS to the world, and each of many hundred processes would read these as it starts.
delete process.env['NODE_EXTRA_CA_CERTS'];

/** They change what other files would find in their process, or load one of them under a name of their own. */
const APART = [
  'libs/models/src/transport/slow-server.spec.ts',
  'libs/persistence/src/postgres.spec.ts',
  'libs/workspace/src/git/launcher.spec.ts',
];

/** Specs of the whole run the build, as it is shipped; Node loads it in a third of the time. */
const built = { find: /^(?:\.\.\/)+((?:apps|libs)\/.+\.js)$/, replacement: `${root}dist/$1` };

/** Longest first, so that no worker is left alone with a long file at the end. */
const LONG = [
  /test\/chaos/,
  /test\/e2e/,
  /test\/gauntlet/,
  /test\/integration/,
  /libs\/workspace/,
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
    // Many tests wait for leases and processes rather than compute.
    maxWorkers: 5,
    projects: [
      // They start many processes, which costs the more the larger the process is that starts them.
      {
        extends: true,
        resolve: { alias: [built] },
        test: { name: 'system', include: ['test/**/*.spec.ts'], server: { deps: { external: [/\/dist\//] } } },
      },
      { extends: true, resolve: { alias }, test: { name: 'apart', include: APART } },
      // Much of their time would go into loading the same modules again and again.
      {
        extends: true,
        resolve: { alias },
        test: { name: 'parts', include: ['{libs,apps}/**/*.spec.ts'], exclude: APART, isolate: false },
      },
    ],
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
