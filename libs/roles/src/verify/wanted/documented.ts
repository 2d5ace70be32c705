import type { CheckResult } from '#domain';
import { listed } from '../doubt.js';
import { nameOf } from '../file-kinds.js';
import { hasWord } from '../has-word.js';
import { mask } from '../stated/masked-text.js';
import type { FilesView } from '../stated/files-view.js';

/* A document that is to tell how scripts are run names them; one that is to list the options of a program has each. */

const SCRIPTS = '((?:the\\s+)?(?:scripts?\\s+)?⟦F\\d+⟧(?:(?:\\s*,\\s*|\\s*,?\\s+and\\s+)(?:the\\s+)?⟦F\\d+⟧){0,20})';
const HOW = '(?:how\\s+to\\s+(?:run|start|call|execute|invoke)|(?:the\\s+)?usage\\s+of)';
const SAYS = '(?:document|describe|explain|say|tell|show)';
const TELLS = [
  new RegExp(`\\b${SAYS}\\s+in\\s+(?:the\\s+)?⟦F(\\d+)⟧,?\\s+${HOW}\\s+${SCRIPTS}`, 'gi'),
  new RegExp(`\\b${SAYS}\\s+${HOW}\\s+${SCRIPTS}\\s+in\\s+(?:the\\s+)?⟦F(\\d+)⟧`, 'gi'),
];

/** Documents, each with the scripts whose use it is to tell, as far as a text says so. Pure. */
export function toldOfIn(told: string): { readonly path: string; readonly scripts: readonly string[] }[] {
  const { text, files } = mask(told);
  return TELLS.flatMap((pattern, at) =>
    [...text.matchAll(pattern)].flatMap(([, first = '', second = '']) => {
      const [document, list] = at === 0 ? [first, second] : [second, first];
      const path = files[Number(document)];
      const scripts = [...list.matchAll(/⟦F(\d+)⟧/g)].flatMap(([, index]) => files[Number(index)] ?? []);
      return path === undefined ? [] : [{ path, scripts }];
    }),
  );
}

const LISTS =
  /\b(?:lists?|listing|documents?|documenting|describes?|describing|explains?|explaining|covers?|covering|names?|naming)\s+(?:every|each|all(?:\s+of)?(?:\s+the)?)\s+(?:(?:command[- ]line|cli)\s+)?(?:options?|flags?|switches)\s+(?:of|in|from|that)\s+(?:the\s+)?(?:file\s+|script\s+|program\s+)?⟦F(\d+)⟧/gi;
/** By these some of them need not be told of. */
const NOT_EACH = /\b(?:except|but|unless|without|not|only|other\s+than|apart|hidden|internal|deprecated|new|added)\b/i;

/** Programs, each with the document that is to list its options. Pure. */
export function optionsListedIn(told: string): { readonly path: string; readonly program: string }[] {
  const { text, files } = mask(told);
  if (NOT_EACH.test(text)) return [];
  return [...text.matchAll(LISTS)].flatMap(([, at]) => {
    const program = files[Number(at)];
    const [path, ...others] = new Set(files.filter((one) => /\.(?:md|markdown|rst|txt|adoc)$/i.test(one)));
    return program === undefined || path === undefined || others.length > 0 ? [] : [{ path, program }];
  });
}

/** The parsers of Python's argparse and click, and of JavaScript's commander. */
const DECLARES =
  /(?:\badd_argument|\.option|@(?:\w{1,40}\.)?option)\(\s{0,99}((?:["'][^"'\n]{1,80}["']\s{0,99},?\s{0,99}){1,4})/g;
const HIDES = /\b(?:SUPPRESS|hidden\s*=|hideHelp)\b/;

/** Options that a program declares, by their long names; none where it hides some. Pure, linear. */
export function optionsOf(text: string): string[] {
  if (HIDES.test(text)) return [];
  return [
    ...new Set([...text.matchAll(DECLARES)].flatMap(([, names = '']) => /--[a-z][\w-]*/i.exec(names)?.[0] ?? [])),
  ];
}

export async function runsAreTold(files: FilesView, told: string): Promise<CheckResult[]> {
  const faults: string[] = [];
  for (const { path, program } of optionsListedIn(told)) {
    const [[place, ...more], [from, ...others]] = [files.meant(path), files.meant(program)];
    if (place === undefined || from === undefined || more.length + others.length > 0 || !files.isChanged(place))
      continue;
    const [text, code] = [await files.text(place), await files.text(from)];
    const missing = optionsOf(code ?? '').filter((name) => text !== null && !hasWord(text, name, /[\w-]/, /^[\w-]/));
    if (missing.length > 0) faults.push(`${path} does not name ${listed(missing)}`);
  }
  for (const { path, scripts } of toldOfIn(told)) {
    const [place] = files.meant(path);
    const text = place === undefined || !files.isChanged(place) ? null : await files.text(place);
    if (text === null) continue;
    const missing = scripts.filter((script) => !text.includes(nameOf(script)));
    if (missing.length > 0) faults.push(`${path} does not name ${listed(missing)}`);
  }
  return faults.length === 0 ? [] : [{ name: 'told_of', passed: false, detail: faults.join('; ') }];
}
