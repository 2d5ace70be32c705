import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startLoom } from './support/index.js';

it('the demo needs no configuration and no model, shows its story, and leaves a program that works', async () => {
  const loom = await startLoom({ serve: false });
  // What is configured, here wrongly, is left out.
  const env = { LOOM_CONFIG: join(loom.home, 'none.toml'), LOOM_SERVER_PORT: 'x' };
  const folder = join(loom.home, 'shown');
  const { code, stdout, stderr } = await loom.cli(['demo', '--dir', folder], { env });
  expect(code, stdout + stderr).toBe(0);
  const shown = stdout + stderr;
  for (const said of [/script/i, /parse-csv/, /to-json/, /command-line/, /tests pass/, /loom revert/, /loom init/])
    expect(shown).toMatch(said);
  expect(shown).toContain('+++ b/csv2json.mjs');
  expect(readFileSync(join(folder, 'project', 'csv2json.mjs'), 'utf8')).toContain('parseCsv');
  expect(loom.model.requests).toEqual([]);
  expect(existsSync(join(folder, 'data', 'redis', 'running.json'))).toBe(false);
  expect((await loom.cli(['demo', '--dir', folder], { env })).code).toBe(2);
}, 90_000);
