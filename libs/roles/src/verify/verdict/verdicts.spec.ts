import { expect, it } from 'vitest';
import { verdictOf } from './verdicts.js';

it('why nothing was done is told before all that is therefore not there', () => {
  const check = (name: string, detail: string) => ({ name, passed: false, detail });
  const { issues } = verdictOf([
    check('named_files', 'not there: a.md, b.md'),
    check('no_change', 'no file was changed: there is no tool "execute_python"'),
    check('claimed_files', 'not there: a.md'),
  ]);
  expect(issues.map((issue) => issue.split(':', 1)[0])).toEqual(['no_change', 'named_files', 'claimed_files']);
});
