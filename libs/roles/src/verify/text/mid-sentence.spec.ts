import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { midSentence } from './mid-sentence.js';

const BIO =
  'Maria Stone was born in 1984. She has played the cello since she was six, and studied in Leeds and Vienna. Today she plays with the Northern Strings.\n';
const CUT =
  'Maria Stone, born in 1984, has played the cello since she was six. After studying in Leeds and Vienna she has';
const PARAGRAPH = 'The meeting was held in the hall, and all of the members were there.';

describe('prose', () => {
  it.each<[string, string, string | null]>([
    ['was shortened', CUT, BIO],
    [
      'is new',
      `# May\n\n${PARAGRAPH}\n\n${PARAGRAPH}\n\nThe budget was passed. After that the members went home for some`,
      null,
    ],
    [
      'has short lines above',
      `Dear all,\n\n${PARAGRAPH}\n\n${PARAGRAPH}\n\nThe trip was lovely. In the evening we went to a small`,
      null,
    ],
    ['ends with a word that needs another', 'Dear neighbours, on Saturday there will be no water because the\n', null],
  ])('that %s stops in the middle of a sentence', (_, text, before) => {
    expect(midSentence('a.md', text, before, 'Shorten it.')).toContain('stops in the middle');
  });

  it.each<[string, string, string | null, string?]>([
    ['ends with a stop', `${CUT} come home.`, BIO],
    [
      'ends with a name',
      'We are looking forward to seeing all of you there.\n\nBest wishes,\nthe whole team of the club in town\n',
      BIO,
    ],
    ...[
      'Thank you all. See you in June!\nLots of love,\nyour friends from number twelve',
      'Wir denken an euch. Bis bald!\nHerzliche Grüße\nvon der ganzen Familie aus den Bergen',
      'Thank you all. See you in June! Lots of love, your friends from number twelve',
      'We come by train. We are looking forward to it very much. xoxo from all of us',
      'P.S. The plant on my desk needs water only once a week',
    ].map((end): [string, string, null] => [
      `ends as letters do: ${end}`,
      `Dear all,\n\n${PARAGRAPH}\n\n${PARAGRAPH}\n\n${end}\n`,
      null,
    ]),
    ['had no stop before', CUT, BIO.trimEnd().slice(0, -1)],
    ['ends as it did', `Hello to all of you out there.\n\n${CUT}`, CUT],
    ['ends with an address', `${BIO.trimEnd()} More of her is at https://stone.example/about`, BIO],
    ['ends with what was asked for', CUT, BIO, `Write "${CUT}".`],
    ['is a poem', 'The sea is wide, the sea is blue. It sings all night for me and\nyour', null, 'Write a poem.'],
    [
      'is a list',
      '- Call Ann. She knows all about the budget and\n- Ask Bob. He has to book the hall in time for the',
      null,
    ],
    ['is one paragraph without a stop', 'Hi Tom. The meeting is at three in the hall on Monday as always', null],
    ['is a heading', '# What you should know about tea, and how to make the', null],
  ])('that %s is well', (_, text, before, asked = 'Shorten it.') => {
    expect(midSentence('a.md', text, before, asked)).toBeNull();
  });

  it('is none in code', () => {
    expect(midSentence('a.py', CUT, BIO, 'Shorten it.')).toBeNull();
  });

  it('is read in linear time', () => {
    assertLinear((text) => midSentence('a.md', text, null, ''), 'a word. ', 20_000);
    assertLinear((text) => midSentence('a.md', text, null, ''), 'one of many words.\n \n', 10_000, {
      end: 'and so on for the',
    });
    assertLinear((text) => midSentence('a.md', text, null, ''), '\n ', 20_000, { end: 'and so on for all of the' });
    assertLinear((text) => midSentence('a.md', text, null, ''), 'a. ', 20_000, { end: 'So on for all of them' });
    assertLinear((text) => midSentence('a.md', text, null, ''), ' \t', 20_000, { end: 'so. On for all of them' });
  });
});
