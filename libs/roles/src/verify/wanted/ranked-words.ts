import type { CheckResult } from '#domain';
import { listed } from '../doubt.js';
import { hasWord, WITHOUT_SPACES } from '../has-word.js';
import { COUNT, numberOf } from '../stated/code-phrases.js';
import type { FilesView } from '../stated/files-view.js';
import { savedForms, savedIn } from './saved-forms.js';
import { timesOf } from '../times-of.js';

/* "Write the three longest words of a.txt into b.txt": they are the ones, whatever is taken for a word. */

const BY = 'longest|shortest|most\\s+(?:frequent|common|frequently\\s+used|commonly\\s+used|used|often\\s+used)';
const NOUN = '(?:(?:different|distinct|unique)\\s+)?words';
const THINGS = [
  `(?:the\\s+)?(?:top\\s+)?${COUNT.replace('(', '(?<n>')}\\s+(?<by>${BY})\\s+${NOUN}`,
  `(?:the\\s+)?(?<by>${BY})\\s+word`,
  `(?:the\\s+)?(?:top\\s+)?${COUNT.replace('(', '(?<n>')}\\s+words\\s+(?<by>by\\s+(?:their\\s+)?(?:frequency|length)|(?:that|which)\\s+(?:occur|appear|are\\s+used)\\s+most\\s+(?:often|frequently))`,
];
const WANTED = {
  named: THINGS,
  found: THINGS.map((thing) => `(?:find|determine|collect|get|list|identify|extract|take)\\s+${thing}`),
};
let forms: readonly RegExp[] | null = null;

/** By these, others are meant. */
const OTHERWISE =
  /\b(?:stop\s?-?words?|except|exclud\w*|without|only|where|whose|start\w*|begin\w*|end(?:s|ing)|at\s+(?:least|most)|more\s+than|less\s+than|longer|shorter|each|every|per|letters?|lemma\w*|stem\w*|nouns?|verbs?|names?|capital\w*|number\w*\s+(?:are|is)|ignor(?:e|ing)\s+(?!(?:upper|lower|the)?\s*case|capitali[sz]ation|punctuation)\w)\b/i;

const ON_LINES = /\b(?:one|each)\s+(?:(?:word\s+)?per|on\s+(?:a|its\s+own|a\s+new|a\s+separate))\s+line\b/gi;
const IN_ORDER =
  /\bin\s+(?:(?:descending|ascending|alphabetical|this|that|their|the\s+right)\s+)?order(?:\s+of\s+(?:their\s+)?(?:length|frequency|appearance))?\b/gi;
const FIRST_FIRST =
  /\b(?:(?:in\s+)?descending|(?:longest|most\s+\w+)\s+(?:one\s+|word\s+)?first|from\s+(?:the\s+)?(?:longest|most)|(?:sorted|ordered)\s+by\s+(?:their\s+)?(?:length|frequency|count))\b/i;

/** What stands behind may also say in what form, which nobody here knows. */
const isPlain = (tail: string): boolean =>
  /^[\s,.;!()]*(?:$|(?:and|then|with)\b)/i.test(
    tail.replace(ON_LINES, ' ').replace(IN_ORDER, ' ').replace(FIRST_FIRST, ' '),
  );

export interface RankedWords {
  readonly n: number;
  readonly by: 'length' | 'shortness' | 'frequency';
  readonly from: string;
  readonly to: string;
  /** The first of them comes first. */
  readonly inOrder: boolean;
}

/** Pure. */
export function rankedWordsIn(told: string): RankedWords[] {
  if (!/\bwords?\b/i.test(told) || !/\b(?:longest|shortest|most|by)\b/i.test(told)) return [];
  forms ??= savedForms(WANTED);
  return savedIn(told, forms).flatMap(({ from, to, groups, tail, beside }): RankedWords[] => {
    const n = numberOf(groups['n'] ?? '1');
    if (n < 1 || OTHERWISE.test(beside.replace(ON_LINES, ' ')) || !isPlain(tail)) return [];
    const said = groups['by'] ?? '';
    const by = /longest|length/i.test(said) ? 'length' : /shortest/i.test(said) ? 'shortness' : 'frequency';
    const inOrder =
      by !== 'shortness' && FIRST_FIRST.test(tail) && !/\b(?:alphabet\w*|ascending|revers\w*|last)\b/i.test(tail);
    return [{ n, by, from, to, inOrder }];
  });
}

/** From blank to blank, without the marks round it. */
const WHOLE = /[^\s\p{P}\p{S}](?:\S*[^\s\p{P}\p{S}])?/gu;
/** As programs and people take them. */
const WORDS = [
  /\p{L}+/gu,
  /[\p{L}\p{N}]+/gu,
  /[\p{L}\p{N}_]+/gu,
  /\p{L}[\p{L}'’]*/gu,
  /\p{L}[\p{L}'’-]*/gu,
  /\w+/g,
  /[A-Za-z]+/g,
  WHOLE,
];

interface Ranks {
  /** The score of each word that is among the first. */
  readonly scores: ReadonlyMap<string, number>;
  /** Those that no other one could be in the place of. */
  readonly sure: ReadonlySet<string>;
}

function ranksOf({ n, by }: RankedWords, words: readonly string[]): Ranks {
  const counts = timesOf(words);
  const scoreOf = (word: string): number =>
    by === 'frequency' ? (counts.get(word) ?? 0) : [...word].length * (by === 'length' ? 1 : -1);
  const all = [...counts.keys()].map((word) => [word, scoreOf(word)] as const).sort(([, a], [, b]) => b - a);
  const least = all[Math.min(n, all.length) - 1]?.[1] ?? 0;
  const first = all.filter(([, score]) => score >= least);
  const isEven = first.length <= n;
  const sure = first.filter(([, score]) => isEven || score > least);
  return { scores: new Map(first), sure: new Set(sure.map(([word]) => word)) };
}

/** By each way of taking words, with capitals and without. */
function readings(ranked: RankedWords, text: string): Ranks[] {
  return WORDS.flatMap((word) => {
    const found = text.match(word) ?? [];
    return [found, found.map((one) => one.toLowerCase())].map((words) => {
      const { scores, sure } = ranksOf(ranked, words);
      const low = (of: Iterable<string>): string[] => [...of].map((one) => one.toLowerCase());
      return {
        scores: new Map([...scores].map(([one, score]) => [one.toLowerCase(), score])),
        sure: new Set(low(sure.keys())),
      };
    });
  });
}

const LONGEST = 200_000;
/** A line of a bare list: a word, perhaps with its number before it and a figure behind it. */
const ENTRY =
  /^[\s*•-]*(?:\d{1,3}[.):]\s*)?["'“‘]?(\p{L}[\p{L}\p{N}'’_-]*)["'”’]?\s{0,20}(?:[:,;=(–—-]?\s{0,20}[\d.]+\s{0,20}(?:times?|x|letters?|characters?)?\s{0,20}\)?)?[,;.]?$/u;

/** A sentence; null where it may well be right. Pure. */
export function rankedWordsProblem(ranked: RankedWords, source: string, text: string): string | null {
  if (source.length > LONGEST || text.trim() === '' || WITHOUT_SPACES.test(source)) return null;
  const all = readings(ranked, source);
  const [usual = { scores: new Map<string, number>(), sure: new Set<string>() }] = all;
  const sure = [...usual.sure].filter((word) => all.every((one) => one.sure.has(word)));
  const held = text.toLowerCase();
  const missing = sure.filter((word) => !hasWord(held, word));
  const what = `${ranked.n} ${NAMES[ranked.by]} words of ${ranked.from}`;
  if (missing.length > 0)
    return `${ranked.to} lacks ${listed(missing)}, which ${missing.length > 1 ? 'are' : 'is'} among the ${what}`;
  const lines = held.split('\n').filter((line) => line.trim() !== '');
  const entries = lines.map((line) => ENTRY.exec(line.trim())?.[1]);
  if (entries.some((entry) => entry === undefined)) return null;
  const words = entries.flatMap((entry) => entry ?? []);
  const others = words.filter((word) => !all.some(({ scores }) => scores.has(word)));
  if (others.length > 0)
    return `${ranked.to} holds ${listed(others)}, which ${others.length > 1 ? 'are' : 'is'} not among the ${what}`;
  if (words.length < Math.min(ranked.n, usual.scores.size))
    return `${ranked.to} holds ${words.length} words, and is to hold the ${what}`;
  if (!ranked.inOrder) return null;
  const isSorted = all.some(({ scores }) =>
    words.every((word, at) => at === 0 || (scores.get(words[at - 1] ?? '') ?? 0) >= (scores.get(word) ?? 0)),
  );
  return isSorted ? null : `the words in ${ranked.to} do not stand in their order: ${words.slice(0, 10).join(', ')}`;
}
const NAMES = { length: 'longest', shortness: 'shortest', frequency: 'most frequent' };

/** `told`: the user's words. */
export async function wordsRanked(files: FilesView, told: string): Promise<CheckResult[]> {
  for (const ranked of rankedWordsIn(told)) {
    const [[from, ...others], [to]] = [files.meant(ranked.from), files.meant(ranked.to)];
    if (from === undefined || to === undefined || others.length > 0 || files.isChanged(from)) continue;
    const [source, text] = [await files.text(from), await files.text(to)];
    const problem = source === null || text === null ? null : rankedWordsProblem(ranked, source, text);
    if (problem !== null) return [{ name: 'ranked_words', passed: false, detail: problem }];
  }
  return [];
}
