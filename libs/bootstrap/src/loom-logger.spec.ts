import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LogFile, LoomLogger, prettyLine, sentenceFor, exitCodeFor } from './index.js';

function logger(over: Partial<ConstructorParameters<typeof LoomLogger>[0]> = {}) {
  const lines: string[] = [];
  const log = new LoomLogger({ level: 'info', pretty: false, write: (line) => lines.push(line), ...over });
  const records = (): Record<string, unknown>[] => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return { log, lines, records };
}

describe('LoomLogger', () => {
  it('writes one JSON line a record, with ids and the fields of the process', () => {
    const { log, records } = logger({ fields: { app: 'api' } });
    log.with({ taskId: 't' }).log({ did: 'subtask_verified', text: 'a\nb' });
    log.warn('something', 'Context');
    expect(records()).toMatchObject([
      { level: 'info', app: 'api', taskId: 't', did: 'subtask_verified', text: 'a\nb' },
      { level: 'warn', context: 'Context', message: 'something' },
    ]);
  });

  it('leaves out what is below its level, and what Nest says about its wiring', () => {
    const { log, lines } = logger();
    log.debug('a');
    log.verbose('b');
    log.log('Mapped {/x, GET} route', 'RouterExplorer');
    expect(lines).toEqual([]);
  });

  it('hides secrets wherever they stand', () => {
    const { log, lines } = logger({ secrets: ['sesame-street'] });
    log.hide('late-secret');
    log.log({
      did: 'x',
      url: 'redis://u:hunter2@h',
      deep: [{ note: 'is sesame-street here' }],
      apiKey: 'plain',
      token: 7,
    });
    log.error(new Error('late-secret leaked', { cause: new Error('sesame-street') }));
    expect(lines.join()).not.toMatch(/sesame-street|late-secret|hunter2|plain|7,/);
    expect(lines[0]).toContain('redis://u:***@h');
  });

  it('writes errors with code, remedy, cause and stack, and survives cycles', () => {
    const { log, records } = logger();
    const error = Object.assign(new Error('no'), { code: 'x_y', remedy: 'do' });
    const cycle: Record<string, unknown> = { big: 3n };
    cycle['self'] = cycle;
    log.error({ did: 'failed', error, cycle });
    expect(records()[0]).toMatchObject({
      error: { message: 'no', code: 'x_y', remedy: 'do', stack: expect.stringContaining('loom-logger.spec') },
      cycle: { big: '3', self: '(again)' },
    });
  });

  it('shows a terminal nothing that moves its cursor', () => {
    const record = {
      time: '2026-01-01T00:00:00.000Z',
      level: 'info',
      did: 'x\u001b[2J',
      a: '\u009b\u202e b\r',
    } as const;
    expect(prettyLine(record, false)).toMatch(/^[ -~]+$/);
    expect(prettyLine(record, false)).toContain('did'.slice(0, 0) + 'x\\u001b[2J');
  });

  it('keeps log files bounded in size and number', () => {
    const folder = mkdtempSync(join(tmpdir(), 'loom-log-'));
    try {
      const file = new LogFile(folder, 'api');
      const line = 'x'.repeat(3 * 1024 * 1024);
      for (let i = 0; i < 24; i++) file.append(`${i}${line}`);
      const files = readdirSync(folder).sort();
      expect(files).toEqual(['api.jsonl', 'api.jsonl.1', 'api.jsonl.2', 'api.jsonl.3', 'api.jsonl.4']);
      for (const name of files) expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(10 * 1024 * 1024);
      expect(readFileSync(join(folder, 'api.jsonl'), 'utf8')).toMatch(/^21x/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('what an error ends a process with', () => {
  it.each([
    [{ code: 'bad_config', message: 'm' }, 2],
    [{ code: 'data_dir_in_use', message: 'm' }, 2],
    [{ code: 'EADDRINUSE', syscall: 'listen', port: 1 }, 2],
    [{ code: 'queue_unavailable', message: 'm' }, 3],
    [{ code: 'no_redis_server', message: 'm' }, 3],
    [new TypeError('x'), 1],
    ['text', 1],
  ])('%o: %d', (error, code) => expect(exitCodeFor(error)).toBe(code));

  it('is said with its remedy', () => {
    expect(sentenceFor({ message: 'it broke', remedy: 'Mend it.' })).toBe('it broke. Mend it.');
    expect(sentenceFor('plain')).toBe('plain');
  });
});
