import { describe, expect, it } from 'vitest';
import { assertLinear } from './linear-cost.js';

const MANY = 8_000;

/** Keeps the processor busy for so long by its own clock, whatever the machine is. */
function spend(ms: number): void {
  for (const from = process.cpuUsage(); ;) {
    const { user, system } = process.cpuUsage(from);
    if (user + system >= ms * 1000) return;
  }
}
/** Work that costs so many milliseconds of each share of what is read, by how often it was done before. */
function costing(ms: (share: number, before: number) => number): { read: (text: string) => void; lengths: number[] } {
  const lengths: number[] = [];
  const read = (text: string): void => spend(ms(text.length / MANY, lengths.push(text.length) - 1));
  return { read, lengths };
}
const fromEach = (text: string): number => {
  let sum = 0;
  for (let n = 0; n < text.length; n++) for (let k = n; k < text.length; k++) sum ^= text.charCodeAt(k);
  return sum;
};

describe('a reading that is to be linear', () => {
  it('is done once where it costs next to nothing', () => {
    const texts: string[] = [];
    assertLinear((text) => texts.push(text), 'b', 8, { start: 'a', end: 'c' });
    expect(texts).toEqual(['abbbbbbbbc']);
  });

  it('is compared with a part of it where it costs more, and passes however much that is', () => {
    const { read, lengths } = costing((share) => 210 * share);
    assertLinear(read, 'a', MANY);
    expect(lengths).toEqual([MANY, MANY / 8]);
  });

  it('is done again where it was dear at first', () => {
    const { read, lengths } = costing((share, before) => (before === 0 ? 600 : 120) * share);
    assertLinear(read, 'a', MANY);
    expect(lengths).toEqual([MANY, MANY / 8, MANY / 8, MANY]);
  });

  it('is tried at twice the size where it looks dear and costs little', () => {
    const { read, lengths } = costing((share) => (share === 1 ? 60 : 10 * share));
    assertLinear(read, 'a', MANY);
    expect(Math.max(...lengths)).toBe(2 * MANY);
  });

  it.each<[string, (share: number) => number]>([
    ['is quadratic', (share) => 210 * share ** 2],
    ['is so beside a linear part', (share) => 30 * share + 200 * share ** 2],
  ])('fails where it %s', (_, ms) => {
    expect(() => assertLinear(costing(ms).read, 'a', MANY)).toThrow(/^"a…" is not linear: /);
  });

  it.each<[string, (text: string) => unknown]>([
    ['looks at each part from each other one', fromEach],
    ['tries an expression from each place to the end', (text) => /a*b/.test(text)],
  ])('fails where it %s', (_, read) => {
    expect(() => assertLinear(read, 'a', 12_000, { end: 'c' })).toThrow(/^"a…c" is not linear: /);
  });

  it('fails where it would take for ever', () => {
    const read = (text: string): boolean => /^(a+)+$/.test(text);
    expect(() => assertLinear(read, 'a', 16_000, { end: 'c', hangsAfterMs: 300 })).toThrow('"a…c" 16000 times hangs');
  });

  it('fails as the reading does', () => {
    const broken = (): never => {
      throw new TypeError('broken');
    };
    expect(() => assertLinear(broken, 'a', 8)).toThrow(new TypeError('broken'));
  });
});
