import { FILE, mask, QUOTE, standingFor } from '../stated/masked-text.js';

/*
 * "Create the folders src, tests and docs, each with a .gitkeep file.": a file in each of some folders. Pure, linear.
 */

const NAME = `(?:${QUOTE}|[\\w@-]{1,60}(?:[./][\\w@-]{1,60}){0,6}/?)`;
const AND = '(?:\\s*,\\s*(?:and\\s+)?|\\s+and\\s+)';
const A_FILE = `(?:an?\\s+|one\\s+|the\\s+)?(?:empty\\s+)?(?:file\\s+)?(?:called\\s+|named\\s+)?(${FILE}|\\.(?:git)?keep)(?:\\s+file)?`;
const EACH = '(?:each|every\\s+one|all)(?:\\s+of\\s+them|\\s+folder|\\s+directory|\\s+one)?';
const IN_EACH = [
  `\\s*,?\\s+each\\s+(?:one\\s+)?(?:with|containing|holding)\\s+${A_FILE}(?:\\s+in(?:side)?\\s+it)?`,
  `\\s*,?\\s+(?:with|and|(?:and\\s+)?(?:add|put|place|create))\\s+${A_FILE}\\s+(?:in|into|to|inside)\\s+${EACH}`,
  `\\s*[.;]\\s+(?:add|put|place|create)\\s+${A_FILE}\\s+(?:in|into|to|inside)\\s+${EACH}`,
];
const FORMS = IN_EACH.map(
  (form) =>
    new RegExp(
      `^(?:please\\s+)?(?:create|make|add|set\\s+up)\\s+(?:the\\s+)?(?:following\\s+)?(?:\\w{3,6}\\s+)?(?:folders|directories|subfolders)\\s*:?\\s+((?:${NAME}${AND}){1,30}${NAME})${form}\\s*[.!]?$`,
      'i',
    ),
);
const LONGEST = 3000;

/** The files, where it is all that is asked for. */
export function inEachFolder(told: string): string[] {
  const masked = mask(told.slice(0, LONGEST));
  const match = FORMS.map((form) => form.exec(masked.text.trim())).find((one) => one !== null);
  const [, list = '', given = ''] = match ?? [];
  const file = standingFor(given, masked, 'F')[0] ?? given;
  if (file === '' || file.includes('/')) return [];
  const folders = list
    .split(new RegExp(AND))
    .map((name) => (standingFor(name, masked, 'Q')[0] ?? name).trim().replace(/^\.\/|\/+$/g, ''));
  return folders.every((folder) => /^[\w@][\w@./-]*$/.test(folder)) ? folders.map((folder) => `${folder}/${file}`) : [];
}
