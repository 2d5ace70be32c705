import { expect, it } from 'vitest';
import type { Recollection } from '#contracts';
import type { MemoryDraft } from '#domain';
import { notKnownBefore } from './known-before.js';

const PNPM: MemoryDraft = {
  type: 'discovery',
  summary: 'The project uses pnpm.',
  detail: 'Lock file: pnpm-lock.yaml.',
  tags: [],
  relevanceTo: [],
};
const known = (of: Partial<Recollection> = {}): Recollection => ({
  ...{ id: '1', subtaskId: 'one', type: PNPM.type, summary: PNPM.summary, detail: PNPM.detail, verified: true },
  ...of,
});

it.each<[string, Partial<MemoryDraft>, Partial<Recollection>, boolean]>([
  ['word by word', {}, {}, true],
  ['with other signs', { summary: 'the project uses `pnpm`' }, {}, true],
  ['with nothing but its summary', { detail: PNPM.summary }, {}, true],
  ['by work that did not pass', {}, { verified: false }, false],
])('drops what an earlier step has noted: %s', (_, said, before, isVerified) => {
  expect(notKnownBefore([{ ...PNPM, ...said }], [known(before)], isVerified)).toEqual([]);
});

it.each<[string, Partial<MemoryDraft>, Partial<Recollection>, boolean]>([
  ['more to say', { detail: 'Version 9.' }, {}, true],
  ['another fact', { summary: 'The project uses npm.' }, {}, true],
  ['a decision', { type: 'decision' }, {}, true],
  ['passed, where the first was only claimed', {}, { verified: false }, true],
])('keeps it with %s', (_, said, before, isVerified) => {
  expect(notKnownBefore([{ ...PNPM, ...said }], [known(before)], isVerified)).toHaveLength(1);
});
