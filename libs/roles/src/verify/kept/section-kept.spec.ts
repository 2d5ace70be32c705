import { describe, expect, it } from 'vitest';
import { inSections, sectionProblem } from './section-kept.js';

const BEFORE = '[server]\nport = 8080\n\n[database]\nport = 5432\n';
const RIGHT = BEFORE.replace('5432', '6432');
const problems = (asked: string, now: string, before = BEFORE) =>
  inSections(asked).flatMap((one) => sectionProblem(one, now, before) ?? []);

describe('a setting of a section', () => {
  const asked = [
    'In config.ini set port of the section [database] to 6432.',
    'Change port in [database] of config.ini from 5432 to 6432.',
    'Set the port to 6432 in the [database] section of config.ini.',
    'In the [database] section of config.ini, set port to 6432.',
    'Set port under [database] to "6432" in config.toml.',
  ];
  it.each(asked)('is not that of another: %s', (text) => {
    expect(problems(text, BEFORE.replace('8080', '6432'))).toEqual([expect.stringContaining('still 5432')]);
    expect(problems(text, RIGHT)).toEqual([]);
  });

  it.each<[string, string, string?]>([
    [asked[0]!, BEFORE.replace('port = 5432', 'port=6432 ; moved')],
    [asked[0]!, BEFORE.replace('port = 5432', 'Port: "6432"')],
    [asked[0]!, '[database]\nport = 6432\n'],
    [asked[0]!, '[server]\nport = 8080\n'],
    [asked[0]!, RIGHT, RIGHT],
    [asked[0]!, '[database]\nport = 5432\n[database]\nport = 6432\n'],
    ['In config.ini set port to 6432.', BEFORE.replace('8080', '6432')],
    ['Set port in [server] to 1 in a.ini and b.ini.', BEFORE],
  ])('may be as it is: %s', (text, now, before) => {
    expect(problems(text, now, before)).toEqual([]);
  });
});
