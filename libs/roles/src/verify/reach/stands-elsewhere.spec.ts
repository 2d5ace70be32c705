import { expect, it } from 'vitest';
import type { FileChange } from '#domain';
import { assertLinear } from '#testing';
import type { FilesView } from '../stated/files-view.js';
import { stated } from '../stated/facts.js';
import { nothingTakenAway } from './scope.js';
import { movedApart, standsIn } from './stands-elsewhere.js';

const change = (operation: FileChange['operation'], path: string): FileChange => ({
  ...{ operation, path, additions: 1, deletions: 1, binary: false },
});
const view = (before: Record<string, string>, after: Record<string, string>): FilesView =>
  ({
    text: (path: string) => Promise.resolve(after[path] ?? null),
    before: (path: string) => Promise.resolve(before[path] ?? null),
  }) as unknown as FilesView;

const MANUAL = '# Manual\n\n## Install\n\nUnpack it.\n\n## Usage\n\nRun it.\n';
const PAGES = { 'docs/index.md': '# Manual\n', 'docs/install.md': '# Install\n\nUnpack it.\n' };
const USAGE = { 'docs/usage.md': '# Usage\n\nRun it.\n' };
const asked = async (after: Record<string, string>, made: string[] = []): Promise<boolean> => {
  const changes = [change('delete', 'docs/all.md'), ...Object.keys(after).map((path) => change('create', path))];
  const moved = await movedApart(view({ 'docs/all.md': MANUAL }, { ...PAGES, ...after }), changes, new Set(made));
  const told = 'docs/all.md is too long, make one page per chapter and fix the links';
  const scope = { letGo: 'nothing' as const, certainty: 'doubtful' as const, goal: stated(told), made: new Set(made) };
  return nothingTakenAway(changes, { ...scope, planned: [], approved: [], lines: new Map() }, moved).length > 0;
};

it('a file is not lost while all of it stands in what this step and those before it have made', async () => {
  expect(await asked({ ...PAGES, ...USAGE })).toBe(false);
  expect(await asked(USAGE, Object.keys(PAGES))).toBe(false);
});

it('it is where a line of it stands nowhere, or nothing was made', async () => {
  expect(await asked(PAGES)).toBe(true);
  expect(await asked({ ...PAGES, 'docs/usage.md': '# Usage\n' })).toBe(true);
  expect(await asked({})).toBe(true);
});

it('an empty text stands nowhere', () => {
  expect(standsIn('\n \n', ['a'])).toBe(false);
  expect(standsIn('  a\n', ['b\na\n'])).toBe(true);
});

it('whatever the texts hold, they are compared in linear time', () => {
  for (const piece of ['\n', 'a\n', '# ', ' ', '#'])
    assertLinear((text) => standsIn(text, [text]), piece, 20_000 / piece.length);
});
