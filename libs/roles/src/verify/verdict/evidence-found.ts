import { asText, isObject, pick, type JsonObject } from '../../talk/read-json.js';

/*
 * What a judge names as evidence has to be in what it was shown of the work. What the worker says of it is none. Pure.
 */

const KEYS = ['evidence', 'proof', 'proofs', 'quote', 'quotes', 'citation', 'citations'];
const QUOTED = /`([^`\n]{4,400})`|"([^"\n]{4,400})"|“([^”\n]{4,400})”/g;
const FILE = /(?<![\w./-])[\w-][\w./-]{0,200}\.[a-z]\w{0,7}(?!\w)/gi;
const MOST_TEXT = 20_000;
const MOST_DEEP = 4;

/** Texts under the keys for evidence, whatever their shape. */
function textsIn(value: unknown, depth = 0): string[] {
  if (depth > MOST_DEEP) return [];
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(item, depth + 1));
  if (isObject(value)) return Object.values(value).flatMap((item) => textsIn(item, depth + 1));
  const text = asText(value);
  return text === '' ? [] : [text];
}

/** Blanks and line ends as one blank, without the signs a diff puts before its lines. */
const flat = (text: string): string =>
  text
    .replace(/^[+\- ]/gm, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

/** Pieces that can be looked up: what is quoted, and names of files; a part that was left out ends a piece. */
function piecesOf(text: string): string[] {
  const quoted = [...text.matchAll(QUOTED)].map(([, ticks, plain, curly]) => ticks ?? plain ?? curly ?? '');
  const files = text.match(FILE) ?? [];
  return [...quoted.flatMap((piece) => piece.split(/…|\.{3}/)), ...files]
    .map(flat)
    .filter((piece) => piece.length >= 4);
}

/** Looks evidence up in what a judge was shown. */
export type LookUp = (pieces: readonly string[]) => boolean;

/** `shown`: criteria, changed files, diff and results of checks; not what the worker claims. */
export function lookUpIn(shown: string): LookUp {
  let known: string | null = null;
  return (pieces) => {
    const all = (known ??= flat(shown));
    return pieces.some((piece) => all.includes(piece));
  };
}

/**
 * Evidence of a verdict of which no piece is found; null where there is none that could be looked up, or some is found.
 */
export function unfoundEvidence(object: JsonObject, isFound: LookUp): string | null {
  const text = textsIn(pick(object, KEYS)).join('\n').slice(0, MOST_TEXT);
  const pieces = piecesOf(text);
  return pieces.length === 0 || isFound(pieces) ? null : text;
}

/** Whether a text quotes what was shown: all of its quotations, or, where it has none, each of its lines. */
export function holdsEvidence(text: string, shown: string): boolean {
  const known = flat(shown);
  const quoted = [...text.matchAll(QUOTED)].flatMap(([, ticks, plain, curly]) =>
    (ticks ?? plain ?? curly ?? '').split(/…|\.{3}/),
  );
  const lines = text.split(/\n|\\n/);
  const pieces = (all: readonly string[]): string[] => all.map(flat).filter((piece) => piece.length >= 2);
  const isThere = (all: readonly string[]): boolean => all.length > 0 && all.every((piece) => known.includes(piece));
  return isThere(pieces(lines)) || isThere(pieces(quoted));
}
