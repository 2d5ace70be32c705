import { similarity } from '../text/nearest.js';
import { eolOf, toLf, withEndsOf, withEol } from './text-file.js';
import { indentedFrom } from './indented-from.js';
import { reindent } from './reindent.js';
import { signsOf } from './entities.js';
import { stripLineNumbers } from './line-numbers.js';

/** What became of an edit. Line numbers count from 1. */
export type EditOutcome =
  | { readonly kind: 'edited'; readonly text: string; readonly line: number; readonly relaxed: readonly string[] }
  | { readonly kind: 'identical' }
  /** The file holds the new text where the old one would be replaced. */
  | { readonly kind: 'made'; readonly line: number }
  | { readonly kind: 'empty' }
  | { readonly kind: 'ambiguous'; readonly lines: readonly number[]; readonly relaxed: readonly string[] }
  | { readonly kind: 'not_found'; readonly closest: Excerpt | null; readonly alreadyAt: number | null };

export interface Excerpt {
  readonly line: number;
  readonly text: string;
}

interface Region {
  /** Offsets into the text with LF endings. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** What was not taken as it was given. */
  readonly note?: string;
}

/**
 * Replaces the one place that `oldStr` means: exactly, then with blanks at line ends ignored, then with indentation
 * ignored and the new text indented as the file is. More than one place is never guessed between. Pure.
 */
export function findEdit(file: string, oldStr: string, newStr: string): EditOutcome {
  const oldText = toLf(oldStr);
  const newText = toLf(newStr);
  if (oldText === '') return { kind: 'empty' };
  if (oldText === newText) return { kind: 'identical' };
  const text = toLf(file);

  const ended = endedAs(oldText, newText);
  const tries: { oldText: string; newText: string; relaxed: string[] }[] = [
    { oldText, newText: ended, relaxed: ended === newText ? [] : ['the line break at its end was kept'] },
  ];
  const bare = stripLineNumbers(oldText, newText);
  if (bare !== null) tries.push({ ...bare, relaxed: ['line-number prefixes were taken off'] });
  const [oldSigns, newSigns] = [signsOf(oldText), signsOf(newText)];
  if (oldSigns !== null && newSigns !== null && oldSigns !== oldText)
    tries.push({
      oldText: oldSigns,
      newText: newSigns,
      relaxed: ['HTML entities were taken for the signs they stand for'],
    });

  for (const attempt of tries) {
    for (const { note, find } of LEVELS) {
      const regions = find(text, attempt.oldText, attempt.newText);
      const relaxed = note === null ? attempt.relaxed : [...attempt.relaxed, note];
      if (regions.length > 1) return { kind: 'ambiguous', lines: regions.map((r) => lineAt(text, r.start)), relaxed };
      const region = regions[0];
      if (region === undefined) continue;
      if (text.slice(region.start, region.end) === region.replacement) return { kind: 'identical' };
      const made = madeAt(text, region);
      if (made !== null) return { kind: 'made', line: lineAt(text, made) };
      const notes = region.note === undefined ? relaxed : [...relaxed, region.note];
      return { kind: 'edited', text: splice(file, [region]), line: lineAt(text, region.start), relaxed: notes };
    }
  }
  const already = newText.trim().length >= 8 ? text.indexOf(newText) : -1;
  return {
    kind: 'not_found',
    closest: closestLines(text, tries[tries.length - 1]?.oldText ?? oldText),
    alreadyAt: already === -1 ? null : lineAt(text, already),
  };
}

/**
 * Whole lines are replaced by whole lines: the next one is not joined to them. Whoever wants it to be sends the same
 * text without the break, or with a blank in its place.
 */
function endedAs(oldText: string, newText: string): string {
  const isLines = oldText.endsWith('\n') && oldText.trim() !== '';
  const joins = newText === '' || /\s$/.test(newText) || oldText.trimEnd() === newText;
  return isLines && !joins ? `${newText}\n` : newText;
}

/** Where the place to replace is a part of the new text, which stands round it already; null where it is not. */
function madeAt(text: string, { start, end, replacement }: Region): number | null {
  const found = text.slice(start, end);
  if (found.trim() === '') return null;
  for (let at = replacement.indexOf(found); at !== -1; at = replacement.indexOf(found, at + found.length))
    if (start >= at && text.startsWith(replacement, start - at)) return start - at;
  return null;
}

/** Every place that holds the old text exactly, each with its own line ends; null where there is none. Pure. */
export function replaceEach(file: string, oldStr: string, newStr: string): EditOutcome | null {
  const [text, oldText] = [toLf(file), toLf(oldStr)];
  const newText = endedAs(oldText, toLf(newStr));
  if (oldText === '' || oldText === newText) return null;
  const regions: Region[] = [];
  for (let at = text.indexOf(oldText); at !== -1;) {
    const end = at + oldText.length;
    if (!cutsNumber(text, at, end))
      regions.push({ start: at, end, replacement: indentedFrom(text, at, oldText, newText) });
    at = text.indexOf(oldText, end);
  }
  const [first] = regions;
  if (first === undefined) return null;
  return { kind: 'edited', text: splice(file, regions), line: lineAt(text, first.start), relaxed: [] };
}

const LEVELS: readonly {
  readonly note: string | null;
  readonly find: (text: string, oldText: string, newText: string) => Region[];
}[] = [
  { note: null, find: (text, oldText, newText) => exactRegions(text, oldText, newText) },
  { note: 'typographic quotes, dashes and blanks were taken for plain ones', find: plainRegions },
  {
    note: 'blanks at line ends were ignored',
    find: (text, oldText, newText) => lineRegions(text, oldText, newText, (line) => line.trimEnd(), null),
  },
  {
    note: "indentation was ignored and the new text indented like the file's",
    find: (text, oldText, newText) => lineRegions(text, oldText, newText, (line) => line.trim(), reindent),
  },
];

/** Enough to say "more than one" and where. */
const MAX_REGIONS = 20;

function exactRegions(
  text: string,
  oldText: string,
  newText: string,
  by: (at: number) => string = () => newText,
): Region[] {
  const regions: Region[] = [];
  // "  b" inside "    b": the text claims to begin its line, so further lines would come out too shallow.
  const startsLine = /^[ \t]/.test(oldText) && newText.includes('\n');
  for (let at = text.indexOf(oldText); at !== -1 && regions.length < MAX_REGIONS; at = text.indexOf(oldText, at + 1)) {
    if (cutsNumber(text, at, at + oldText.length)) continue;
    const partOfIndent = startsLine && /^[ \t]+$/.test(text.slice(lineStart(text, at), at));
    if (partOfIndent) continue;
    const given = by(at);
    const replacement = indentedFrom(text, at, oldText, given);
    const note = replacement === given ? {} : { note: 'further lines were indented like the first' };
    regions.push({ start: at, end: at + oldText.length, replacement, ...note });
  }
  return regions;
}

/** Whether a place begins or ends within a number: "x = 10" is not what "x = 100" holds. */
const cutsNumber = (text: string, start: number, end: number): boolean =>
  [start, end].some((at) => /^\d\d$/.test(text.slice(Math.max(0, at - 1), at + 1)));

/** Signs by the plain one they are written for, each of one code unit. */
const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' '],
  [/[\u2018-\u201b]/g, "'"],
  [/[\u201c-\u201f]/g, '"'],
  [/[\u2010-\u2015\u2212]/g, '-'],
];
const plain = (text: string): string => PLAIN.reduce((rest, [signs, sign]) => rest.replace(signs, sign), text);

/** What the edit does not change stays as the file has it. */
function plainRegions(text: string, oldText: string, newText: string): Region[] {
  const [file, wanted] = [plain(text), plain(oldText)];
  if (file === text && wanted === oldText) return [];
  const most = Math.min(oldText.length, newText.length);
  let head = 0;
  while (head < most && oldText[head] === newText[head]) head++;
  let tail = 0;
  while (tail < most - head && oldText.at(-1 - tail) === newText.at(-1 - tail)) tail++;
  const changed = newText.slice(head, newText.length - tail);
  return exactRegions(file, wanted, newText, (at) => {
    const found = text.slice(at, at + wanted.length);
    return found.slice(0, head) + changed + found.slice(found.length - tail);
  });
}

type Reindent = (
  oldLines: readonly string[],
  fileLines: readonly string[],
  newLines: readonly string[],
) => string[] | null;

/** Whole lines that are equal under `fold`. Blank lines around the wanted ones are not looked for. */
function lineRegions(
  text: string,
  oldText: string,
  newText: string,
  fold: (line: string) => string,
  indent: Reindent | null,
): Region[] {
  const wanted = trimBlankLines(oldText.split('\n'));
  if (wanted.length === 0) return [];
  const folded = wanted.map(fold);
  const lines = text.split('\n');
  const foldedFile = lines.map(fold);
  const regions: Region[] = [];
  for (let at = 0; at + folded.length <= lines.length && regions.length < MAX_REGIONS; at++) {
    if (!folded.every((line, i) => foldedFile[at + i] === line)) continue;
    const found = lines.slice(at, at + folded.length);
    const written = trimBlankLines(newText.split('\n'));
    const replacement = indent === null ? written : indent(wanted, found, written);
    if (replacement === null) continue;
    const start = lines.slice(0, at).reduce((sum, line) => sum + line.length + 1, 0);
    const length = found.reduce((sum, line) => sum + line.length + 1, -1);
    // Lines that go altogether take their line break with them.
    const gone = replacement.length === 0;
    const end = Math.min(text.length, start + length + (gone ? 1 : 0));
    regions.push({ start, end, replacement: replacement.join('\n') });
  }
  return regions;
}

function trimBlankLines(lines: readonly string[]): string[] {
  let start = 0;
  let end = lines.length;
  while (start < end && lines[start]?.trim() === '') start++;
  while (end > start && lines[end - 1]?.trim() === '') end--;
  return lines.slice(start, end);
}

/** Puts the replacements into the file as it is, with the line endings of the places they go to. */
function splice(file: string, regions: readonly Region[]): string {
  const most = eolOf(file);
  const pieces: string[] = [];
  let kept = 0;
  // Offsets in the LF form, as offsets in the file; the \r of a CRLF counts to its \n.
  let raw = 0;
  let lf = 0;
  const advance = (to: number): number => {
    while (lf < to && raw < file.length) {
      if (file[raw] === '\r' && file[raw + 1] === '\n') raw++;
      raw++;
      lf++;
    }
    return raw;
  };
  for (const { start, end, replacement } of regions) {
    const rawStart = advance(start);
    const rawEnd = advance(end);
    const replaced = file.slice(rawStart, rawEnd);
    const written = replaced.includes('\n') ? withEndsOf(replaced, replacement) : withEol(replacement, most);
    pieces.push(file.slice(kept, rawStart), written);
    kept = rawEnd;
  }
  return pieces.join('') + file.slice(kept);
}

/** Offset of the first character of the line that `offset` is in. */
const lineStart = (text: string, offset: number): number => (offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1);

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

const MAX_EXCERPT_LINES = 30;
const MAX_COMPARED_LINES = 20_000;

/** The real lines that look most like what was sought. */
function closestLines(text: string, oldText: string): Excerpt | null {
  const wanted = trimBlankLines(oldText.split('\n'));
  const lines = text.split('\n');
  // The longest line says most about where this was meant to be.
  const anchor = wanted.reduce(
    (best, line, i) => (line.trim().length > (wanted[best]?.trim().length ?? 0) ? i : best),
    0,
  );
  const sought = (wanted[anchor] ?? '').trim().slice(0, 400);
  if (sought.length < 3) return null;
  let best = { at: -1, score: 0.4 };
  lines.slice(0, MAX_COMPARED_LINES).forEach((line, at) => {
    const score = similarity(sought, line.trim().slice(0, 400));
    if (score > best.score) best = { at, score };
  });
  if (best.at === -1) return null;
  const from = Math.max(0, best.at - anchor - 1);
  const to = Math.min(lines.length, from + Math.min(wanted.length + 2, MAX_EXCERPT_LINES));
  return { line: from + 1, text: lines.slice(from, to).join('\n') };
}
