import { afterAll, describe, expect, it } from 'vitest';
import type { SubtaskSpec } from '#domain';
import { isDoneBefore } from './done-before.js';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';

afterAll(removePlayed);
const JSON_FILE = { 'config.json': '{"port": 8080}\n' };
const PY_FILE = { 'utils.py': 'def parse(text):\n    return text\n' };
const isDone = async (description: string, files: Files, made = Object.keys(files), expectedOutputs = made) =>
  isDoneBefore({ description, expectedOutputs } as unknown as SubtaskSpec, new Set(made), await viewOf(files, files));

describe('a step without a change', () => {
  it.each<[string, Files]>([
    ['Write the configuration file config.json that contains the port 8080.', JSON_FILE],
    ['Create config.json with {"port": 8080}.', JSON_FILE],
    ['Create a file config.json with the port set to 8080.', JSON_FILE],
    ['Create ./config.json containing the port 8080.', JSON_FILE],
    ['Create utils.py with a parse that returns text', { 'utils.py': '# parse returns text\ndef parse(): ...\n' }],
    ['Create config.json with the retries 5 and the timeout 30.', { 'config.json': '{"timeout": 30, "retries": 5}\n' }],
    ['Create config.json with 30 as timeout and 5 as retries.', { 'config.json': '{"timeout": 30, "retries": 5}\n' }],
    ['Create config.json with the port 8080 under server.', { 'config.json': '{"server": {"port": 8080}}\n' }],
    ['Write config.json with "port" and 8080.', JSON_FILE],
    [
      'Create a.css with the font Georgia and the width 60ch.',
      { 'a.css': 'p { font-family: Georgia; max-width: 60ch }\n' },
    ],
  ])('is done where the step before made all it says: %s', async (description, files) => {
    expect(await isDone(description, files, Object.keys(files))).toBe(true);
  });

  it('is done without outputs in the plan, where its words name the files', async () => {
    const page = { 'menu.html': '<html><body><h1>Menu</h1></body></html>\n' };
    expect(await isDone('Add menu.html with the h1 Menu', page, Object.keys(page), [])).toBe(true);
    expect(await isDone('Add menu.html with the h1 Drinks', page, Object.keys(page), [])).toBe(false);
    expect(await isDone('Add menu.html with the h1 Menu', page, [], [])).toBe(false);
  });

  it.each<[string, Files]>([
    ['Write config.json that contains the port 9090.', JSON_FILE],
    ['Write config.json that contains the host.', JSON_FILE],
    ['Create utils.py with error handling for empty input.', PY_FILE],
    ['Create utils.py.', PY_FILE],
    ['Add error handling to utils.py.', PY_FILE],
    ['Write config.json with the port 8080 and log.json with the level info.', JSON_FILE],
    ['Create config.json with "host".', JSON_FILE],
    // All words are there, and not as they were said.
    ['Create config.json with the timeout 30 and the retries 5.', { 'config.json': '{"timeout": 5, "retries": 30}\n' }],
    ['Create config.json with the timeout 30, the retries 5.', { 'config.json': '{"timeout": 5, "retries": 30}\n' }],
    ['Create config.json with 30 as timeout and 5 as retries.', { 'config.json': '{"timeout": 5, "retries": 30}\n' }],
    ['Create a.yaml with the host alpha and the user beta.', { 'a.yaml': 'host: beta\nuser: alpha\n' }],
    ['Create a.css with the font Arial.', { 'a.css': 'p { font-family: Georgia } /* no Arial */\n' }],
    ['Create a.css with the width 10ch.', { 'a.css': 'p { max-width: 60ch; margin-left: 10ch }\n' }],
    ['Create a.txt saying "hello world".', { 'a.txt': 'world, and then hello\n' }],
  ])('is not where a word of it is not there: %s', async (description, files) => {
    expect(await isDone(description, files)).toBe(false);
  });

  const TESTS = {
    'src/add.test.js':
      "import { add } from './add.js';\n\ntest('adds', () => assert.equal(add(1, 2), 3));\ntest('rejects negative numbers', () => assert.throws(() => add(-1)));\n",
  };
  it.each([
    'Create a test for add',
    'Write unit tests for src/add.js',
    'Add tests for the add function in src/add.js.',
    'Create src/add.test.js with a test that add rejects negative numbers.',
  ])('is done where the tests were written along: %s', async (description) => {
    expect(await isDone(description, TESTS)).toBe(true);
    expect(await isDone(description, TESTS, [], ['src/add.test.js'])).toBe(false);
  });

  it.each([
    'Create a test for multiply',
    'Add tests for add and for multiply.',
    'Add more tests for add.',
    'Write unit tests for src/add.js and src/mul.js',
    'Create tests for add with edge cases',
    'Fix the tests for add',
    'Write tests.',
  ])('is not where they leave a word of it out: %s', async (description) => {
    expect(await isDone(description, TESTS)).toBe(false);
  });

  it('is not where the file is the user’s', async () => {
    expect(await isDone('Create config.json with the port 8080.', JSON_FILE, [], ['config.json'])).toBe(false);
  });
});
