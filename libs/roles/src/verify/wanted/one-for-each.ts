import type { CheckResult, FileChange } from '#domain';
import { listed } from '../doubt.js';
import { isTable, stemOf } from '../file-kinds.js';
import type { FilesView } from '../stated/files-view.js';
import { mask } from '../stated/masked-text.js';
import { isOfSums } from '../stated/records.js';

/* One file for each record of a list: contacts, events, guests. */

const ONE_FILE =
  /(?<!\p{L})(?:one|an?|its\s+own|single|separate|ein(?:e|er|en)?|une?|una?|uma?|een|jeden|один|по\s+одному)\s+(?:\p{L}+\s+){0,2}?(?:file|datei|fichier|archivo|fichero|arquivo|ficheiro|bestand|plik|файлу?)\s+(?:per|pro|je|par|por|para\s+cada|for\s+each|for\s+every|für\s+jede\p{L}*|pour\s+chaque|voor\s+elk\p{L}*|na|на)(?!\p{L})|(?:每个|每個|每条|每一).{0,12}(?:文件|檔案)|ごとに/iu;
/** "letters/<first name>.txt": a file by a name of each record. */
const TEMPLATE =
  /(?<![\w/])((?:[\w.-]{1,80}\/){1,6})(?:[\w.-]{0,80})[<{[](?:[\p{L}_ -]{1,40})[>}\]](?:[\w.-]{0,80})(\.\w{1,8})(?!\w)/u;
const EACH =
  /\b(?:each|every)\b|(?<!\p{L})(?:jede\p{L}*|chaque|cada|ogni|elk\p{L}*|każd\p{L}*|кажд\p{L}*)(?!\p{L})|每|各|ごと/iu;
const SOME =
  /\b(?:only|except|first\s+\d|top\s+\d|who|whose|where|that|which|if|with)\b|(?<!\p{L})(?:nur|außer|wenn|falls|deren|seulement|sauf|dont|qui|solo|excepto|salvo|que|só|exceto|tranne|alleen|behalve)(?!\p{L})/iu;
const MOST_RECORDS = 500;

/** Names of the records; null where nobody knows. */
function recordsIn(path: string, text: string): string[] | null {
  if (/\.vcf$/i.test(path))
    return [...text.matchAll(/^FN[^:\n]{0,60}:(.{1,200}?)\r?$/gim)].map(([, name = '']) => name);
  if (/\.ics$/i.test(path)) {
    const events = text.split(/^BEGIN:VEVENT\b/im).slice(1);
    return events.map((event) => /^SUMMARY[^:\n]{0,60}:(.{1,200}?)\r?$/im.exec(event)?.[1] ?? '');
  }
  if (!isTable(path) || text.includes('"')) return null;
  const rows = text.trim().split(/\r?\n/).slice(1);
  return rows.filter((row) => !isOfSums(row.split(/[,;\t]/)));
}

/** As two letters, or without their marks. */
const SPELT: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe', æ: 'ae' };
const BARE: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th' };
const foldedIn = (text: string, letters: Readonly<Record<string, string>>): string =>
  [...text.normalize('NFC').toLowerCase()].map((letter) => letters[letter] ?? BARE[letter] ?? letter).join('');
const wordsOf = (text: string): string[] =>
  [SPELT, BARE].flatMap(
    (letters) =>
      foldedIn(text, letters)
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .match(/\p{L}{2,}/gu) ?? [],
  );

/** `done`: all that the task has changed. */
export async function oneForEach(files: FilesView, told: string, done: readonly FileChange[]): Promise<CheckResult[]> {
  const { text: said, files: named } = mask(told.replace(TEMPLATE, ' '));
  const template = EACH.test(told) ? TEMPLATE.exec(told) : null;
  if (template === null && !ONE_FILE.test(told)) return [];
  const made = done.flatMap(({ path: of, operation }) => (operation === 'create' ? [of] : []));
  const lists = [...new Set(named)].filter((path) => /\.(?:vcf|ics|[ct]sv)$/i.test(path));
  // What is made may be named as an example.
  const [source, ...others] = lists.filter((path) => !made.includes(path));
  if (source === undefined || others.length > 0) return [];
  const at = `⟦F${named.indexOf(source)}⟧`;
  // What is said of the records; behind a colon stands what the files are to be.
  const [, behind = ''] = said.split(at);
  if (SOME.test(said.slice(0, said.indexOf(at))) || SOME.test(behind.split(/[:.;]/, 1)[0] ?? '')) return [];
  const path = files.was(source) ?? source;
  const text = (await files.before(path)) ?? (await files.text(path));
  const records = text === null ? null : recordsIn(path, text);
  if (records === null || records.length < 2 || records.length > MOST_RECORDS) return [];
  if (made.length === 0) return [];
  const stems = made.map((of) => wordsOf(stemOf(of)));
  const missing = records.filter(
    (record) => !stems.some((words) => words.some((word) => wordsOf(record).includes(word))),
  );
  // Files that are numbered, or bear other names: only how many there are can be told.
  if (missing.length === records.length ? made.length >= records.length : missing.length === 0) return [];
  if (missing.length < records.length && made.length >= records.length && template === null) return [];
  const detail = `${path} has ${records.length} records, and there is no file for ${listed(missing)}`;
  return [{ name: 'one_for_each', passed: false, detail }];
}
