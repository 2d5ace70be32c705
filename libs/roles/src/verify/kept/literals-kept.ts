import type { CheckResult, FileChange } from '#domain';
import { listed } from '../doubt.js';
import { isCode, isTestFile } from '../file-kinds.js';
import { partsOf } from '../stated/code-of.js';
import type { FilesView } from '../stated/files-view.js';

/* Words of texts in code that is written in another way, and is to do the same. */

/** Orders by which code does what it did. */
const SAME_AGAIN =
  /^(?:please\s+)?(?:refactor|restructure|tidy(?:\s+up)?)\b|\bwithout\s+(?:chang|alter)\w+\s+(?:(?:the|its|their|any)\s+){0,2}(?:behaviou?r|outputs?|results?)|\b(?:behaviou?r|outputs?|results?|returns?)\b[^.;\n]{0,60}\b(?:(?:stays?|remains?|is|are|be|keeps?)\s+(?:exactly\s+)?(?:the\s+same|identical|unchanged|as\s+(?:it|they)\b)|unchanged)|\b(?:keep|preserv)\w*\s+(?:(?:the|its|same|current|existing)\s+){0,3}(?:behaviou?r|outputs?|results?)\b/i;
/** Words by which something of it may go all the same. */
const MAY_GO =
  /\b(?:remov|delet|drop|unus|dead|obsolet|deprecat|messag|wording|string|text|translat|i18n|locali|log(?:s|ging)?\b|print|import|enum|constant|config|environment|instead\s+of|librar|framework|depend|style|css|class\s?names?|sql|quer(?:y|ies)|renam|except|but\b)\w*/i;
const SHORTEST = 3;
const MOST_FILES = 100;
const MOST_SEARCHED = 1000;

export const doesTheSame = (asked: string): boolean => SAME_AGAIN.test(asked.trim()) && !MAY_GO.test(asked);

/** Words in quotation marks, but for those of imports. Pure. */
export function wordsOfTexts(path: string, text: string): Set<string> {
  const { texts } = partsOf(path, text);
  const lines = text.split('\n');
  let at = 0;
  return new Set(
    lines.flatMap((line) => {
      const from = at;
      at += line.length + 1;
      if (
        /^\s*(?:import|export\s.*\bfrom|from\s+\S+\s+import|#include|using|package)\b|\brequire\(|["']use strict["']/.test(
          line,
        )
      )
        return [];
      const said = texts.slice(from, at);
      return (said.match(/[\p{L}\p{N}_]+/gu) ?? []).filter((word) => word.length >= SHORTEST && /\p{L}/u.test(word));
    }),
  );
}

/** What is written in another way and is to do the same, still speaks of all that it spoke of. */
export async function literalsKept(
  files: FilesView,
  changes: readonly FileChange[],
  asked: string,
): Promise<CheckResult[]> {
  if (!doesTheSame(asked)) return [];
  const before = new Map<string, string>();
  for (const { path, oldPath, operation } of changes.slice(0, MOST_FILES)) {
    const had = operation === 'create' ? null : await files.before(oldPath ?? path);
    if (typeof had === 'string' && isCode(path) && !isTestFile(path))
      for (const word of wordsOfTexts(path, had)) before.set(word, path);
  }
  if (before.size === 0 || changes.length > MOST_FILES || files.there.length > MOST_SEARCHED) return [];
  // In which form it stands now, and where, says nothing.
  const texts = await Promise.all(files.there.map((path) => files.text(path)));
  const all = texts.filter((text) => text !== null).join('\n');
  const lost = [...before].filter(([word]) => !all.includes(word));
  const detail =
    lost.length === 0
      ? 'none is lost'
      : `gone, though the code was to do the same as before: ${listed(lost.map(([word, path]) => `"${word}" in ${path}`))}`;
  return [{ name: 'literals', passed: lost.length === 0, detail }];
}
