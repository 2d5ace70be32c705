import { WITHOUT_SPACES } from '../has-word.js';
import { rowsOf } from '../stated/records.js';
import { savedForms, savedIn } from './saved-forms.js';

/* What goals want counted of a file. Pure. */

const UNITS = ['lines', 'rows', 'words', 'characters', 'letters', 'bytes'] as const;
export type Unit = (typeof UNITS)[number];
export const isUnit = (what: string): what is Unit => (UNITS as readonly string[]).includes(what);

const ONE = '(?:lines|rows|records|words|characters|chars|letters|bytes)';
const SEVERAL = `(?<units>${ONE}(?:(?:\\s*,\\s*(?:and\\s+)?|\\s+and\\s+)(?:(?:the\\s+)?(?:number\\s+of\\s+(?:the\\s+)?)?)?${ONE}){0,4})`;
const NUMBER_OF =
  '(?:the\\s+)?(?:(?:exact|total|overall)\\s+)?(?:number|count|amount)\\s+of\\s+(?:all\\s+)?(?:the\\s+)?';
const ARE = '(?:\\s+(?:there\\s+are|are\\s+there|are))?';
const THINGS = [
  `(?:${NUMBER_OF}|how\\s+many\\s+)${SEVERAL}${ARE}`,
  '(?:the\\s+)?(?:total\\s+)?(?<units>line|row|record|word|character|char|letter|byte)\\s+count',
];
const WANTED = {
  named: THINGS,
  found: [
    `count\\s+(?:all\\s+)?(?:(?:the|its)\\s+)?${SEVERAL}`,
    ...THINGS.map((thing) => `(?:(?:count|find\\s+out|find|determine|compute|calculate|get)\\s+)?${thing}`),
  ],
};
let forms: readonly RegExp[] | null = null;

export interface CountSought {
  readonly what: Unit;
  readonly from: string;
  readonly to: string;
  readonly tail: string;
  readonly beside: string;
}

export function countsSought(told: string): CountSought[] {
  if (!/\b(?:count|number|amount|many)\b/i.test(told)) return [];
  forms ??= savedForms(WANTED);
  return savedIn(told, forms).flatMap(({ groups, from, to, tail, beside }) =>
    (groups['units'] ?? '')
      .toLowerCase()
      .split(/[^a-z]+/)
      .flatMap((word): CountSought[] => {
        const name = `${word.replace(/s$/, '')}s`.replace(/^chars$/, 'characters').replace(/^records$/, 'rows');
        return isUnit(name) ? [{ what: name, from, to, tail, beside }] : [];
      }),
  );
}

/** Each number that somebody may rightly find, the most usual one first; null where nobody can say. */
export function countsOf(what: Unit, from: string, text: string): readonly number[] | null {
  switch (what) {
    case 'lines': {
      const lines = text.split('\n');
      const whole = lines.at(-1) === '' ? lines.slice(0, -1) : lines;
      return [whole.length, lines.length - 1, whole.filter((line) => line.trim() !== '').length];
    }
    case 'rows': {
      const rows = /\.(?:csv|tsv)$/i.test(from) ? rowsOf(text, /\.tsv$/i.test(from) ? '\t' : null) : null;
      return rows === null ? null : [rows.length - 1, rows.length];
    }
    case 'words':
      return WITHOUT_SPACES.test(text) ? null : WORDS.map((way) => wordsOf(text, way));
    case 'bytes':
      return [...new Set([text, text.trimEnd()])].map((one) => Buffer.byteLength(one));
    case 'characters':
    case 'letters':
      return [...(what === 'letters' ? LETTERS.map((of) => text.match(of)?.length ?? 0) : []), ...signsOf(text)];
  }
}

interface Way {
  /** Longest runs of what words are made of. */
  readonly runs: RegExp;
  /** What makes a run a word. */
  readonly by?: RegExp;
}

/** As programs and people take them. */
const WORDS: readonly Way[] = [
  { runs: /\S+/g },
  { runs: /[^\s\p{P}\p{S}]\S*/gu },
  { runs: /\S+/g, by: /[\p{L}\p{N}]/u },
  { runs: /\S+/g, by: /\p{L}/u },
  { runs: /[\p{L}\p{N}_]+/gu },
  { runs: /[\p{L}\p{N}'’]+/gu },
  { runs: /[\p{L}\p{N}'’-]+/gu, by: /[\p{L}\p{N}]/u },
  { runs: /\p{L}+/gu },
  { runs: /[A-Za-z]+/g },
  { runs: /\w+/g },
  { runs: /[\p{L}'’-]+/gu, by: /\p{L}/u },
];
function wordsOf(text: string, { runs, by }: Way): number {
  const all = text.match(runs) ?? [];
  return by === undefined ? all.length : all.filter((run) => by.test(run)).length;
}

const LETTERS = [/\p{L}/gu, /[A-Za-z]/g, /[\p{L}\p{N}]/gu];

/** With the ends of lines or without, and as many bytes as they take or not. */
function signsOf(text: string): number[] {
  const unix = text.replaceAll('\r\n', '\n');
  const texts = [
    text,
    unix,
    unix.replace(/\n$/, ''),
    unix.trimEnd(),
    unix.replaceAll('\n', ''),
    unix.replace(/\s+/g, ''),
  ];
  return [...new Set(texts.flatMap((one) => [[...one].length, one.length, Buffer.byteLength(one)]))];
}
