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
  for (const said of [
    /The model is scripted: no language model runs/,
    /plan of 3 subtasks: parse-csv, to-json, command-line/,
    /parse-csv and to-json were at work at the same time/,
    /parse-csv was called done, failed verification, and passed on a retry/,
    /held this from memory, and the answer used it: .*parseCsv/,
    /^\+\+\+ b\/csv2json\.mjs$/m,
    /7 tests pass/,
    /^Undo it\n +(?:npx )?loom serve --config \S+\n.*loom revert [0-9a-f-]{36} --config/m,
    /^The same goal on your own model\n +(?:npx )?loom init\n +(?:npx )?loom run "/m,
  ])
    expect(shown).toMatch(said);
  expect(readFileSync(join(folder, 'project', 'csv2json.mjs'), 'utf8')).toContain('parseCsv');
  expect(loom.model.requests).toEqual([]);
  expect(existsSync(join(folder, 'data', 'redis', 'running.json'))).toBe(false);
  expect((await loom.cli(['demo', '--dir', folder], { env })).code).toBe(2);
  for (const [dir, said] of [
    [loom.configPath, /is a file, it has to be a folder\nName another folder\./],
    ['/proc/loom', /belongs to the kernel/],
  ] as const) {
    const refused = await loom.cli(['demo', '--dir', dir], { env });
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringMatching(said)]);
  }
}, 90_000);
