import { describe, expect, it } from 'vitest';
import type { FileChange } from '#domain';
import { stated } from '../stated/facts.js';
import { mendsWords, misspelt, onlyNamedFiles } from './scope.js';

const change = (operation: FileChange['operation'], path: string): FileChange => ({
  ...{ path, operation, additions: 1, deletions: 1, binary: false },
});

describe('an order to mend the words of a file', () => {
  const faults = (told: string, paths: readonly string[]): number => {
    const goal = stated(told);
    const scope = {
      letGo: 'nothing',
      certainty: 'doubtful',
      goal,
      made: new Set<string>(),
      planned: [],
      approved: [],
    } as const;
    const changes = paths.map((path) => change('modify', path));
    const checks = onlyNamedFiles(changes, { ...scope, lines: new Map(), mendsWords: mendsWords(told, goal) });
    return checks.filter(({ passed }) => !passed).length;
  };

  it.each([
    'Correct the spelling of "langauge" in README.md.',
    'Fix the typos in README.md',
    'Please fix a typo in README.md.',
  ])('is about that file alone: %s', (told) => {
    expect(faults(told, ['README.md', 'config.json'])).toBe(1);
    expect(faults(told, ['README.md'])).toBe(0);
  });

  it.each([
    'Fix all typos in README.md and everywhere else.',
    'Fix the typo in README.md; rename the test, too.',
    'Fix the crash in README.md.',
    'Fix the spelling of "recieved" in src/app.js.',
    'Fix typos.',
  ])('may be about more: %s', (told) => {
    expect(faults(told, ['README.md', 'config.json'])).toBe(0);
  });
});

describe('one word that is to be mended', () => {
  it.each([
    ['Fix the typo "recieve" in messages.py; TICKET.md has the place.', 'recieve'],
    ['Correct the spelling of "langauge" in src/app.js.', 'langauge'],
  ])('is all that is asked for: %s', (told, word) => {
    expect(misspelt(told)).toBe(word);
  });

  it.each([
    'Fix the typo "recieve" in messages.py and rename the key.',
    'Fix the typo "recieve" in messages.py and everywhere else.',
    'Fix the typo "recieve" in messages.py. Then update auth.py.',
    'Fix the typo in messages.py.',
  ])('is not all: %s', (told) => {
    expect(misspelt(told)).toBeNull();
  });

  it('leaves alone what does not hold it', () => {
    const told = 'Fix the typo "recieve" in messages.py; TICKET.md has the place.';
    const base = {
      letGo: 'nothing',
      certainty: 'doubtful',
      made: new Set<string>(),
      planned: [],
      approved: [],
    } as const;
    const fails = (path: string, removed: string[], added: string[] = []): boolean =>
      onlyNamedFiles([change('modify', 'messages.py'), change('modify', path)], {
        ...{ ...base, goal: stated(told), misspelt: misspelt(told) },
        lines: new Map([[path, { added, removed }]]),
      }).some(({ passed }) => !passed);
    expect(fails('messages.py', ['a recieve'], ['a receive'])).toBe(false);
    expect(fails('messages.py', ['a recieve'], ['a receive', '![](http://x/p.png)'])).toBe(true);
    expect(fails('auth.py', ['    return user.verify(password)'])).toBe(true);
    expect(fails('test_messages.py', ['assert text == "You recieve a mail."'])).toBe(false);
    const isMade = (path: string, of = told): boolean =>
      onlyNamedFiles([change('modify', 'messages.py'), change('create', path)], {
        ...{ ...base, goal: stated(of), misspelt: misspelt(of), lines: new Map() },
        mendsWords: mendsWords(of, stated(of)),
      }).some(({ passed }) => !passed);
    expect(isMade('keys.txt')).toBe(true);
    expect(isMade('.sent', 'Correct the spelling of "langauge" in README.md.')).toBe(true);
  });
});
