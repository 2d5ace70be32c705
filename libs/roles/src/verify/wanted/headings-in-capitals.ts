import type { CheckResult } from '#domain';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, standingFor } from '../stated/masked-text.js';

/* "Turn all headings in doc.md into upper case.": none has a small letter. */

const RAISES = new RegExp(
  `^(?:please\\s+)?(?:turn|change|convert|make|put|write|set)\\s+(?:all|every|each)\\s+(?:of\\s+)?(?:the\\s+)?headings?\\s+(?:in|of)\\s+(?:the\\s+)?(?:file\\s+)?(${FILE})\\s+(?:(?:in)?to\\s+|in\\s+)?(?:upper[- ]?case|(?:all\\s+|block\\s+)?capitals|capital\\s+letters)[.!]?$`,
  'i',
);

/** Only where it is all that is asked for. Pure. */
export function toBeInCapitals(told: string): string | null {
  const masked = mask(told);
  const [, file = ''] = RAISES.exec(masked.text.trim()) ?? [];
  const [path] = standingFor(file, masked, 'F');
  return path !== undefined && /\.(?:md|markdown)$/i.test(path) ? path : null;
}

/** A part of it is no prose. */
const HAS_MARKUP = /[`<>{}]|\]\(|:\/\//;
const isSmall = (letter: string): boolean => letter.toUpperCase() !== letter && letter.toUpperCase().length === 1;

/** Null where there is none. Pure. */
export function smallHeading(text: string): string | null {
  const plain = text.replace(/^(```|~~~)[\s\S]*?^\1/gm, ' ');
  const headings = [...plain.matchAll(/^ {0,3}#{1,6}[ \t]+(\S.*)$/gm)].map(([, said = '']) => said.trim());
  return headings.find((said) => !HAS_MARKUP.test(said) && [...said].some(isSmall)) ?? null;
}

/** `told`: the user's words. */
export async function headingsInCapitals(files: FilesView, told: string): Promise<CheckResult[]> {
  const name = toBeInCapitals(told);
  const [path, ...more] = name === null ? [] : files.meant(name);
  if (path === undefined || more.length > 0 || !files.isChanged(path)) return [];
  const heading = smallHeading((await files.text(path)) ?? '');
  return heading === null
    ? []
    : [{ name: 'headings', passed: false, detail: `${path}: "${heading.slice(0, 80)}" is not in capitals` }];
}
