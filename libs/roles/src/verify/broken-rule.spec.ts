import { describe, expect, it } from 'vitest';
import { DiskFull } from '#domain';
import { brokenRule, isBrokenRule, wordOf } from './broken-rule.js';

const thrown = (error: unknown) => () => {
  throw error;
};

describe('a rule that breaks off', () => {
  it.each<[string, () => never]>([
    ['at a pattern', () => new RegExp(String('[secret')) as never],
    ['at a value', () => (null as unknown as never[])[0] as never],
    ['at a count', () => 'secret'.repeat(-1) as never],
  ])('%s says nothing, neither for the work nor against it', async (_, rule) => {
    const [word, ...rest] = await wordOf(rule);
    expect(rest).toEqual([]);
    expect(word).toMatchObject({ passed: true, proves: false, skipped: true });
    expect(word !== undefined && isBrokenRule(word)).toBe(true);
    expect(word?.detail).toMatch(/broke off and says nothing: \w+Error at broken-rule\.spec\.ts:\d+$/);
    expect(word?.detail).not.toContain('secret');
  });

  it('is told of when it was waiting', async () => {
    const [word] = await wordOf(async () => Promise.reject(new RangeError('late')));
    expect(word?.detail).toContain('RangeError');
  });

  it.each<[string, unknown]>([
    ['a disk', new DiskFull('full')],
    ['a program', Object.assign(new Error('no such file'), { code: 'ENOENT' })],
    ['a shutdown', new DOMException('over', 'AbortError')],
    ['a network', new TypeError('fetch failed', { cause: new Error('reset') })],
    ['nobody knows what', 'text'],
  ])('is no word for what goes wrong with %s', async (_, error) => {
    expect(brokenRule(error)).toBeNull();
    await expect(wordOf(thrown(error))).rejects.toBe(error);
  });
});
