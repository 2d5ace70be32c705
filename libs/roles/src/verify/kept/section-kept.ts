import { mask, sentencesOf, standingFor, unmask } from '../stated/masked-text.js';

/* The value of a setting in a section that is named. Pure. */

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

/** Values of a key in the sections of that name; null where there is no such section. */
function valuesOf(text: string, { section, key }: InSection): string[] | null {
  let [inside, found]: [boolean, string[] | null] = [false, null];
  for (const line of text.split(/\r?\n/)) {
    const head = /^\s*\[([^\]]+)\]\s*(?:[#;].*)?$/.exec(line)?.[1];
    if (head !== undefined) {
      inside = head.trim().toLowerCase() === section.toLowerCase();
      if (inside) found ??= [];
      continue;
    }
    const [, name, value = ''] = /^\s*["']?([\w.-]+)["']?\s*[=:]\s*(.*)$/.exec(line) ?? [];
    if (inside && name?.toLowerCase() === key.toLowerCase()) found?.push(bare(value));
  }
  return found;
}

const bare = (value: string): string =>
  value
    .replace(/(?<!\s)\s+[#;].*$/, '')
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2');

/** Certain only where the value there is still the one that was to go. */
export function sectionProblem(wanted: InSection, text: string, before: string): string | null {
  const [were, are] = [valuesOf(before, wanted), valuesOf(text, wanted)];
  const [was] = were ?? [];
  if (was === undefined || are?.length !== 1 || were?.length !== 1) return null;
  return are[0] === was && was !== bare(wanted.value)
    ? `${wanted.key} of [${wanted.section}] in ${wanted.path} is still ${was}, and was to be ${wanted.value}`
    : null;
}
