import type { CheckResult, FileChange } from '#domain';
import { listed } from '../doubt.js';
import { isVariant } from '../stated/files-view.js';
import { FILE, mask, standingFor } from '../stated/masked-text.js';
import { FILLERS, isConditional, isNegated } from '../stated/sentence.js';
import { inEachFolder } from './in-each-folder.js';

/* Files that are named in one breath: where some of them are made, all of them were to be. */

const AND =
  '(?:\\s*[,;、，]\\s*(?:and\\s+|und\\s+|et\\s+|y\\s+|e\\s+)?|\\s+(?:and|und|et|y|e)\\s+|\\s*(?:&|\\+|和|与|及|と)\\s*)';
/** What is said of each of them before the next one is named. */
const OF_IT =
  '(?:\\s*(?:\\(|\\b(?:with|containing|holding|saying|reading|for|which|that)\\s|:\\s|=\\s?)(?:[^.;:\\n⟦]|⟦[QUB]\\d+⟧|\\.(?=\\w)){1,80}?)?';
/** What may follow a name that stands for a file, and not for what is done with one: "config.yaml support". */
const AS_A_FILE =
  '(?=\\s*(?:$|[.,;:!?)(\\n=&+、，。和与及と]|⟦|\\b(?:and|und|et|y|e|with|containing|holding|saying|reading|for|which|that|each|both|all|in|into|at|under|so|using|the|one|next|here|please|bitte|an|anlegen|erstellen|schreiben)\\b))';
const TOGETHER = new RegExp(`${FILE}(?:${OF_IT}${AND}(?:then\\s+|also\\s+)?${FILLERS}${FILE}${AS_A_FILE}){1,60}`, 'gi');
const ITEMS = new RegExp(`(?:^[ \\t]*(?:[-*•]|\\d{1,3}[.)])[ \\t]+\`?${FILE}[^\\n]*\\n+){2,60}`, 'gm');
/** Names that are one choice, or an example. */
const ONE_OF =
  /\b(?:or|either|oder|entweder|such\s+as|like|for\s+example|for\s+instance|e\.g\.?|similar|instead|without|ignore|rename\w*|move\w*|convert\w*|from|into|not|n['’]t)\b/i;
const LONGEST = 20_000;

/** Names of files that stand in one list. Pure, linear. */
export function namedTogether(text: string): string[][] {
  const masked = mask(text.slice(0, LONGEST));
  const said = `${masked.text}\n`;
  const lists = [...said.matchAll(TOGETHER), ...said.matchAll(ITEMS)].filter((match) => {
    const start = Math.max(said.lastIndexOf('\n', match.index), said.lastIndexOf('. ', match.index)) + 1;
    const before = said.slice(Math.max(start, match.index - 200), match.index);
    return !ONE_OF.test(before) && !ONE_OF.test(match[0]) && !isNegated(before) && !isConditional(before.trim());
  });
  return lists.map(([list]) => [...new Set(standingFor(list, masked, 'F'))]).filter(({ length }) => length > 1);
}

/** `told`: the user's words; `changes`: all of the task's, up to now. */
export function allOfAList(told: string, changes: readonly FileChange[], there: readonly string[]): CheckResult[] {
  const made = changes.flatMap(({ operation, path }) => (operation === 'create' ? [path] : []));
  if (made.length === 0) return [];
  const went = changes.flatMap(({ operation, path, oldPath }) =>
    operation === 'delete' ? [path] : oldPath === undefined ? [] : [oldPath],
  );
  const isIn = (paths: readonly string[], name: string): boolean =>
    paths.some((path) => path === name || path.endsWith(`/${name.replace(/^\.?\//, '')}`) || isVariant(path, name));
  const missing = [...namedTogether(told), inEachFolder(told)]
    .filter((names) => names.some((name) => isIn(made, name)))
    .flatMap((names) => names.filter((name) => !isIn(there, name) && !isIn(went, name)));
  return missing.length === 0
    ? []
    : [
        {
          name: 'all_of_a_list',
          passed: false,
          detail: `named beside files that were made, and not there: ${listed([...new Set(missing)])}`,
        },
      ];
}
