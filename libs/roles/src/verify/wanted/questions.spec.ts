import { afterEach, describe, expect, it } from 'vitest';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { asWorkedOut } from './worked-out.js';

afterEach(removePlayed);

const LOG: Files = { 'app.log': 'INFO a\nERROR disk\nINFO b\nERROR net\n' };
const YAML: Files = { 'c.yaml': 'server:\n  port: 9123\n' };
const CSV: Files = { 's.csv': 'day,amount\na,120\nb,80\nc,95\n' };

const found = async (told: string, before: Files, after: Files): Promise<string> => {
  const files = await viewOf(before, after);
  return (await asWorkedOut(files, told)).map(({ detail }) => detail).join();
};

describe('what is asked of a file', () => {
  it.each<[string, Files, Files, string]>([
    [
      'Count how many times ERROR appears in app.log and save the number in n.txt',
      LOG,
      { ...LOG, 'n.txt': '5' },
      'which is 2',
    ],
    [
      'How many lines of app.log contain ERROR? Write the number to n.txt.',
      LOG,
      { ...LOG, 'n.txt': '4\n' },
      'with ERROR, which is 2',
    ],
    [
      'Count the lines in app.log that contain "ERROR" and write the count to n.txt.',
      LOG,
      { ...LOG, 'n.txt': '3' },
      'n.txt',
    ],
    ['Count the lines with ERROR in app.log and write the number to n.txt.', LOG, { ...LOG, 'n.txt': '4' }, 'is 2'],
    ['Count all lines that contain ERROR in app.log and save it to n.txt', LOG, { ...LOG, 'n.txt': '1' }, 'is 2'],
    ['Write the number of lines in app.log that contain ERROR to n.txt.', LOG, { ...LOG, 'n.txt': '4' }, 'is 2'],
    ['Write how many lines with "ERROR" of app.log to n.txt.', LOG, { ...LOG, 'n.txt': '3' }, 'is 2'],
    [
      'Which port does c.yaml use? Write just the number to n.txt.',
      YAML,
      { ...YAML, 'n.txt': '8080\n' },
      'port of c.yaml, which is 9123',
    ],
    ['What is the port in c.yaml? Save it to n.txt.', YAML, { ...YAML, 'n.txt': '80\n' }, '9123'],
    [
      'Add up the column amount of s.csv and write the sum to n.txt.',
      CSV,
      { ...CSV, 'n.txt': '305\n' },
      'which is 295',
    ],
  ])('finds: %s %#', async (told, before, after, fault) => {
    expect(await found(told, before, after)).toContain(fault);
  });

  it.each<[string, Files, Files]>([
    ['How many lines of app.log contain ERROR? Write the number to n.txt.', LOG, { ...LOG, 'n.txt': '2\n' }],
    ['Count the lines with ERROR in app.log and write the number to n.txt.', LOG, { ...LOG, 'n.txt': '2\n' }],
    ['Count the lines with numbers in app.log and write the number to n.txt.', LOG, { ...LOG, 'n.txt': '3\n' }],
    ['Count the lines in app.log that contain errors and write the number to n.txt.', LOG, { ...LOG, 'n.txt': '2\n' }],
    ['How many lines of app.log contain error? Write the number to n.txt.', LOG, { ...LOG, 'n.txt': '2 lines\n' }],
    ['How many lines of app.log contain ERROR and disk? Write the number to n.txt.', LOG, { ...LOG, 'n.txt': '1\n' }],
    ['Which port does c.yaml use? Write just the number to n.txt.', YAML, { ...YAML, 'n.txt': '9123\n' }],
    [
      'Which port does c.yaml use? Write the number to n.txt.',
      { 'c.yaml': 'a: 1\n' },
      { 'c.yaml': 'a: 1\n', 'n.txt': '80' },
    ],
    ['Add up the column amount of s.csv and write the sum to n.txt.', CSV, { ...CSV, 'n.txt': '295.00\n' }],
    ['How should I call c.yaml? Write it to n.txt.', YAML, { ...YAML, 'n.txt': 'x' }],
  ])('takes: %s %#', async (told, before, after) => {
    expect(await found(told, before, after)).toBe('');
  });
});
