import { describe, expect, it } from 'vitest';
import { formFaults, lossIn } from './form-kept.js';
import { proseOf } from '../stated/masked-text.js';

/* The natural ways of asking for work that must pass, and the work the check is there for. */

describe('the form of a file', () => {
  const file = (text: string, executable = false) => ({ bytes: Buffer.from(text), executable });
  const faults = (before: string, now: string, spoken = '', path = 'a.py'): string[] =>
    formFaults(path, file(before), file(now), proseOf(spoken));
  const long = Array.from({ length: 30 }, (_, n) => `line number ${n}`).join('\n');

  it.each<[string, string, string, string?]>([
    ['the same endings', 'a\r\nb\r\n', 'c\r\nb\r\n'],
    ['one line without an end', 'a', 'b\n'],
    ['mixed endings', 'a\r\nb\n', 'a\nb\n'],
    ['an empty file filled', '', 'a\r\n'],
    ['a file emptied', 'a\r\n', ''],
    ['endings asked for', 'a\r\nb\r\n', 'a\nb\n', 'Convert all files to LF.'],
    ['a formatter asked for', 'a\r\nb\r\n', 'a\nb\n', 'Format the code with prettier.'],
    ['a mark asked for', 'a\n', '\ufeffa\n', 'Save it as UTF-8 with BOM.'],
    ['wide characters in UTF-8', 'caf\u00e9\n', 'caf\u00e9s\n'],
    ['a few lines changed', long, long.replace('line number 3\n', 'other\n')],
    ['a short file written anew', 'a\nb\nc\n', 'd\n', 'Fix the bug.'],
    ['lines that only moved', long, long.split('\n').reverse().join('\n'), 'Fix the order.'],
    ['lines with new indentation', long, long.replaceAll('line', '    line'), 'Add a class round it.'],
    ['a text that grows', long, `${long}\nmore\n`, 'Add a line.'],
  ])('sound: %s', (_name, before, now, spoken) => {
    expect(faults(before, now, spoken)).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['a\r\nb\r\n', 'a\nc\n', 'the line endings of a.py are now LF'],
    ['a\nb\n', 'a\r\nc\r\n', 'the line endings of a.py are now CRLF'],
    ['\ufeffa\n', 'b\n', 'a.py has lost its byte order mark'],
    ['Groß\n', 'Gro\ufffd\n', 'a.py has got broken characters (U+FFFD)'],
  ])('not sound: %j', (before, now, fault) => {
    expect(faults(before, now, 'Fix the bug in dos2unix.py.')).toEqual([fault]);
  });

  it.each<[string, string]>([
    [long, long.replaceAll('line', 'Zeile')],
    [long, long.toUpperCase()],
    [long, long.split('\n').slice(0, 11).join('\n')],
    ['a\nb\nc\n', 'd\n'],
  ])('keeps its lines, whatever they say now', (before, now) => {
    expect(lossIn('a.py', file(before), file(now))).toBeNull();
  });

  it('is lost where hardly a line is left', () => {
    expect(lossIn('a.py', file(long), file('short'))).toBe('a.py has lost 29 of its 30 lines');
    expect(lossIn('yarn.lock', file(long), file('short'))).toBeNull();
    expect(lossIn('a.svg', file(long), file('short'))).toBeNull();
  });

  it('is what data is laid out like, and its letters', () => {
    const data = '{\n  "name": "Jos\u00e9",\n  "tags": [],\n  "age": 30\n}\n';
    const dumped = JSON.stringify(JSON.parse(data)).replace('\u00e9', '\\u00e9');
    expect(faults(data, dumped, 'Set age to 30.', 'a.json')).toEqual([
      'the letters of a.json are now escapes (\\uXXXX)',
      'all of a.json is now in one line',
    ]);
    expect(faults(data, dumped, 'Minify a.json, with escapes.', 'a.json')).toEqual([]);
    expect(faults('{\n  "a": 1\n}\n', '{"a": 1, "b": 2}\n', 'Set b to 2.', 'a.json')).toEqual([]);
    expect(faults(data, data.replace('Jos\u00e9', 'Jo'), 'Rename him.', 'a.json')).toEqual([]);
  });

  it('is the right to be executed and the encoding too', () => {
    expect(formFaults('a.sh', file('a', true), file('b'), '')).toEqual(['a.sh can no longer be executed']);
    expect(formFaults('a.sh', file('a', true), file('b'), 'Fix the permissions.')).toEqual([]);
    const latin = { bytes: Buffer.from([0x63, 0xe9]), executable: false };
    expect(formFaults('a.txt', latin, file('c\u00e9!'), '')).toEqual(['the encoding of a.txt is now UTF-8']);
    expect(formFaults('a.txt', file('c\u00e9'), latin, '')).toEqual(['the encoding of a.txt is no longer UTF-8']);
    expect(formFaults('a.txt', latin, latin, '')).toEqual([]);
  });
});
