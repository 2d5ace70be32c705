import { dirname } from 'node:path';
import type { CheckResult, FileChange } from '#domain';
import { listed } from '../doubt.js';
import { isCode, nameOf } from '../file-kinds.js';
import { hasWord } from '../has-word.js';
import type { FilesView } from '../stated/files-view.js';
import { mask } from '../stated/masked-text.js';
import { speaksOfTwo, stem } from './copy-beside.js';
import { timesOf } from '../times-of.js';

/*
 * Work that stands in a file called "new-a.js", "a_new.js" or "output/a.js", while the a.js that the goal names is as
 * it was, or is nowhere.
 */

const ANEW = '(?:new|updated?|modified|fixed|corrected|improved|revised|refactored|edited|result|output)';
const BEFORE = new RegExp(`^${ANEW}[-_. ](.+)$`, 'i');
const BEHIND = new RegExp(`^(.+)[-_. ]${ANEW}$`, 'i');
const FOLDER = /^(?:outputs?|new|updated|modified|fixed|results?)$/i;
/** There may be two of a name, said in other languages. */
const TWO_IN_TONGUES =
  /(?<![\p{L}\p{M}])(?:kopi\p{L}*|neu\p{L}*|beide\p{L}*|ausgabe\p{L}*|speicher\p{L}*|copi[ae]\p{L}*|nuev\p{L}*|nouve\p{L}*|nuov\p{L}*|nov[ao]\p{L}*|ambos|deux|guard\p{L}*|enregistr\p{L}*|salv\p{L}*|копи\p{L}*|нов\p{L}*|сохран\p{L}*)(?![\p{L}\p{M}])|新|复制|另存|コピー|保存|새로운|복사|저장/iu;
/** What writes files when it runs. */
const PROGRAM =
  /\b(?:scripts?|programs?|tools?|apps?|server|build|compile|generat\w*|render\w*)\b|脚本|スクリプト|s[kc]ript/i;
const LEAST_SHARED = 0.5;

interface Meant {
  readonly path: string;
  /** By which the new one differs; said, it may be wanted. */
  readonly mark: string;
}

/** What a path would be called without the words by which it is another one. Pure. */
export function meantBy(path: string): Meant[] {
  const name = nameOf(path);
  const folder = path.slice(0, path.length - name.length);
  const ending = /(?<=[^.])\.[^.]*$/.exec(name)?.[0] ?? '';
  const [top = '', ...below] = path.split('/');
  const [before, behind] = [BEFORE.exec(name)?.[1], BEHIND.exec(stem(path))?.[1]];
  return [
    ...(before === undefined ? [] : [{ path: `${folder}${before}`, mark: stem(path) }]),
    ...(behind === undefined ? [] : [{ path: `${folder}${behind}${ending}`, mark: stem(path) }]),
    ...(below.length > 0 && FOLDER.test(top) ? [{ path: below.join('/'), mark: top }] : []),
  ];
}

const linesOf = (text: string): string[] => text.split(/\r?\n/).filter((line) => line.trim() !== '');
/** Whether a text is the other one with some changes. Pure. */
function isMadeOf(text: string, original: string): boolean {
  const lines = new Set(linesOf(text));
  const were = linesOf(original);
  return were.length > 0 && were.filter((line) => lines.has(line)).length >= were.length * LEAST_SHARED;
}

/** `told`: the user's words; `done`: all changes of the task. */
export async function notUnderANewName(
  files: FilesView,
  told: string,
  done: readonly FileChange[],
): Promise<CheckResult[]> {
  const masked = mask(told);
  const prose = masked.text.replace(/⟦\w+⟧/g, ' ');
  if (speaksOfTwo(prose) || TWO_IN_TONGUES.test(prose)) return [];
  const touched = new Set(done.flatMap(({ path, oldPath }) => [path, ...(oldPath === undefined ? [] : [oldPath])]));
  const there = new Set(files.there);
  const made = done.filter(({ operation, path }) => operation === 'create' && there.has(path));
  const older = new Set(files.there.filter((path) => !touched.has(path)));
  const folders = new Set([...older].map((path) => dirname(path)));
  const names = timesOf(files.there.map(nameOf));
  const mayBeWrittenLater = PROGRAM.test(prose) || masked.files.some(isCode);
  const faults: string[] = [];
  for (const { path } of made) {
    for (const meant of meantBy(path)) {
      const isNamed = masked.files.some((name) => meant.path === name || meant.path.endsWith(`/${name}`));
      const isKnown = folders.has(dirname(path)) && path.startsWith(`${meant.mark}/`);
      const own = nameOf(path) === nameOf(meant.path) ? 1 : 0;
      const isElsewhere = (names.get(nameOf(meant.path)) ?? 0) > own;
      if (!isNamed || isKnown || hasWord(told.toLowerCase(), meant.mark.toLowerCase())) continue;
      if (older.has(meant.path)) {
        const [text, original] = [await files.text(path), await files.text(meant.path)];
        if (text !== null && original !== null && isMadeOf(text, original))
          faults.push(`${path} was made, and ${meant.path} is as it was`);
      } else if (!touched.has(meant.path) && !mayBeWrittenLater && !isElsewhere)
        faults.push(`${path} was made, and ${meant.path} is nowhere`);
    }
  }
  if (faults.length === 0) return [];
  return [
    {
      name: 'named_file',
      passed: false,
      detail: `the work is not in the file that the goal names: ${listed([...new Set(faults)])}`,
    },
  ];
}
