import { FILE, standingFor, type Masked } from '../masked-text.js';
import { FILES } from '../sentence.js';
import { inOrder, withoutHarmless } from './harmless.js';
import type { Step } from './step.js';
import { compose, LAWS } from './text-law.js';
import { bare, wordsOf } from './words.js';

/* Sentences that are orders to transform the lines of files, every word of them understood. Pure. */

export interface Transformation {
  readonly path: string;
  /** Where the result goes; null = where it came from. */
  readonly to: string | null;
  readonly steps: readonly Step[];
}

/** The words round a file that only say that it is the one. */
const PLACE = new RegExp(
  `(?:(?<!\\S)(?:in|inside|within|of|from|for|throughout|on|to)\\s+)?(?:(?<!\\S)(?:the|my|our|this)\\s+)?(?:(?<!\\S)(?:text|csv|json|yaml|markdown|log|input|source|data|word|name)\\s+)?(?:(?<!\\S)(?:file|document|list)\\s+)?(?:(?<!\\S)(?:called|named)\\s+)?(${FILES})(?:\\s+file(?!\\p{L}))?(?:['’]s)?`,
  'giu',
);
const RESULT =
  '(?:(?:save|write|store|put|output|export|print)\\s+(?:it|them|(?:the\\s+)?(?:(?:sorted|new|resulting|converted|changed|reversed|shuffled|cleaned|deduplicated|final|unique|numbered|remaining|filtered)\\s+)?(?:results?|output|lines|list|text|version|contents?|names|words|rows|file|copy|data))\\s+)';
const TARGET = new RegExp(
  `[\\s,]*(?:(?:and|then)\\s+)*(?:${RESULT}(?:to|into|in|as|under)|(?:in)?to)\\s+(?:an?\\s+|the\\s+)?(?:(?:new|separate|different|second)\\s+)?(?:text\\s+|csv\\s+|json\\s+)?(?:file\\s+)?(?:called\\s+|named\\s+)?(${FILE})$`,
  'iu',
);

const AND = /\s*[,;]?\s+(?:(?:and|then|afterwards|after\s+that)[\s,]+)+|\s*[,;]\s+/giu;
const MOST_PARTS = 6;
/** Longer ones say more than can be understood here. */
const LONGEST = 400;

/** Null where not all of the sentence is understood. `before`: the file that was spoken of last. */
export function transformationsIn(sentence: string, masked: Masked, before: string | null): Transformation[] | null {
  if (sentence.length > LONGEST || /[?]\s*$/.test(sentence)) return null;
  const { order: text, keepsOrder } = withoutHarmless(
    bare(sentence),
    (left) => wordsOf(left.replace(PLACE, ' ')) === '',
  );
  const target = TARGET.exec(text);
  const rest = target === null ? text : text.slice(0, target.index);
  const isSaved =
    target !== null && (rest.includes('⟦F') || new RegExp(`${RESULT}[^⟦]*${FILE}$`, 'iu').test(target[0]));
  const [to] = isSaved ? standingFor(target[1] ?? '', masked, 'F') : [];
  const order = isSaved ? rest : text;
  const places: string[] = [];
  const marked = order.replace(PLACE, (_whole, files: string) => {
    places.push(...standingFor(files, masked, 'F'));
    return ' @ ';
  });
  const paths = [...new Set(places.length > 0 ? places : before === null ? [] : [before])];
  // Of several places each would have an order of its own.
  if (
    paths.length === 0 ||
    (marked.match(/@/g) ?? []).length > 1 ||
    (to !== undefined && (paths.length > 1 || paths[0] === to))
  )
    return null;
  const quoted = (token: string): string => standingFor(token, masked, 'Q')[0] ?? '';
  const steps = stepsIn(marked, quoted)?.map((step) => (keepsOrder ? inOrder(step) : step)) ?? null;
  if (steps === null || !compose(steps)) return null;
  return paths.map((path) => ({ path, to: to ?? null, steps }));
}

/** One order, or several with "and" between them, of which the verb may be said once. */
function stepsIn(text: string, quoted: (token: string) => string): Step[] | null {
  const borders = [...text.matchAll(AND)].map((mark) => ({ from: mark.index, to: mark.index + mark[0].length }));
  if (borders.length > MOST_PARTS) return null;
  const starts = [0, ...borders.map(({ to }) => to)];
  const ends = [...borders.map(({ from }) => from), text.length];
  const steps: Step[] = [];
  let verb = '';
  for (let at = 0; at < starts.length;) {
    let found: Step | null = null;
    let end = ends.length - 1;
    for (; end >= at && found === null; end--) {
      const words = wordsOf(bare(text.slice(starts[at], ends[end])));
      // A place may stand before the order, or a pause behind it.
      if (words === '' && end === at) break;
      found = stepOf(words, quoted) ?? (verb === '' ? null : stepOf(`${verb} ${words}`, quoted));
      if (found !== null) verb = words.split(' ')[0] ?? '';
    }
    if (found !== null) steps.push(found);
    else if (wordsOf(text.slice(starts[at], ends[at])) !== '') return null;
    at = found === null ? at + 1 : end + 2;
  }
  return steps.length === 0 ? null : steps;
}

const FORMS = Object.values(LAWS).flatMap(({ forms, read }) =>
  forms.map((form) => ({ pattern: new RegExp(`^(?:${form})$`, 'iu'), read })),
);
function stepOf(words: string, quoted: (token: string) => string): Step | null {
  for (const { pattern, read } of FORMS) {
    const match = pattern.exec(words);
    const step = match === null ? null : read(match, quoted);
    if (step !== null) return step;
  }
  return null;
}
