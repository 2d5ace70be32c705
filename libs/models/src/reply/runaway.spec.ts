import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { periodOf, RunawayWatch, type Runaway } from './runaway.js';

function watch(text: string, of: 'text' | 'thinking', size: number, constrained = false): Runaway | null {
  const watching = new RunawayWatch(constrained);
  for (let at = 0; at < text.length; at += size) {
    const found = watching.take(of, text.slice(at, at + size));
    if (found !== null) return found;
  }
  return null;
}

describe('a runaway answer', () => {
  it.each([1, 7, 100, 5000])('is noticed in pieces of %i characters', (size) => {
    expect(watch('The file has to be created. '.repeat(400), 'text', size)?.because).toContain('28 characters');
    expect(watch(`Let me see. ${'Wait, once more. '.repeat(300)}`, 'thinking', size)?.of).toBe('thinking');
    expect(watch(`{"passed": true,${'\n'.repeat(400)}`, 'text', size, true)?.because).toContain('blanks');
  });

  it.each([
    ['code', Array.from({ length: 300 }, (_, n) => `def f${n}():\n    return ${n}\n\n`).join('')],
    ['a table of numbers', Array.from({ length: 600 }, (_, n) => `${n},${n * 2}\n`).join('')],
    ['a ruler', `Title\n${'='.repeat(200)}\n${'-'.repeat(200)}\n`],
    ['an indented block', `${' '.repeat(100)}x\n`.repeat(3)],
  ])('is not seen in %s', (_, text) => {
    expect(watch(text, 'text', 50)).toBeNull();
  });

  it('is judged by exact repetition only', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 60 }), fc.integer({ min: 8, max: 40 }), (unit, times) => {
        const text = unit.repeat(times);
        const period = periodOf(text, text.length);
        expect(period).not.toBeNull();
        expect(unit.length % (period ?? 0)).toBe(0);
      }),
    );
    expect(periodOf('abc'.repeat(7), 21)).toBeNull();
  });

  it('is looked for in linear time', () => {
    const watchLines = (ends: string): void => {
      const watching = new RunawayWatch(false);
      for (let n = 0; n < ends.length; n++) watching.take('text', `line ${n * 7919} of a long answer that goes on\n`);
    };
    assertLinear(watchLines, '\n', 32_000);
  });
});
