import { mask, sentencesOf, standingFor, unmask } from '../stated/masked-text.js';

/* The value of a setting in a section that is named, there and in no other. Pure. */

export interface InSection {
  readonly path: string;
  readonly section: string;
  readonly key: string;
  readonly value: string;
}

const OF_SECTIONS = /\.(?:ini|cfg|conf|toml)$/i;
const SECTION =
  '(?:the\\s+)?(?:(?:section|table)\\s+)?\\[(?<section>[\\w.-]{1,60})\\](?:\\s+(?:section|table))?(?:\\s+(?:of|in)\\s+⟦F\\d+⟧)?';
const KEY = '(?:the\\s+)?(?<key>[\\w-]{1,60})(?:\\s+(?:key|setting|option|value))?';
const VALUE = '(?:from\\s+\\S+\\s+)?to\\s+(?<value>⟦Q\\d+⟧|[^\\s,;]{1,80})';
const PHRASES = [
  `\\b(?:set|change|update)\\s+${KEY}\\s+(?:of|in|under)\\s+${SECTION}\\s+${VALUE}`,
  `\\b(?:set|change|update)\\s+${KEY}\\s+${VALUE}\\s+(?:of|in|under)\\s+${SECTION}`,
  `\\b(?:in|under)\\s+${SECTION}\\s*,?\\s+(?:set|change|update)\\s+${KEY}\\s+${VALUE}`,
].map((phrase) => new RegExp(phrase, 'i'));

/** Only where one file of sections is spoken of. */
export function inSections(text: string): InSection[] {
  const masked = mask(text);
  const [path, ...others] = new Set(masked.files.filter((file) => OF_SECTIONS.test(file)));
  if (path === undefined || others.length > 0) return [];
  return sentencesOf(masked).flatMap((sentence) =>
    PHRASES.flatMap((phrase) => {
      const { section, key, value = '' } = phrase.exec(sentence)?.groups ?? {};
      if (section === undefined || key === undefined) return [];
      const [quoted] = standingFor(value, masked, 'Q');
      return [{ path, section, key, value: quoted ?? unmask(value, masked).replace(/[.:!?]+$/, '') }];
    }),
  );
}

/** Values of a key by section, each in its order; sections without it have none. */
function valuesOf(text: string, key: string): Map<string, string[]> {
  const values = new Map<string, string[]>();
  let inside: string[] | null = null;
  for (const line of text.split(/\r?\n/)) {
    const head = /^\s*\[([^\]]+)\]\s*(?:[#;].*)?$/.exec(line)?.[1]?.trim().toLowerCase();
    if (head !== undefined) {
      inside = values.get(head) ?? [];
      values.set(head, inside);
      continue;
    }
    const [, name, value = ''] = /^\s*["']?([\w.-]+)["']?\s*[=:]\s*(.*)$/.exec(line) ?? [];
    if (name?.toLowerCase() === key.toLowerCase()) inside?.push(bare(value));
  }
  return values;
}

const bare = (value: string): string =>
  value
    .replace(/(?<!\s)\s+[#;].*$/, '')
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2');

/** Words by which a value may be meant for more than one section. */
const OF_MORE =
  /\b(?:all|both|each|every\w*|any\w*|other|others|rest|same|also|too|likewise|sync|step|consistent\w*|match\w*|align\w*|wherever|throughout|default\w*|inherit\w*)\b/i;

/** Certain only where the value there is still the one that was to go, or went along where nobody spoke of it. */
export function sectionProblem(wanted: InSection, text: string, before: string, asked: string): string | null {
  const { path, section, key } = wanted;
  const [were, are] = [valuesOf(before, key), valuesOf(text, key)];
  const name = section.toLowerCase();
  const [was, ...more] = were.get(name) ?? [];
  const [is, ...others] = are.get(name) ?? [];
  if (was === undefined || is === undefined || more.length + others.length > 0) return null;
  const meant = bare(wanted.value);
  if (is === was && was !== meant)
    return `${key} of [${section}] in ${path} is still ${was}, and was to be ${wanted.value}`;
  if (was === meant || is !== meant || OF_MORE.test(asked)) return null;
  const words = new Set(asked.toLowerCase().split(/[^\w-]+/));
  const along = [...were].find(
    ([other, [value, ...further]]) =>
      other !== name &&
      further.length === 0 &&
      value === was &&
      are.get(other)?.join() === meant &&
      !other.split(/[^\w-]+/).some((word) => words.has(word)),
  );
  return along === undefined
    ? null
    : `${key} of [${along[0]}] in ${path} was ${was} and is ${meant}, and only that of [${section}] was spoken of`;
}
