import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { extractedIn, extractedProblem, linesExtracted } from './lines-extracted.js';

afterEach(removePlayed);

const LOG = 'ERROR disk\nINFO up\nold ERROR net\n\nWARN slow\nERROR disk\nerror: small\n';
const found = async (told: string, result: string, before: Files = { 'log.txt': LOG }): Promise<string> => {
  const files = await viewOf(before, { ...before, 'b.txt': result });
  return (await linesExtracted(files, told)).map(({ detail }) => detail).join();
};
const ALL = 'Write all lines of log.txt that contain ERROR to b.txt.';
const WITH = 'Extract the lines with "ERROR" from log.txt into b.txt';
const STARTS = 'Copy the lines from log.txt that start with "ERROR" into a new file b.txt.';
const NOT = 'Copy all lines from log.txt which do not contain ERROR to b.txt.';
const SMALL = 'Write all lines of log.txt containing the word error to b.txt.';

describe('lines that are taken out by what they hold', () => {
  it.each([
    [ALL, 'ERROR disk\nold ERROR net\n', 'lacks "ERROR disk"'],
    [ALL, 'ERROR disk\nold ERROR net\nERROR disk\nerror: small\n', 'holds "error: small"'],
    [ALL, 'ERROR disk\nERROR disk\nold ERROR net\n', 'not in its place'],
    [ALL, '', 'lacks "ERROR disk"'],
    [WITH, LOG, 'holds "INFO up"'],
    [STARTS, 'ERROR disk\nold ERROR net\nERROR disk\n', 'holds "old ERROR net"'],
    ['Find the lines in log.txt ending in "up" and save them to b.txt', 'ERROR disk\n', 'lacks "INFO up"'],
    [NOT, 'INFO up\nerror: small\n', 'lacks "WARN slow"'],
    [SMALL, 'INFO up\n', 'lacks "error: small"'],
  ])('finds: %s %#', async (told, result, fault) => {
    expect(await found(told, result)).toContain(fault);
  });

  it.each([
    [ALL, 'ERROR disk\nold ERROR net\nERROR disk\n'],
    [WITH, 'ERROR disk\r\nold ERROR net\r\nERROR disk'],
    [WITH, 'Errors of today:\n\nERROR disk\nold ERROR net\nERROR disk\n'],
    [WITH, '- ERROR disk\n- old ERROR net\n- ERROR disk\n'],
    [STARTS, 'ERROR disk\nERROR disk\n'],
    [NOT, 'INFO up\n\nWARN slow\nerror: small\n'],
    [SMALL, 'error: small\n'],
    [SMALL, 'ERROR disk\nold ERROR net\nERROR disk\nerror: small\n'],
    ['Write all lines of log.txt that contain errors to b.txt.', 'INFO up\n'],
    ['Write all lines of log.txt that contain ERROR to b.txt, sorted and without duplicates.', 'ERROR disk\n'],
    ['Write all lines of log.txt that contain ERROR or WARN to b.txt.', 'WARN slow\n'],
    ['Write the number of lines of log.txt that contain ERROR to b.txt.', '3\n'],
  ])('takes: %s %#', async (told, result) => {
    expect(await found(told, result)).toBe('');
  });

  it('says nothing where only other letters would do, or the file was there', async () => {
    expect(await found(ALL, 'error: x\n', { 'log.txt': 'error: x\nup\n' })).toBe('');
    expect(await found(ALL, '', { 'log.txt': 'error: x\nup\n' })).toBe('');
    expect(await found(ALL, `kept\n${LOG}`, { 'log.txt': LOG, 'b.txt': 'kept\n' })).toBe('');
  });

  it('takes a number by itself or within another', async () => {
    const told = 'Write all lines of log.txt that contain 404 to b.txt.';
    const before = { 'log.txt': 'GET 404\nGET 200 1404ms\n' };
    expect(await found(told, 'GET 404\n', before)).toBe('');
    expect(await found(told, before['log.txt'], before)).toBe('');
    expect(await found(told, 'GET 200 1404ms\n', before)).toContain('lacks "GET 404"');
  });
});

it('are looked for in linear time', () => {
  for (const told of [ALL, WITH, STARTS])
    for (const unit of [' the lines with', ' log.txt', ' "x"', ' in the same order', ' '])
      assertLinear(extractedIn, unit, 30_000 / unit.length, { start: told.replace(/\.$/, '') });
  const extracted = extractedIn(ALL);
  if (extracted === null) throw new Error('not read');
  for (const unit of ['ERROR\n', 'a\n', 'ERROR '])
    assertLinear((text) => extractedProblem(extracted, text, text), unit, 5000);
});
