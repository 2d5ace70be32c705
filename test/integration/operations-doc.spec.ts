import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HEAD_STAGES, STAGES } from '#domain';
import { logLinesOf } from './log-lines.js';

const ROOT = resolve(import.meta.dirname, '../..');
const doc = readFileSync(join(ROOT, 'docs/operations.md'), 'utf8');
const section = (title: string): string => doc.split(/^## /m).find((part) => part.startsWith(title)) ?? '';
const rows = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => /^\|\s*`/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
const namesIn = (cell: string): string[] => [...cell.matchAll(/`([a-z_]+)`/g)].map((match) => match[1] ?? '');

/** What stands for a name's `*`: stages, and how jobs end. */
const KNOWN: readonly string[] = [...STAGES, ...HEAD_STAGES, 'finished', 'gone', 'lost', 'released'];

describe('the list of log lines', () => {
  const [table = '', rest = ''] = section('Alarms in the log').split(/^Lines at /m);
  const alarms = rows(table).flatMap(([names = '']) => namesIn(names));
  const others = namesIn(rest.split('\n')[0] ?? '');
  const lines = logLinesOf(ROOT);
  const fits = (pattern: string, name: string): boolean =>
    new RegExp(`^${pattern.replaceAll('*', `(?:${KNOWN.join('|')})`)}$`).test(name);

  it('has every line that the sources write, alarms among the alarms', () => {
    expect(lines.length).toBeGreaterThan(50);
    const missing = lines.filter(
      ({ name, isAlarm }) => !(isAlarm ? alarms : [...alarms, ...others]).some((listed) => fits(name, listed)),
    );
    expect(missing).toEqual([]);
  });

  it('has none that nobody writes any more', () => {
    const unwritten = [...alarms, ...others].filter(
      (listed) => !/^(?:did|kind|info|debug)$/.test(listed) && !lines.some(({ name }) => fits(name, listed)),
    );
    expect(unwritten).toEqual([]);
  });

  it('says of each alarm what it means and what to do', () => {
    for (const [name, means = '', remedy = ''] of rows(table))
      expect([name, means.length > 10, remedy.length > 5]).toEqual([name, true, true]);
  });
});
