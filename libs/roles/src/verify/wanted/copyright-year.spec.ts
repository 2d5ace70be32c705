import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { copyrightYear, noticesIn, yearChange } from './copyright-year.js';

afterEach(removePlayed);

const UPDATE = 'Update the copyright year to 2026 in all files.';
const BEFORE = { 'a.js': '// Copyright 2024 X\n', 'b.js': '/* (c) 2019-2024 X */\n', 'c.js': '// since 2024\n' };
const DONE = { 'a.js': '// Copyright 2026 X\n', 'b.js': '/* (c) 2019-2026 X */\n', 'c.js': '// since 2024\n' };
const details = async (told: string, after: Files): Promise<string> =>
  (await copyrightYear(await viewOf(BEFORE, after), told)).map(({ detail }) => detail).join('; ');

describe('the year of the copyright', () => {
  it('is another one in some files', async () => {
    expect(await details(UPDATE, { ...DONE, 'b.js': BEFORE['b.js'] })).toBe('the copyright is not of 2026 in b.js');
    const FROM = 'Change the copyright year from 2024 to 2026 in all source files';
    expect(await details(FROM, { ...DONE, 'a.js': '// Copyright 2025 X\n' })).toContain('a.js');
  });

  it.each<[string, Files]>([
    [UPDATE, DONE],
    [UPDATE, { ...DONE, 'b.js': '// nothing of it\n' }],
    ['Update the copyright year in a.js to 2026.', { ...BEFORE, 'a.js': DONE['a.js'] }],
    ['Change the copyright year from 2023 to 2026 in all files.', { ...BEFORE, 'd.js': '// Copyright 2026 X\n' }],
  ])('is that one, or nobody knows: %s %j', async (told, after) => {
    expect(await details(told, after)).toBe('');
  });

  it('is that of others where the work of others is', async () => {
    const before = { ...BEFORE, 'd.js': '// Copyright 2015 Others\n', 'NOTICE.txt': 'Copyright 2024 X\n' };
    const after = { ...DONE, 'd.js': before['d.js'], 'NOTICE.txt': before['NOTICE.txt'] };
    expect(await copyrightYear(await viewOf(before, after), UPDATE)).toEqual([]);
  });

  it('is looked for in linear time', () => {
    assertLinear(yearChange, 'copyright year ', 20_000, { start: 'update the ' });
    for (const unit of ['copyright ', 'copyright 2024', '(c)', '2024-']) assertLinear(noticesIn, unit, 10_000);
  });
});
