import { describe, expect, it } from 'vitest';
import { DiskFull, isDiskFull } from './outage.js';

const coded = (code: string, cause?: unknown): Error => Object.assign(new Error('x', { cause }), { code });

describe('isDiskFull', () => {
  it.each(['ENOSPC', 'EDQUOT', 'SQLITE_FULL', '53100'])('knows %s, however deep', (code) => {
    expect(isDiskFull(coded(code))).toBe(true);
    expect(isDiskFull(coded('workspace_error', new DiskFull('x', { cause: coded(code) })))).toBe(true);
    expect(isDiskFull(new Error('wrapped', { cause: coded('database_failed', coded(code)) }))).toBe(true);
  });

  it.each([null, undefined, 'ENOSPC', new Error('No space left on device'), coded('EACCES'), coded('EACCES', 'x')])(
    'takes nothing else for it',
    (error) => expect(isDiskFull(error)).toBe(false),
  );

  it('ends where a cause is its own', () => {
    const error = coded('EIO');
    error.cause = error;
    expect(isDiskFull(error)).toBe(false);
  });
});
