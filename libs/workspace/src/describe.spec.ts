import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeFixture, put, type Fixture } from './fixture.js';

let f: Fixture;
beforeEach(() => {
  f = makeFixture();
});
afterEach(() => f.dispose());

it('shows the small changes of a diff that is too long, and names the large ones', async () => {
  const { workspaceId } = await f.store.register(f.user);
  const snapshot = async (tip: string | null) =>
    (await f.store.snapshot({ workspaceId, path: f.user, tip, taskId: 't' })).commit;
  const before = await snapshot(null);
  put(f.user, 'aaa-generated.txt', 'noise\n'.repeat(5000));
  put(f.user, 'odd.txt', Buffer.from([0x41, 0xff, 0x0a]));
  put(f.user, 'src/main.ts', 'const evil = true;\n');
  put(f.user, 'zzz\n+fake.txt', 'noise\n'.repeat(4000));
  const after = await snapshot(before);
  const whole = await f.store.diff(workspaceId, before, after, {});
  expect(whole).not.toContain('# ');
  const cut = await f.store.diff(workspaceId, before, after, { maxBytes: 2000 });
  expect(cut).toContain('+const evil = true;');
  expect(cut).toContain('GIT binary patch');
  expect(cut.split('\n').filter((line) => /noise|^\+fake/.test(line))).toEqual([]);
  expect(cut.split('\n').at(-2)).toMatch(
    /^# 2 changed file\(s\) left out, .* 2000 bytes: a\/aaa-generated\.txt b\/aaa-generated\.txt, "a\/zzz\\n\+fake\.txt" .*$/,
  );
  expect(Buffer.byteLength(cut)).toBeLessThan(2000 + 400);
});
