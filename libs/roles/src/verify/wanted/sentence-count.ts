import type { CheckResult, FileChange } from '#domain';
import type { FilesView } from '../stated/files-view.js';
import { mask } from '../stated/masked-text.js';

/* "… in exactly three sentences in summary.txt": neither more nor fewer, however they are counted. */

const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const EXACT =
  /\b(?:in|of|with|has|have|holds?|contains?)\s+(?:exactly|precisely)\s+(one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+sentences?\b/gi;
/** Of parts, or of something that is there. */
const OF_PARTS =
  /\b(?:each|every|per|both|respective\w*|paragraphs?|sections?|chapters?|entries|items?|bullets?|lists?)\b/i;

/** Only one number, and that of a whole text. Pure. */
export function sentencesIn(told: string): number | null {
  const { text } = mask(told);
  if (OF_PARTS.test(text)) return null;
  const said = [...text.matchAll(EXACT)].map(
    ([, word = '']) => NUMBERS.indexOf(word.toLowerCase()) + 1 || Number(word),
  );
  return said.length === 1 ? (said[0] ?? null) : null;
}

const LONGEST = 20_000;
const ABBREVIATION =
  /(?:^|[\s("'])(?:[A-Za-z]|\d{1,4}|[A-Za-z]\.[A-Za-z.]*|Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|vs|etc|No|approx|ca|cf|Inc|Ltd|Co|Fig|bzw|usw|Nr)$/;

/** Fewest and most sentences that anybody may count; null where it is no prose. Pure. */
export function countedSentences(text: string): { readonly least: number; readonly most: number } | null {
  if (text.length > LONGEST || /^[ \t]*(?:```|\||[-*+]\s|\d+[.)]\s)/m.test(text)) return null;
  let [least, most] = [0, 0];
  for (const block of text.split(/\n[ \t]*\n/)) {
    const line = block.replace(/\s+/g, ' ').trim();
    if (line === '') continue;
    // A title may or may not be one.
    if (/^#/.test(line) || !/[.!?…。！？]["'”’)\]]*$/.test(line)) {
      most += 1 + (line.match(/[.!?…。！？]/g) ?? []).length;
      continue;
    }
    const ends = [...line.matchAll(/([.!?…。！？]+)["'”’)\]]*(?= |$|(?<=[。！？]))/gu)];
    most += ends.length;
    least += ends.filter(({ index, 0: end, 1: sign = '' }) => {
      const next = line.slice(index + end.length).trimStart();
      const isInside = sign.startsWith('…') || sign.startsWith('..') || /^["'”’]/.test(end.slice(sign.length));
      const isLast = next === '';
      return (
        isLast ||
        (!isInside &&
          /^["'“‘(]?\p{Lu}/u.test(next) &&
          !(sign === '.' && ABBREVIATION.test(line.slice(Math.max(0, index - 12), index))))
      );
    }).length;
  }
  return { least, most };
}

/** `told`: the user's words; `changes`: all of the task's. */
export async function sentenceCount(
  files: FilesView,
  told: string,
  changes: readonly FileChange[],
): Promise<CheckResult[]> {
  const wanted = sentencesIn(told);
  const [made, ...others] = changes.filter(({ operation }) => operation !== 'delete');
  if (wanted === null || made === undefined || made.operation !== 'create' || others.length > 0) return [];
  if (!/\.(?:txt|md|markdown)$/i.test(made.path)) return [];
  const text = await files.text(made.path);
  const found = text === null ? null : countedSentences(text);
  if (found === null || (found.least <= wanted && wanted <= found.most)) return [];
  const many = found.least > wanted ? found.least : found.most;
  const detail = `${made.path} is to have exactly ${wanted} sentences, and has ${many}`;
  return [{ name: 'sentence_count', passed: false, detail }];
}
