import { posix } from 'node:path';
import type { CheckResult, FileChange } from '#domain';
import { listed } from '../doubt.js';
import { mask, sentencesOf } from '../stated/masked-text.js';
import { isConditional, isNegated } from '../stated/sentence.js';

/*
 * A folder that a goal names by its path, below one that is there, as the place of what is to be made: "a test in
 * src/test/java". Pure.
 */

const PLACE =
  /\b(?:in|into|inside|within|under)\s+(?:the\s+)?(?:folder\s+|directory\s+)?((?:[\w@-][\w@.-]{0,60}\/){1,8}[\w@-]{1,60})\/?(?=[\s,;]|[.!]?$|[.!]\s)/gi;
const MAKES = /\b(?:add|create|write|put|place|move|copy|save|generate|store)\b/i;
/** What a text is to say of the place. */
const IS_SAID =
  /\b(?:says?|saying|explain\w*|describ\w*|mention\w*|stat(?:es?|ing)|notes?\s+that|about|how|why|where)\b/i;
const PERHAPS =
  /\b(?:or|like|such\s+as|e\.g|example|instead|similar|if|unless|branch|repo(?:sitory)?|route|endpoint|url|image|remove|delete|fix|bug)\b/i;

export function foldersNamed(told: string): string[] {
  return sentencesOf(mask(told)).flatMap((sentence) => {
    if (isConditional(sentence) || PERHAPS.test(sentence) || !MAKES.test(sentence)) return [];
    return [...sentence.matchAll(PLACE)].flatMap((match) =>
      isNegated(sentence.slice(0, match.index)) || IS_SAID.test(sentence.slice(0, match.index)) ? [] : [match[1] ?? ''],
    );
  });
}

/** `there`: what there is when the work is done; a file of the name without its ending counts. */
export function foldersMade(told: string, changes: readonly FileChange[], there: readonly string[]): CheckResult[] {
  const made = changes.filter(({ operation }) => operation === 'create' || operation === 'rename');
  if (made.length === 0) return [];
  const folders = new Set(there.flatMap(above));
  const missing = foldersNamed(told).filter((folder) => {
    const [first = ''] = folder.split('/');
    const isThere =
      folders.has(folder) || there.some((path) => path === folder || path.replace(/\.\w+$/, '') === folder);
    const isNested = [...folders].some((one) => one.endsWith(`/${folder}`));
    return folders.has(first) && !isThere && !isNested;
  });
  if (missing.length === 0) return [];
  return [
    {
      name: 'named_folders',
      passed: false,
      detail: `named as a place for what is made, and not there: ${listed(missing)}`,
    },
  ];
}

function above(path: string): string[] {
  const folder = posix.dirname(path);
  return folder === '.' ? [] : [folder, ...above(folder)];
}
