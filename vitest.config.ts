import { fileURLToPath } from 'node:url';
import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';
import pkg from './package.json' with { type: 'json' };

// The package's `imports` point at dist; specs read the sources, so that a test never runs a stale build.
const alias = Object.entries(pkg.imports).map(([name, built]) => ({
  find: new RegExp(`^${name}$`),
  replacement: fileURLToPath(new URL(built.replace('./dist/', './').replace(/\.js$/, '.ts'), import.meta.url)),
}));

export default defineConfig({
  plugins: [swc.vite({ module: { type: 'es6' } })],
  resolve: { alias },
  test: {
    pool: 'forks',
    // Many tests wait for leases and processes rather than compute.
    maxWorkers: 3,
    include: ['libs/**/*.spec.ts', 'apps/**/*.spec.ts', 'test/**/*.spec.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
