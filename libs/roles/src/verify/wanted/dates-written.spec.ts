import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { datesIn, wrongDate } from './dates-written.js';

const ISO = 'Change all dates in events.txt from DD.MM.YYYY to YYYY-MM-DD.';
const EVENTS = 'Fair 03.04.2025\nBall 1.12.2025, at 10.30\nv1.2.2024.5 99.99.2024\n';
const problem = (told: string, text: string, before = EVENTS): string | null => {
  const dates = datesIn(told);
  return dates === null ? null : wrongDate(dates, text, before);
};

describe('dates that are to be written otherwise', () => {
  it.each<[string, string, string?]>([
    [ISO, 'Fair 2025-03-04\nBall 2025-12-01, at 10.30\n'],
    [ISO, 'Fair 2025-04-03\nBall 1.12.2025, at 10.30\n'],
    ['Convert the dates in events.txt from MM/DD/YYYY format to DD/MM/YYYY', 'on 12/31/2024', 'on 12/31/2024'],
  ])('are not: %s %j', (told, text, before) => {
    expect(problem(told, text, before)).toContain('is to be');
  });

  it.each<[string, string, string?]>([
    [ISO, 'Fair 2025-04-03\nBall 2025-12-01, at 10.30\nv1.2.2024.5 99.99.2024\n'],
    ['Convert the dates in events.txt from MM/DD/YYYY format to DD/MM/YYYY', 'on 31/12/2024', 'on 12/31/2024'],
    ['Change all dates in events.txt to YYYY-MM-DD.', 'Fair 2025-03-04\n'],
    [`${ISO} Leave the fair as it is.`, 'Fair 03.04.2025\nBall 2025-12-01\n'],
  ])('are, or nobody knows: %s %j', (told, text, before) => {
    expect(problem(told, text, before)).toBeNull();
  });

  it('are looked for in linear time', () => {
    assertLinear(datesIn, 'change all dates in a.txt from DD.MM.YYYY to ', 1000);
    const dates = datesIn(ISO);
    assertLinear((text) => wrongDate(dates!, 'x', text), '0.', 10_000);
  });
});
