import { describe, expect, it } from 'vitest';
import { TRIAL_CASES } from './trial-cases.js';
import { judgementOf, trialOf } from './verifier-trials.js';

describe('the cases of a verifier trial', () => {
  it('have names of their own, and as many faults as sound works allow to tell rates from chance', () => {
    expect(new Set(TRIAL_CASES.map(({ name }) => name)).size).toBe(TRIAL_CASES.length);
    expect(TRIAL_CASES.filter(({ fault }) => fault === null).length).toBeGreaterThanOrEqual(4);
    expect(TRIAL_CASES.filter(({ fault }) => fault !== null).length).toBeGreaterThanOrEqual(15);
  });

  it('differ from the sound work where a fault is said to be', () => {
    for (const { name, fault, subtask, after } of TRIAL_CASES) {
      if (fault === null) continue;
      const sound = TRIAL_CASES.find((other) => other.fault === null && other.subtask.id === subtask.id);
      expect(after, name).not.toEqual(sound?.after);
    }
  });

  it('are summed up by what is wrong to say of each', () => {
    const verdict = { passed: true, issues: [], confidence: 1, suggestion: '' };
    const passed = { kind: 'passed', tier: 2, verdict, checks: [] } as const;
    const rejected = { ...passed, kind: 'rejected' } as const;
    const failure = { code: 'unreadable_reply', because: 'x', retryable: true } as const;
    const unsure = { kind: 'inconclusive', failure, checks: [] } as const;
    const doubt = { because: 'it deletes a', paths: ['a'] };
    const inDoubt = { ...passed, checks: [{ name: 'files_kept', passed: true, detail: '', doubt }] } as const;
    const bad = { name: 'bad', fault: 'stub' };
    const good = { name: 'good', fault: null };
    const judged = (
      [
        [bad, passed, 'false_accept'],
        [bad, rejected, 'right'],
        [bad, { ...rejected, tier: 1 }, 'caught_by_checks'],
        [bad, inDoubt, 'caught_by_checks'],
        [bad, unsure, 'inconclusive'],
        [good, passed, 'right'],
        [good, inDoubt, 'right'],
        [good, { ...rejected, tier: 1 }, 'false_reject'],
      ] as const
    ).map(([of, outcome, expected]) => {
      expect(judgementOf(of, outcome)).toBe(expected);
      return { of, judgement: expected };
    });
    const key = { endpoint: 'e', model: 'm' };
    expect(trialOf({ executor: key, verifier: key }, judged, { milliseconds: 1, at: 'now' })).toMatchObject({
      ...{ faults: 5, caughtByChecks: 2, falseAccepts: 1, sound: 3, falseRejects: 1, inconclusive: 1 },
      wrong: ['bad', 'bad', 'good'],
    });
  });
});
