import { CHANGE_PHRASES } from './change-phrases.js';
import { chained, type Placed, type Remainder } from './chained.js';
import { CODE_PHRASES } from './code-phrases.js';
import { CONTENT_PHRASES } from './content-phrases.js';
import { DATA_PHRASES } from './data-phrases.js';
import { isOfTheTree, type Fact, type Stated } from './fact.js';
import { FILE_PHRASES } from './file-phrases.js';
import { makesNoOther, withoutOnly } from './only-files.js';
import { toldIn, type Said } from './laws/told.js';
import { LINE_PHRASES } from './line-phrases.js';
import { mask, sentencesOf, standingFor } from './masked-text.js';
import { changesSomething, isConditional, narrows, unhedged, type Phrase, type Sentence } from './sentence.js';
import { GROUP_PHRASES } from './group-phrases.js';
import { FOLDER_PHRASES } from './folder-phrases.js';
import { matchesIn } from './matches.js';
import { ofTheCopy } from './of-the-copy.js';
import { PAIRED_PHRASES } from './paired-phrases.js';
import { PLAIN_PHRASES } from './plain-phrases.js';
import { RENAME_PHRASES } from './rename-phrases.js';
import { RENAMED_IN_TONGUES } from './renamed-in-tongues.js';
import { SAVED_APART } from './saved-apart.js';
import { SHAPE_PHRASES } from './shape-phrases.js';
import { spreadLists } from './spread-lists.js';
import { STAYS_PHRASES } from './stays-phrases.js';
import { SWEEP_PHRASES } from './sweep-phrases.js';
import { TONGUE_PHRASES } from './tongue-phrases.js';
import { TRANSFER_PHRASES } from './transfer-phrases.js';
import { VALUE_PHRASES } from './value-phrases.js';

const PHRASES: readonly Phrase[] = [
  ...FILE_PHRASES,
  ...CHANGE_PHRASES,
  ...CONTENT_PHRASES,
  ...LINE_PHRASES,
  ...PLAIN_PHRASES,
  ...VALUE_PHRASES,
  ...GROUP_PHRASES,
  ...CODE_PHRASES,
  ...DATA_PHRASES,
  ...RENAME_PHRASES,
  ...SWEEP_PHRASES,
  ...TRANSFER_PHRASES,
  ...TONGUE_PHRASES,
  ...SHAPE_PHRASES,
  ...FOLDER_PHRASES,
  ...PAIRED_PHRASES,
  ...SAVED_APART,
  ...RENAMED_IN_TONGUES,
  ...STAYS_PHRASES,
];
const MOST = 100;
/** What is left of an order whose every word was understood. */
const SAYS_NO_MORE =
  /^(?:[\s.,;:!()\-–—]|\b(?:and|then|also|please|now|the|a|an|it|its|them|file|files|named|called|with|finally|next|first|second|third|after|that|this|afterwards|so|in|to|of|for|workspace|folder|project|make|sure|just|only|nothing|else|do|not|line|lines|single|one|text|content|word)\b)*$/i;
/** A ticket or a tag before the text. */
const TAG = /^\s*\[[^\]\n]{1,80}\]\s*/;

/** What somebody did, or what happens: no order, though its steps sound like one. */
const TOLD =
  /^([ \t]*(?:#{1,6}[ \t]*|\*\*)?(?:(?:steps|how)[ \t]+to[ \t]+reproduce|to[ \t]+reproduce|repro(?:duction)?\b|(?:expected|actual|current)\b|examples?\b|usage\b)[^\n]{0,80})\n+(?:[ \t]*(?:[-*•]|\d{1,3}[.)])[ \t][^\n]*(?:\n+|$))+/gim;

const APART = '⟦-⟧';
const BUT_APART = /\bbut\s+(?:please\s+)?⟦-⟧/gi;

interface Read extends Remainder {
  /** Whether only its files may change. */
  readonly saysOnly: boolean;
  readonly placed: readonly Placed[];
}

/** What a text states of files. Nothing is read out of it that a reader could understand otherwise. Pure. */
export function stated(text: string): Stated {
  const given = mask(text.replace(TAG, ''));
  const masked = { ...given, text: spreadLists(given.text.replace(TOLD, '\n$1\n')) };
  const plain: Read[] = [];
  let before: string | null = null;
  for (const [number, said] of sentencesOf(masked).entries()) {
    const files = standingFor(said, masked, 'F');
    const sentence: Sentence = { text: said, masked, files, before };
    const bare = withoutOnly(said);
    const found = isConditional(said) ? { placed: [], rest: said } : factsOf(sentence, number, bare);
    plain.push({ sentence, saysOnly: bare !== said, ...found });
    before = files.at(-1) ?? before;
  }
  const told = toldIn(plain.map(saidIn), masked);
  const read = plain.map((one, number) => (told.sentences.has(number) ? ofTold(one) : one));
  const facts = [...told.facts, ...ofTheCopy(certain(read), masked)].slice(0, MOST);
  // What "edit" or "refactor" takes, nobody knows before.
  const isOpen = ({ placed }: Read): boolean =>
    placed.length > 0 && placed.every(({ fact }) => fact.kind === 'changed');
  const isWhole = read.every((one) => one.saysOnly || (SAYS_NO_MORE.test(one.rest) && !isOpen(one)));
  return {
    facts,
    files: [...new Set(masked.files)],
    rest: read.map(({ rest }) => rest).join('\n'),
    isWhole: isWhole && facts.length > 0 && !facts.some(isOfTheTree),
    isOnly: masked.files.length > 0 && read.some((one) => one.saysOnly || makesNoOther(one.sentence.text)),
  };
}

/** Of what other phrases find there, only that its files are made. */
const ofTold = (one: Read): Read => ({
  ...one,
  placed: one.placed.filter(({ fact }) => fact.kind === 'made'),
  rest: '',
});
const saidIn = ({ sentence, saysOnly, placed, rest }: Read): Said => ({
  text: sentence.text,
  facts: placed.map(({ fact }) => fact),
  isWhole: saysOnly || (SAYS_NO_MORE.test(rest) && placed.length > 0),
});

export const factsIn = (text: string): readonly Fact[] => stated(text).facts;

/** `bare`: what it says without the words by which only its files may change. */
function factsOf(sentence: Sentence, number: number, bare: string): Pick<Read, 'placed' | 'rest'> {
  const all: Placed[] = [];
  const taken: [number, number][] = [];
  let ordered = bare;
  for (const phrase of PHRASES) {
    for (const match of matchesIn(phrase.pattern, sentence.text)) {
      const facts = phrase.read(match, sentence);
      if (facts === null) continue;
      all.push(...facts.map((fact): Placed => ({ fact, sentence: number, at: match.index })));
      taken.push([match.index, match.index + match[0].length]);
      // "But do not touch b.txt" takes nothing out of what was said.
      // Nor does "but not in subfolders", where all that it is said of has been read.
      if (facts.some(({ kind }) => kind === 'untouched' || kind === 'there' || kind === 'none_of' || kind === 'swept'))
        ordered = ordered.replace(match[0], APART);
    }
  }
  const isCertain = unhedged(ordered.replace(BUT_APART, ' '));
  const placed = all.filter(({ fact }) => isCertain(fact) && !isForAnother(fact, sentence.text));
  if (placed.length < all.length) return { placed, rest: sentence.text };
  let rest = '';
  let at = 0;
  for (const [from, to] of taken.sort(([a], [b]) => a - b)) {
    rest += from > at ? `${sentence.text.slice(at, from)} ` : '';
    at = Math.max(at, to);
  }
  return { placed, rest: rest + sentence.text.slice(at) };
}

const EXPLAINED =
  /\bwhere\s+([A-Z][A-Z_]{0,30})\s+(?:is|means|stands\s+for|denotes)\b|\b([A-Z][A-Z_]{1,30})\s+(?:being|standing\s+for|meaning)\b/g;
/** Whether a word in what is to stand there is for something else: "echo PORT", where PORT is the port. */
function isForAnother(fact: Fact, said: string): boolean {
  const words = [...said.matchAll(EXPLAINED)].map(([, one, other]) => one ?? other ?? '');
  if (words.length === 0) return false;
  const within = new Set(JSON.stringify(fact).match(/(?<![A-Za-z_])[A-Z][A-Z_]*(?![A-Za-z_])/g));
  return words.some((word) => within.has(word));
}

/** What none but a file that has changed can meet. */
const HAS_CHANGED: ReadonlySet<Fact['kind']> = new Set(['grows', 'outline', 'first_replaced'] as const);

/** Without what a later part of the text undoes, adds to, or leaves in doubt. */
function certain(read: readonly Read[]): Fact[] {
  const once = new Map(read.flatMap(({ placed }) => placed.map((one) => [JSON.stringify(one.fact), one])));
  const all = chained([...once.values()], read);
  return all.flatMap(({ fact, sentence, at }): Fact[] => {
    const others = all.filter((other) => other.fact !== fact);
    if (fact.kind === 'changed') {
      // What the file is to be says more than that it is to change, and may be so already.
      const { paths } = fact;
      const said = others.flatMap(({ fact: of }) => (HAS_CHANGED.has(of.kind) ? [] : (pathOf(of) ?? [])));
      return paths.some((path) => said.includes(path)) ? [] : [fact];
    }
    if (fact.kind === 'worked_on') return others.some((other) => pathOf(other.fact) === fact.file) ? [] : [fact];
    if (fact.kind === 'moved' || fact.kind === 'copied') {
      const more = others.some((other) => [fact.from, fact.to].includes(pathOf(other.fact) ?? ''));
      const isFitted =
        more ||
        read.slice(sentence).some(({ rest }, at) => {
          const left = rest.replace(REFERENCES, ' ');
          return at === 0 ? !SAYS_NO_MORE.test(left) : changesSomething(left) || /^set\b/i.test(left);
        });
      return [isFitted ? { ...fact, fitted: true } : fact];
    }
    if (!isOfPath(fact)) return [fact];
    const own = read[sentence];
    // Words nobody understood may change the file they name, or the one that was spoken of last.
    const isOpen = read.some(
      ({ sentence: { files }, rest }, number) =>
        number >= sentence &&
        changesSomething(rest) &&
        (number === sentence || files.length === 0 || files.includes(fact.path)),
    );
    const isNarrowed = read.some(
      ({ sentence: one, saysOnly, rest }, number) =>
        number > sentence && !saysOnly && narrows(rest) && (one.files.length === 0 || one.files.includes(fact.path)),
    );
    const later = others.filter((other) => other.sentence > sentence || (other.sentence === sentence && other.at > at));
    return keep(
      fact,
      others.map((other) => other.fact),
      later.map((other) => other.fact),
      { isOpen, isNarrowed, text: own?.sentence.text ?? '' },
    );
  });
}

/** What follows a file that goes or moves, and leaves the file itself as it is. */
const REFERENCES =
  /\b(?:updat|fix|adjust|adapt|chang|correct)\w{0,3}\s+(?:(?:all|any|every|the|its|other)\s+){0,3}(?:imports?|references?|links?|usages?|uses|callers?|paths?|includes?|mentions?)\b/gi;

type OfPath = Extract<Fact, { readonly path: string }>;
const isOfPath = (fact: Fact): fact is OfPath => 'path' in fact;

const pathOf = (fact: Fact): string | null => ('path' in fact ? fact.path : null);

interface Around {
  /** Whether words nobody understood may change the file. */
  readonly isOpen: boolean;
  /** Whether what comes later takes something out of what was said. */
  readonly isNarrowed: boolean;
  /** The sentence. */
  readonly text: string;
}

/** `others` are all others that the text states, `after` those that it states later. */
function keep(
  fact: OfPath,
  others: readonly Fact[],
  after: readonly Fact[],
  { isOpen, isNarrowed, text }: Around,
): Fact[] {
  const { path } = fact;
  const has = (...kinds: Fact['kind'][]): boolean =>
    others.some((other) => pathOf(other) === path && kinds.includes(other.kind));
  const goes = after.some(
    (next) => (next.kind === 'gone' && next.path === path) || (next.kind === 'moved' && next.from === path),
  );
  const touched = after.filter((next) => pathOf(next) === path);
  switch (fact.kind) {
    case 'gone':
      return touched.some(({ kind }) => kind !== 'gone' && kind !== 'untouched') ? [] : [fact];
    case 'untouched':
      return has('content', 'holds', 'setting', 'grows', 'gone', 'replaced', 'added', 'made') ? [] : [fact];
    case 'there':
      return has('gone') ? [] : [fact];
    case 'made':
    case 'in_folder':
    case 'executable':
      return goes ? [] : [fact];
    case 'grows':
      return isOpen || has('replaced', 'lacks', 'setting', 'content') || /\bsort|\bremov|\breplac/i.test(text)
        ? []
        : [fact];
    case 'content':
    case 'holds': {
      if (goes) return [];
      const isUndone = touched.some(
        (next) =>
          (next.kind === 'replaced' && fact.text.includes(next.from)) ||
          (next.kind === 'lacks' && fact.text.includes(next.text)) ||
          (next.kind === 'setting' && fact.text.includes(next.key)),
      );
      if (isUndone) return [];
      const grows = isOpen || touched.length > 0 || has('content', 'holds', 'added', 'grows');
      if (fact.kind === 'content' && grows) return isOpen ? [] : [{ kind: 'holds', path, text: fact.text }];
      return [fact];
    }
    case 'setting':
      return goes || touched.some((next) => next.kind === 'setting' && next.key === fact.key) ? [] : [fact];
    case 'in_group':
      return goes || has('lacks') ? [] : [fact];
    case 'in_order':
    case 'placed':
      return goes || isOpen || has('lacks', 'replaced') ? [] : [fact];
    case 'first_replaced':
      return goes || isOpen || has('replaced', 'lacks', 'added', 'grows') ? [] : [fact];
    case 'items':
    case 'numbers':
    case 'counted':
      return goes || isOpen || touched.some(({ kind }) => kind === 'added' || kind === 'lacks' || kind === 'grows')
        ? []
        : [fact];
    case 'lacks':
    case 'replaced':
      return goes || isNarrowed ? [] : [fact];
    case 'untabbed':
    case 'key_case':
    case 'ignored':
    case 'remark':
      return goes || isNarrowed || touched.some(({ kind }) => kind === 'lacks') ? [] : [fact];
    case 'endings':
    case 'last_break':
    case 'outline':
    case 'added':
    case 'quoted':
    case 'undefined':
    case 'names':
    case 'prints':
      return goes ? [] : [fact];
    case 'transformed':
      return [fact];
  }
}
