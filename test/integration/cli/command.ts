import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { ended, type Ended } from './ended.js';
import { StubApi } from './stub-api.js';

/* The real command, from dist, against a stub of the API. */

export const LOOM = fileURLToPath(new URL('../../../dist/apps/cli/src/main.js', import.meta.url));
export let home: string;
/** A port that was free a moment ago; fetch refuses the well-known ones. */
export let nowhere: string;
const apis: StubApi[] = [];
/** For each file of tests by itself, since several may run in one process. */
export function useCommand(): void {
  beforeAll(async () => {
    expect(statSync(LOOM).isFile(), 'build first: npm run build').toBe(true);
    home = mkdtempSync(join(tmpdir(), 'loom-cli-home-'));
    const api = await StubApi.start({});
    nowhere = api.url;
    await api.close();
  });
  afterEach(async () => void (await Promise.all(apis.splice(0).map((api) => api.close()))));
  afterAll(() => rmSync(home, { recursive: true }));
}

export const stub = async (routes: Parameters<typeof StubApi.start>[0]): Promise<StubApi> => {
  const api = await StubApi.start(routes);
  apis.push(api);
  return api;
};

export const environment = (env: object): NodeJS.ProcessEnv => {
  const clean = Object.entries(process.env).filter(([name]) => !/^(LOOM_|NO_COLOR|FORCE_COLOR)/.test(name));
  return { ...Object.fromEntries(clean), HOME: home, ...env };
};
export const begin = (words: string[], env: object = {}) =>
  spawn(process.execPath, [LOOM, ...words], { cwd: home, env: environment(env), stdio: 'pipe' });
export const loom = (words: string[], env: object = {}): Promise<Ended> => ended(begin(words, env));
