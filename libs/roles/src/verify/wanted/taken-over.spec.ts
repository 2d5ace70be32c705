import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { takenOver, valueTakenOver } from './taken-over.js';

afterEach(removePlayed);

const PORT = 'Read config.json and write the port it holds to port.txt, as a single line.';
const KEY = 'Copy the API key from .env into config.json as "key".';
const CONFIG = { 'config.json': '{\n  "port": 4711\n}\n' };
const ENV = { '.env': 'API_KEY=abc123\n' };
const fault = async (told: string, before: Files, made: Files): Promise<string> =>
  (await valueTakenOver(await viewOf(before, { ...before, ...made }), told)).map(({ detail }) => detail).join('; ');

describe('a value that was to be taken out of a file', () => {
  it.each<[string, Files, Files]>([
    [PORT, CONFIG, { 'port.txt': '8080\n' }],
    [PORT, CONFIG, { 'port.txt': '{"port": 8080}\n' }],
    [KEY, ENV, { 'config.json': '{\n  "key": "your_api_key_here"\n}\n' }],
  ])('is not there: %s', async (told, before, made) => {
    expect(await fault(told, before, made)).toContain('holds nothing of what');
  });

  it.each<[string, Files, Files]>([
    [PORT, CONFIG, { 'port.txt': '4711\n' }],
    [PORT, { 'config.json': '{"port": 5}' }, { 'port.txt': '5\n' }],
    [KEY, ENV, { 'config.json': '{\n  "key": "ABC123"\n}\n' }],
    [KEY, { ...ENV, 'config.json': '{"key":"abc123"}' }, {}],
    ['Copy the title of README.md into index.html.', { 'README.md': '# Tea\n' }, { 'index.html': '<h1>Tea</h1>\n' }],
    ['Copy the names of the keys from .env into keys.json.', ENV, { 'keys.json': '["API_KEY"]\n' }],
    ['Copy the layout of a.html to b.html.', { 'a.html': 'x' }, { 'b.html': 'y' }],
    ['Copy the key from .env into b.txt, encoded as Base64.', ENV, { 'b.txt': 'YWJjMTIz\n' }],
    ['Write the number of lines of a.log to n.txt.', { 'a.log': 'x\n' }, { 'n.txt': '1\n' }],
  ])('is there, or may be another one: %s', async (told, before, made) => {
    expect(await fault(told, before, made)).toBe('');
  });

  it('is looked for in linear time', () => {
    for (const unit of ['copy the key from a.json ', 'read a.json and write the ', 'copy '])
      assertLinear((text) => takenOver(text), unit, 8_000);
  });
});
