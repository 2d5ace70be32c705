import { describe, expect, it } from 'vitest';
import { Blow } from './blow.js';
import { repeats } from './judge.js';
import type { Asked } from './model.js';

const TASK = 'run-1-abcde';
const question = (name: string, at: number, ended: number, task = TASK): Asked => ({
  task,
  question: name,
  at,
  ended,
  trouble: null,
});
const blow = (at: number, interrupts = true, unheardSince = at): Blow =>
  Object.assign(new Blow('serve', interrupts, unheardSince), { at, hurtAt: at + 10 });

describe('a question that is asked again', () => {
  it('is excused by any of the blows it was under way at', () => {
    const asked = [question('plan', 4_990, 5_020), question('plan', 9_995, 9_999), question('plan', 12_000, 12_030)];
    expect(repeats(asked, TASK, [blow(5_000), blow(10_000)])).toEqual({ askedAgain: 2, unexplained: [] });
  });

  it('is not excused by a blow before it was asked, or after its answer was saved', () => {
    const asked = [question('left', 5_011, 5_041), question('left', 7_000, 7_030)];
    expect(repeats(asked, TASK, [blow(5_000), blow(6_042)]).unexplained).toEqual(['left was asked 2 times']);
  });

  it('is not excused by what ends no question', () => {
    const asked = [question('left', 4_990, 5_020), question('left', 7_000, 7_030)];
    expect(repeats(asked, TASK, [blow(5_000, false)]).unexplained).toEqual(['left was asked 2 times']);
  });

  it('is excused when its answer could not be handed in before its asker was killed', () => {
    const asked = [question('left', 4_990, 5_020), question('left', 9_000, 9_030)];
    expect(repeats(asked, TASK, [blow(5_000, false), blow(8_000, true, 5_000)]).unexplained).toEqual([]);
  });

  it('is nobody else’s concern', () => {
    const asked = [question('left', 1, 2, 'run-2-fghij'), question('left', 3, 4)];
    expect(repeats(asked, TASK, [])).toEqual({ askedAgain: 0, unexplained: [] });
  });
});
