import { describe, expect, it } from 'vitest';
import { Progress, type Seen } from './progress.js';

const seen = (name: string, success: boolean, content: string): Seen => ({
  ...{ call: { id: 'c', name, arguments: { path: 'a' } }, success, content, tree: null, looksAt: 'same' },
});
const last = (of: Seen, times: number) => {
  const progress = new Progress();
  return Array.from({ length: times }, () => progress.note(of)).at(-1);
};

describe('an attempt that only repeats itself', () => {
  it('did nothing any more where its calls succeed, so that its work may be whole', () => {
    expect(last(seen('read_file', true, 'hello'), 5)).toMatchObject({ idle: true });
    expect(last(seen('read_file', true, 'hello'), 4)?.stuck).toBeNull();
  });

  it('did not get on where they fail', () => {
    const end = last(seen('edit_file', false, '{"error":"not found"}'), 5);
    expect(end).toMatchObject({ idle: false });
    expect(end?.stuck).toContain('five times: not found');
  });
});
