import { expect, it } from 'vitest';
import { VerificationPolicy } from '#roles';
import { accept } from '#testing';
import { judging } from './judging.js';
import { subtaskOf } from './support.js';

/* A check that the user has left out refuses nothing; what is protected, and every other check, holds all the same. */

const at = judging();
const without = (...names: string[]) => new VerificationPolicy(true, true, false, 3, new Set(names));
const work = {
  subtask: subtaskOf({ description: 'Write a.json.', acceptanceCriteria: 'Nothing else.', expectedOutputs: [] }),
  summary: 'The task is not complete: I was unable to write a.json.',
};
const given = { before: {}, after: { 'a.json': '{}\n' }, work };

it('refuses by a check, and does not where it is left out', async () => {
  const refused = await at.verify([accept()], { ...given, policy: without() });
  expect(refused).toMatchObject({ kind: 'rejected', verdict: { issues: [expect.stringMatching(/^own_words: /)] } });
  expect(await at.verify([accept()], { ...given, policy: without('own_words') })).toMatchObject({
    kind: 'passed',
    tier: 2,
  });
});

it('knows the check of a file by its first word', async () => {
  const after = { 'a.json': '{"a": 1,,}\n' };
  const broken = { ...given, after, work: { ...work, summary: 'I wrote a.json.' } };
  const refused = await at.verify([accept()], { ...broken, policy: without('own_words') });
  expect(refused).toMatchObject({
    kind: 'rejected',
    verdict: { issues: [expect.stringMatching(/^syntax of a\.json/)] },
  });
  expect(await at.verify([accept()], { ...broken, policy: without('syntax') })).toMatchObject({ kind: 'passed' });
});

it('leaves the others as they are, and what is protected', async () => {
  const policy = without('own_words');
  const missing = await at.verify([accept()], { ...given, after: { 'b.json': '{}\n' }, policy });
  expect(missing.kind === 'rejected' && missing.verdict.issues.join('\n')).toMatch(/^named_files: /m);
  const guarded = await at.verify([accept()], { ...given, protect: ['a.json'], policy });
  expect(guarded).toMatchObject({
    kind: 'rejected',
    verdict: { issues: [expect.stringMatching(/^protected_files: /)] },
  });
});
