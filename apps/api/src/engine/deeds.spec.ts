import { expect, it } from 'vitest';
import type { AttemptEntry } from '#contracts';
import type { FileChange } from '#domain';
import { fence } from '#prompts';
import { deedsOf } from './deeds.js';

const change: FileChange = { path: 'a.txt', operation: 'create', additions: 1, deletions: 0, binary: false };
let n = 0;
const step = (
  tool: string,
  given: object,
  content: { success: boolean; [key: string]: unknown },
  filesChanged: FileChange[] = [],
): AttemptEntry[] => {
  const of = { n: ++n, at: '', callId: `c${n}`, tool };
  const message = {
    role: 'tool' as const,
    toolCallId: of.callId,
    toolName: tool,
    content: fence(JSON.stringify(content), 'x'),
  };
  return [
    { ...of, kind: 'call', arguments: { ...given } },
    { ...of, kind: 'result', success: content.success, message, filesChanged, commit: null, tookMs: 1 },
  ];
};

it('tells what an attempt has run and changed, in order', () => {
  const ran = { success: true, output: '42', data: { exit_code: 0 } };
  const entries = [
    ...step('read_file', { path: 'a.txt' }, { success: true, output: 'a' }),
    ...step('shell_execute', { command: 'node a.js' }, ran),
    ...step('bash', { cmd: 'node b.js > a.txt' }, { ...ran, output: 'x\n[... 9 bytes not kept ...]\ny' }, [change]),
    ...step('write_file', { path: 'a.txt' }, { success: true, output: 'written' }, [change]),
  ];
  expect(deedsOf(entries)).toEqual([
    { command: 'node a.js', output: '42', paths: [] },
    { command: 'node b.js > a.txt', paths: ['a.txt'] },
    { paths: ['a.txt'] },
  ]);
});

it('tells which file was to be changed and was not', () => {
  const refused = { success: false, output: '', error: 'old_str was not found in "n.py"' };
  const entries = [
    ...step('edit_file', { file_path: './n.py', old_str: 'a', new_str: 'b' }, refused),
    ...step('read_file', { path: 'n.py' }, refused),
    ...step('write_file', { content: 'b' }, refused),
  ];
  expect(deedsOf(entries)).toEqual([{ paths: [], refused: { path: 'n.py', text: 'b', because: refused.error } }]);
});

it('keeps a long attempt within bounds', () => {
  const output = 'x'.repeat(9000);
  const entries = Array.from({ length: 300 }, () =>
    step('shell_execute', { command: 'c'.repeat(9000) }, { success: true, output, data: { exit_code: 1 } }),
  ).flat();
  const deeds = deedsOf(entries);
  expect(deeds).toHaveLength(100);
  expect(deeds.at(-1)?.output).toBe(output);
  expect(deeds[0]).toEqual({ command: 'c'.repeat(2000), exitCode: 1, paths: [] });
});
