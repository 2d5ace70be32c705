import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { countedSentences, sentenceCount, sentencesIn } from './sentence-count.js';

afterEach(removePlayed);

const TOLD = 'Summarize story.md in exactly three sentences in summary.txt.';
const found = async (told: string, text: string, more: Files = {}): Promise<string> => {
  const files = await viewOf({ 'story.md': '# S\n' }, { 'story.md': '# S\n', 'summary.txt': text, ...more });
  return (await sentenceCount(files, told, files.changes)).map(({ detail }) => detail).join();
};

describe('a number of sentences', () => {
  it.each([
    [TOLD, 'A fox ran. It met a dog. They played. They slept.\n', 'has 4'],
    [TOLD, 'A fox ran and met a dog. They slept.\n', 'has 2'],
    [TOLD, '# Summary\n\nA fox ran, met a dog, and slept.\n', 'has 2'],
    ['Write a summary of story.md with exactly 2 sentences into summary.txt.', 'One. Two. Three!\n', 'has 3'],
  ])('is another: %s %j', async (told, text, fault) => {
    expect(await found(told, text)).toContain(fault);
  });

  it.each<[string, string, Files?]>([
    [TOLD, 'A fox ran. It met a dog. They slept.\n'],
    [TOLD, '# Summary\n\nA fox ran. It met a dog.\nThey slept!\n'],
    [TOLD, 'Dr. A. Fox ran 3.5 km in the U.S. in May. It met a dog, i.e. Rex. They slept.\n'],
    [TOLD, '"Who is it?" asked the fox. The dog said, "Me. Rex." They slept.\n'],
    [TOLD, 'A fox ran... It met a dog. They slept. \n'],
    [TOLD, 'Der Fuchs lief am 3. Mai los. Er traf z. B. einen Hund. Sie schliefen.\n'],
    [TOLD, '狐狸跑了。它遇到一只狗。他们睡了。\n'],
    [TOLD, 'iPhone sales rose. eBay fell. nobody knows why.\n'],
    [TOLD, '- A\n- B\n- C. D.\n'],
    [TOLD, 'One. Two. Three. Four.\n', { 'b.txt': 'x\n' }],
    ['Summarize story.md in about three sentences in summary.txt.', 'One. Two. Three. Four.\n'],
    ['Summarize each chapter in exactly three sentences in summary.txt.', 'One. Two. Three. Four.\n'],
    ['Keep the first three sentences in summary.txt.', 'One. Two. Three. Four.\n'],
  ])('is that, or nobody knows: %s %j', async (told, text, more) => {
    expect(await found(told, text, more)).toBe('');
  });

  it('is read in linear time', () => {
    for (const unit of ['A. ', 'a ', '. ', '"', '.', '\n\nA.', ';'])
      assertLinear((text) => countedSentences(text.slice(0, 19_000)), unit, 5000);
    assertLinear(sentencesIn, 'in exactly three ', 20_000);
  });
});
