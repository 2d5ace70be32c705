import { afterEach, describe, expect, it } from 'vitest';
import { stated } from '../stated/facts.js';
import { removePlayed, viewOf } from '../stated/played.fixture.js';
import { ownFilesHold } from './own-files.js';

afterEach(removePlayed);
const GOAL = 'Add the greeting: "Hello" in en.json, "Bonjour" in fr.json.';
const step = (description: string) => ({ description, acceptanceCriteria: '', expectedOutputs: [], checks: [] });
const faults = async (text: string, ...others: string[]): Promise<string> => {
  const view = await viewOf({ 'fr.json': '{}\n' }, { 'fr.json': text });
  const found = await ownFilesHold(view, view.changes, stated(GOAL), others.map(step));
  return found.flatMap(({ passed, detail }) => (passed ? [] : [detail])).join();
};

describe('a file that only one step works on', () => {
  it('holds what the goal wants when that step is done', async () => {
    expect(await faults('{"greeting": "Hallo"}\n', 'Add the greeting to en.json')).toContain('Bonjour');
    expect(await faults('{"greeting": "Bonjour"}\n', 'Add the greeting to en.json')).toBe('');
  });

  it('may lack it where another one may work on it', async () => {
    expect(await faults('{"greeting": ""}\n', 'Translate fr.json')).toBe('');
    expect(await faults('{"greeting": ""}\n', 'Fill in the greetings')).toBe('');
    expect(await faults('{"greeting": ""}\n')).toBe('');
  });
});
