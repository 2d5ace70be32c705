import type { CheckResult, FileChange } from '#domain';
import { listed } from '../doubt.js';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, standingFor } from '../stated/masked-text.js';

/* "Split book.md into one file per chapter": what is under each heading is in one of the files. */

const SPLITS = new RegExp(
  `\\b(?:split|break)\\s+(?:up\\s+)?(?:the\\s+)?(?:file\\s+)?(${FILE})\\s+(?:up\\s+)?into\\s+(?:one|a|an|single|separate)\\s+(?:separate\\s+|single\\s+)?files?\\s+(?:per|for\\s+(?:each|every))\\s+(?:chapter|section|heading|part)\\b`,
  'i',
);
const NOT_ALL = /\b(?:except|but|only|without|skip|ignore|first|last)\b/i;

export const IS_NO_PART =
  /^(?:(?:table\s+of\s+)?contents|toc|inhalt(?:sverzeichnis)?|table\s+des\s+matières|índice|indice|目录|目次)$/i;
/** Its number may become one of the file's name. */
const NUMBERED = /^(?:(?:chapter|section|part|appendix)\s+)?(?:\d+(?:\.\d+)*|[ivxlc]+|[a-z])\s*[.:)–—-]\s+/i;

/** Texts of the headings that part a document: those of the highest level that has several. Pure. */
export function partsByHeading(text: string): string[] {
  const heads = [...text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').matchAll(/^(#{1,4})[ \t]+(\S[^\n]*)$/gm)];
  for (const level of [1, 2, 3, 4]) {
    const own = heads.flatMap(([, marks = '', title = '']) =>
      marks.length === level && !IS_NO_PART.test(title) ? [title.replace(/(?<![ \t#])[ \t#]+$/, '')] : [],
    );
    if (own.length > 1) return own;
  }
  return [];
}

/** `told`: the user's words; `changes`: all of the task's. */
export async function splitUp(files: FilesView, told: string, changes: readonly FileChange[]): Promise<CheckResult[]> {
  const masked = mask(told);
  const [name] = standingFor(SPLITS.exec(masked.text)?.[1] ?? '', masked, 'F');
  if (name === undefined || NOT_ALL.test(masked.text)) return [];
  const was = files.was(name);
  const before = was === null ? null : files.isChanged(was) ? await files.before(was) : await files.text(was);
  const made = changes.filter(({ operation, path }) => operation === 'create' && path !== was);
  if (typeof before !== 'string' || made.length === 0) return [];
  const texts = await Promise.all(
    made.map(async ({ path }) => `${path}\n${(await files.text(path)) ?? ''}`.toLowerCase()),
  );
  const parts = partsByHeading(before);
  const missing = parts.filter(
    (title) => !texts.some((text) => text.includes(title.replace(NUMBERED, '').toLowerCase())),
  );
  if (missing.length === 0 || missing.length === parts.length) return [];
  return [
    {
      name: 'split_up',
      passed: false,
      detail: `of ${name} no file holds the part ${listed(missing.map((one) => `"${one}"`))}`,
    },
  ];
}
