import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { isForOneGroup, otherGroupsStay } from './other-groups.js';

describe('an order for one of several groups', () => {
  it.each([
    'In app.toml set the timeout of the section db to 60 and leave the other sections as they are.',
    'Let f return 2. The other functions stay unchanged.',
    'Replace the second "a"; do not change any of the other occurrences.',
    'Set debug in staging, without touching the other environments.',
  ])('lets no other change: %s', (asked) => {
    expect(isForOneGroup(asked, 'conf/app.toml')).toBe(true);
  });

  it.each([
    'Rename f to g in a.py; leave the other functions as they are.',
    'Set every timeout of web to 60 and keep the other sections as they are.',
    'Replace both occurrences in f. Leave all other functions alone.',
    'Set x of db in b.toml to 1. Leave the other sections as they are. Replace "a" with "b" in a.py.',
  ])('may go on to several places: %s', (asked) => {
    expect([isForOneGroup(asked, 'a.py'), otherGroupsStay(asked)]).toEqual([false, true]);
  });

  it.each([
    'Replace "a" with "b" in a.txt and leave the other files as they are.',
    'Replace "colour" with "color" and leave the rest as it is.',
    'Move the other sections to b.toml.',
    'Leave the section as it is.',
  ])('is none: %s', (asked) => {
    expect([isForOneGroup(asked, 'a.py'), otherGroupsStay(asked)]).toEqual([false, false]);
  });

  it.each([
    'leave ',
    'leave the other ',
    'all other sections ',
    'do not change the ',
    'a/',
    'a.',
    'leave the other sections alone. ',
  ])('is looked for in linear time: %s', (unit) => {
    assertLinear((asked) => isForOneGroup(asked, 'a'), unit, 12_000 / unit.length);
  });
});
