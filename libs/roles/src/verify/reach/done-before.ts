import type { SubtaskSpec } from '#domain';
import { isTestFile, stemOf } from '../file-kinds.js';
import type { FilesView } from '../stated/files-view.js';
import { stated } from '../stated/facts.js';

/* Whether a step that makes files has nothing left to do, because a step before it made them as this one wants them. */

const OPENING = /^(?:please\s+)?(?:create|add|write|make|generate|produce)\b/i;
/** Words that say nothing of what a file holds. */
const SMALL =
  /^(?:a|an|and|are|as|at|be|by|contains?|containing|content|contents|data|file|files|folder|for|has|have|having|hold|holds|holding|in|into|is|it|its|line|lines|named|called|of|on|only|root|set|sets|setting|single|text|that|the|their|this|to|under|value|values|which|with|within)$/i;

/** What is said of tests only because they are some. */
const OF_TESTS =
  /^(?:automated|basic|cases?|checks?|checking|class|code|component|cover|covers|covering|exercise|exercises|exercising|function|functions|jest|method|methods|module|new|pytest|simple|some|specs?|suite|tests?|testing|unit|unittest|verify|verifies|verifying|vitest)$/i;

/** Where what is said of one thing ends. */
const NEXT = /[,;\n]|\.(?=\s|$)|\b(?:and|or|plus|but|as\s+well\s+as)\b/gi;

/**
 * `made`: what steps before it have created. Every file the step is to make must be among those, and every word it says
 * of them must stand in them, beside a word that it is said with: one that does not may be what is still to be done.
 */
export async function isDoneBefore(
  subtask: SubtaskSpec,
  made: ReadonlySet<string>,
  files: FilesView,
): Promise<boolean> {
  const { facts, files: named, rest } = stated(subtask.description);
  const planned = subtask.expectedOutputs.map((path) => path.replace(/^\.\//, ''));
  const outputs = planned.length > 0 ? planned : facts.flatMap((fact) => (fact.kind === 'made' ? [fact.path] : []));
  const areTests = outputs.every(isTestFile);
  const isMade = (path: string): boolean => facts.some((fact) => fact.kind === 'made' && fact.path === path);
  if (outputs.length === 0 || !OPENING.test(subtask.description.trim())) return false;
  // Tests are mostly spoken of by what they test.
  if (!outputs.every((path) => made.has(path) && (areTests || isMade(path)))) return false;
  const texts = await Promise.all(outputs.map((path) => files.text(path)));
  if (texts.some((text) => text === null || text.trim() === '')) return false;
  const isTested = (path: string): boolean => areTests && texts.every((text) => text?.includes(stemOf(path)));
  if (!named.every((path) => outputs.includes(path) || isTested(path))) return false;
  // What a phrase has understood is looked up elsewhere; what stands in quotation marks may be no such phrase.
  const said = [rest.replace(/⟦\w+⟧/g, ' '), ...quotedIn(subtask.description)];
  const clauses = said
    .flatMap((one) => one.split(NEXT))
    .map((clause) => (areTests ? wordsOf(clause.replace(OPENING, ' ')).filter(isNoWordForTests) : wordsOf(clause)));
  const says = clauses.some((words) => words.length > 0) || (areTests && named.some((path) => !outputs.includes(path)));
  const held = pairsIn(texts.map((text) => namesOf(text ?? '')));
  // The title of a test, what it calls and what it expects stand apart.
  const isThere = (words: string[]): boolean =>
    areTests ? words.every((word) => held.words.has(word)) : isHeld(words, held);
  return says && clauses.every(isThere);
}

const isNoWordForTests = (word: string): boolean => !OF_TESTS.test(word);

interface Held {
  readonly words: ReadonlySet<string>;
  /** Two words that stand beside each other, in both orders. */
  readonly pairs: ReadonlySet<string>;
}

/** The words of a name such as "font-family" stand beside all that stands beside it. */
function pairsIn(texts: readonly string[][]): Held {
  const pairs = new Set<string>();
  const pair = (a: string, b: string): void => void pairs.add(`${a} ${b}`).add(`${b} ${a}`);
  const parted = texts.map((names) => names.map(wordsOf).filter((words) => words.length > 0));
  for (const names of parted)
    for (const [at, words] of names.entries()) {
      for (const word of words.slice(0, MOST_PARTS)) {
        for (const other of names[at + 1]?.slice(0, MOST_PARTS) ?? []) pair(word, other);
        for (const other of words.slice(0, MOST_PARTS)) if (other !== word) pair(word, other);
      }
    }
  return { words: new Set(parted.flat(2)), pairs };
}
const MOST_PARTS = 6;

/**
 * A number belongs to the word before it, or, where it comes first, to the one behind it; a word to any of its clause.
 */
function isHeld(words: readonly string[], { words: all, pairs }: Held): boolean {
  const isBeside = (a: string, b: string | undefined): boolean => b !== undefined && pairs.has(`${a} ${b}`);
  return words.every((word, at) => {
    if (!all.has(word) || words.length === 1) return all.has(word);
    const isNumber = /^\d/.test(word);
    const own = isNumber ? [words[at === 0 ? 1 : at - 1]] : words.filter((other) => other !== word);
    return own.some((other) => isBeside(word, other)) || words.every((other) => other === word);
  });
}

const namesOf = (text: string): string[] => text.match(/[\p{L}\p{N}_]+(?:\.\d+)*(?:-[\p{L}\p{N}_]+)*/gu) ?? [];
const wordsOf = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}_]+(?:\.\d+)*/gu) ?? []).filter((word) => !SMALL.test(word));
const quotedIn = (text: string): string[] =>
  [...text.matchAll(/["`“]([^"`”\n]{1,500})["`”]/g)].map(([, inner = '']) => inner);
