import { mkdirSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dependencyFolders } from './dependencies.js';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'loom-deps-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));
const make = (path: string): void => void mkdirSync(join(home, path), { recursive: true });

it('finds installed folders that came, and misses those that went, since it last looked', async () => {
  make('packages/app');
  make('packages/app/src');
  expect(await dependencyFolders(home)).toEqual([]);
  make('node_modules/left');
  make('packages/app/.venv');
  expect(await dependencyFolders(home)).toEqual(['node_modules', 'packages/app/.venv']);
  // Long ago in both looks: what was remembered is used, and a change is seen by the time of its change alone.
  for (const path of ['', 'packages', 'packages/app']) utimesSync(join(home, path), 1, 1);
  expect(await dependencyFolders(home)).toEqual(['node_modules', 'packages/app/.venv']);
  rmSync(join(home, 'node_modules'), { recursive: true });
  make('packages/other/node_modules');
  expect(await dependencyFolders(home)).toEqual(['packages/app/.venv', 'packages/other/node_modules']);
});
