import picomatch from 'picomatch';
import type { CheckResult, FileChange } from '#domain';
import { listed } from '../doubt.js';
import { isLeftBehind, nameOf } from '../file-kinds.js';
import type { FilesView } from '../stated/files-view.js';
import { proseOf } from '../stated/masked-text.js';

/* Files that left their places along with those that the goal speaks of. */

/** Words by which more may be meant than what is named. */
const MORE =
  /(?<!\p{L})(?:everything|all(?!\s+(?:\*|of\s+the\s+\*))|any(?:thing)?|others?|rest|etc|similar|junk|unused|unneeded|obsolete|temp\w*|old|related|whatever|content\w*|folder\s+itself|alles?|alle[nrs]?|übrig\w*|rest\w*|alte\w*|tout\w*|tous|autres?|vieux|tod[oa]s?|demás|otr[oa]s?|viej\w*|outr[oa]s?|velh\w*|tutt[oie]|altr[oie]|vecch\w*|andere|oude|wszystk\w*|вс[её]|стар\w*)(?!\p{L})|所有|全部|其他|旧|すべて|全て|他の|古い/iu;
const GLOB = /(?<![\w*/])(?:[\w.-]{1,80}\/){0,12}[\w.-]{0,80}\*[\w.*-]*(?:\/[\w.*-]+)*(?!\w)/g;
const REMOVES =
  /(?<!\p{L})(?:delet|remov|eras|purg|lösch|entfern|supprim|effac|borr|elimin|apag|exclu|cancell|rimuov|verwijder|usuń|удал)\p{L}*|删除|刪除|移除|削除|삭제/iu;

const leftOf = ({ path, operation, oldPath }: FileChange): string[] =>
  operation === 'delete' ? [path] : operation === 'rename' ? [oldPath ?? path] : [];

/** Files deleted that no pattern of the goal fits, where it says by patterns what is to go. Pure. */
export function onlyByPattern(changes: readonly FileChange[], made: ReadonlySet<string>, told: string): CheckResult[] {
  const patterns = [...told.matchAll(GLOB)].map(([glob]) => glob.replace(/\.$/, '')).filter((glob) => /\w/.test(glob));
  if (patterns.length === 0 || !REMOVES.test(told) || MORE.test(proseOf(told.replace(GLOB, ' ')))) return [];
  const fits = patterns.map((glob) => picomatch(glob, { dot: true, matchBase: true }));
  const others = changes.flatMap(({ path, operation }) =>
    operation === 'delete' &&
    !made.has(path) &&
    !isLeftBehind(path) &&
    !told.includes(nameOf(path)) &&
    !fits.some((fit) => fit(path) || fit(nameOf(path)))
      ? [path]
      : [],
  );
  // Where nothing that fits has gone, the patterns are of something else.
  const some = changes.some(({ path, operation }) => operation === 'delete' && fits.some((fit) => fit(path)));
  if (others.length === 0 || !some) return [];
  return [
    {
      name: 'files_kept',
      passed: false,
      detail: `deleted, though only ${patterns.join(', ')} was to go: ${listed(others)}`,
    },
  ];
}

/** "Move the invoices of 2025 to archive/2025": what is to leave its place, by a noun. */
const CHOSEN =
  /^(?:please\s+)?(?:move|archive|file|delete|remove|put|take|verschiebe?|lege?|lösche?|déplace[rz]?|range[rz]?|supprime[rz]?|mueve|mover|borra|elimina|move|mova|apaga|sposta|elimina|verplaats|verwijder)\s+(?:the|all\s+the|all|my|our|these|those|die|alle|les|tous\s+les|mes|los|las|todos\s+los|todas\s+las|mis|os|as|todos\s+os|todas\s+as|i|gli|le|tutti\s+i|tutte\s+le|de|alle)\s+(\p{L}{5,30})(?!\p{L})/iu;
const FILE_WORD =
  /^(?:files?|dateien|fichiers|archivos|ficheros|arquivos|ficheiros|bestanden|documents?|dokumente|folders?|contents?|following|other|remaining)$/i;
const GOES_ALONG = /(?:^|\/)(?:__init__|conftest)\.py$/;
const wordsOf = (name: string): string[] => name.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
/** A word in one of its forms: "invoices" and "invoice". */
const isAkin = (one: string, other: string): boolean =>
  isForm(one, other) || SAME.some((words) => words.test(one) && words.test(other));
const SAME = [
  /^(?:invoice|bill|rechnung|factur|fattur|fatur|factuur|faktur)/,
  /^(?:letter|brief|lettre|carta|letter[ae])/,
  /^(?:photo|picture|image|bild|foto|imag)/,
  /^(?:recipe|rezept|recette|receta|ricett|receit)/,
  /^(?:report|bericht|rapport|informe|relat|relazion)/,
  /^(?:contract|vertr[aä]g|contrat|contratt)/,
];
const isForm = (one: string, other: string): boolean => {
  const length = Math.min(one.length, other.length);
  return length >= 4 && one.slice(0, Math.max(4, length - 2)) === other.slice(0, Math.max(4, length - 2));
};

/** Files that have left their places and neither bear the noun that the goal chooses by nor speak of it. */
export async function noneAlong(files: FilesView, made: ReadonlySet<string>, told: string): Promise<CheckResult[]> {
  const noun = CHOSEN.exec(told.trim())?.[1]?.toLowerCase();
  if (noun === undefined || FILE_WORD.test(noun)) return [];
  const left = files.changes.flatMap((change) => leftOf(change).map((path) => ({ path, change })));
  const bears = (path: string): boolean => wordsOf(path).some((word) => isAkin(word, noun));
  const chosen = left.filter(({ path }) => wordsOf(nameOf(path)).some((word) => isAkin(word, noun)));
  if (chosen.length === 0) return [];
  const along: string[] = [];
  for (const { path, change } of left) {
    if (made.has(path) || bears(path) || isLeftBehind(path) || told.includes(nameOf(path)) || GOES_ALONG.test(path))
      continue;
    const text = change.operation === 'delete' ? await files.before(path) : await files.text(change.path);
    // What nobody can read may be what the noun says.
    if (typeof text !== 'string' || wordsOf(text.slice(0, 20_000)).some((word) => isAkin(word, noun))) continue;
    along.push(path);
  }
  if (along.length === 0) return [];
  const detail = `left its place, though only the ${noun} were to: ${listed(along)}`;
  return [{ name: 'moved_along', passed: false, detail }];
}
