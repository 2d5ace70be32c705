import { afterEach, describe, expect, it } from 'vitest';
import { listedLines, listsIn, missingNumber } from './listed-lines.js';
import { removePlayed, viewOf } from '../stated/played.fixture.js';

afterEach(removePlayed);

const GOAL = 'Create requirements.txt with flask, requests and pydantic, one a line, without versions.';

describe('names that a file is to list', () => {
  it.each<[string, string[]]>([
    [GOAL, ['flask', 'requests', 'pydantic']],
    ['Write .gitignore with dist, node_modules, and coverage, one per line.', ['dist', 'node_modules', 'coverage']],
    ['Create deps.txt with the packages a-b and c.d, each on its own line.', []],
    ['Create a.txt with a title, some words and an end, each on its own line.', []],
    ['Create a.txt with flask and more.', []],
  ])('are read: %s', (goal, items) => {
    expect(listsIn(goal).flatMap((one) => one.items)).toEqual(items);
  });

  it('are missed', async () => {
    const view = await viewOf({}, { 'requirements.txt': 'flask\nrequests\n' });
    expect(await listedLines(view, GOAL)).toMatchObject([{ passed: false, detail: 'requirements.txt lacks pydantic' }]);
  });

  it.each(['flask\nrequests\npydantic\n', '# web\nFlask==3.0\nrequests>=2\npydantic[email]\n'])(
    'are there: %j',
    async (text) => {
      expect(await listedLines(await viewOf({}, { 'requirements.txt': text }), GOAL)).toEqual([]);
    },
  );
});

describe('items that are to be numbered', () => {
  const ASKED = 'Write quiz.md with questions, numbered 1 to 3.';
  it.each<[string, number | null]>([
    ['1. a\n2. b\n', 3],
    ['1. a\n2. b\n3. c\n', null],
    ['## Question 1\n\na\n\n## Question 2\n\nb\n\n## Question 3\n', null],
    ['**1)** a\n**2)** b\n**3)** c\n', null],
    ['a\nb\nc\n', null],
  ])('%j lacks %s', (text, number) => {
    expect(missingNumber(ASKED, text)).toBe(number);
  });
});
