import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { stated } from './facts.js';

describe('words that let no other file be changed', () => {
  it.each([
    'Bump the version in a.toml and b.cfg, at most these two files may change.',
    'Bump the version in a.toml and b.cfg. Only these two files may change.',
    'Only a.toml and b.cfg may change: bump the version to 2.',
    'Change only a.toml and b.cfg. Bump the version.',
    'Bump the version, but only in a.toml and b.cfg.',
    'Bump the version in a.toml and b.cfg only.',
    'Replace tea by cocoa in a.txt and b.txt (these two files only).',
    'Bump the version in a.toml, but in no other file.',
    'Bump the version in a.toml. You may only change this file.',
    'Bump the version in a.toml and b.cfg. No files other than these two may change.',
    'Bump the version in a.toml. All other files are off limits.',
    'Bump the version in a.toml. Please do not modify any files besides it.',
    'Bump the version in a.toml. Make no other changes.',
    'Restrict your changes to a.toml: bump the version.',
    'Fix the bug in a.py. The changes must be limited to a.py.',
    'Fix the bug without touching anything but a.py.',
    'Nothing outside a.py may change. Fix the bug.',
    'In a.js rename tmp to total. Nothing else changes.',
    'Only these three files are to be changed: a.py, b.py and c.py.',
  ])('are heard: %s', (told) => {
    expect(stated(told).isOnly).toBe(true);
  });

  it.each([
    'I think only a.py needs to change.',
    'Create zip.sh that packs a.txt and b.txt, and only these files.',
    'Delete a.tmp, but no other files that a.md lists.',
    'Write a.py. The script should change only this file.',
    'Do not change anything but the version in a.toml.',
    'Fix a.py so that nothing else happens.',
    'Write a.txt with the line "x" and nothing else.',
    'Change only the port in a.toml.',
    'Keep the changes small in a.py.',
    'Sort the lines in a.txt, and only if it is long, those in b.txt.',
    'Only these files contain the word: a.txt and b.txt. Replace it.',
    'Fix a.py. Only the callers in b.py may change their arguments.',
  ])('are not these: %s', (told) => {
    expect(stated(told).isOnly).toBe(false);
  });

  it('are looked for in linear time', () => {
    assertLinear((text) => stated(text).isOnly, 'and only these ', 400, { start: 'Change ' });
    assertLinear((text) => stated(text).isOnly, 'a.txt and ', 400, { start: 'Only ' });
    assertLinear((text) => stated(text).isOnly, ', but no file other than ', 400);
  });
});
