import type { CheckResult, FileChange } from '#domain';
import { stemOf } from '../file-kinds.js';
import { partsOf } from '../stated/code-of.js';
import type { FilesView } from '../stated/files-view.js';

/* What Java and Go do not compile, and what one file shows alone. Between two steps it may well be so. */

/**
 * What is amiss in a file, where it was not amiss before; null where nothing is. `before`: null = it is new. Pure,
 * linear.
 */
export function unbuildable(path: string, text: string, before: string | null): string | null {
  const fault = path.endsWith('.java') ? otherPublicType : path.endsWith('.go') ? unusedImport : null;
  const found = fault?.(path, text, before) ?? null;
  return found === null || (before !== null && fault?.(path, before, null) === found) ? null : found;
}

/** `landed`: what earlier steps have changed. */
export async function buildable(files: FilesView, landed: readonly FileChange[]): Promise<CheckResult[]> {
  const changed = [...files.changes, ...landed].filter(
    ({ path, operation }) => operation !== 'delete' && /\.(?:java|go)$/.test(path),
  );
  const faults: string[] = [];
  for (const path of new Set(changed.map((change) => change.path))) {
    const text = await files.text(path);
    const before = files.isChanged(path) ? await files.before(path) : null;
    const fault = text === null || before === undefined ? null : unbuildable(path, text, before);
    if (fault !== null) faults.push(`${path}: ${fault}`);
  }
  return faults.length === 0 ? [] : [{ name: 'buildable', passed: false, detail: faults.slice(0, 6).join('; ') }];
}

const OF_NO_BUILD = /(?:^|\/)(?:fixtures?|testdata|templates?|resources|snippets?)\//i;
const PUBLIC_TYPE =
  /\bpublic\s+(?:(?:final|abstract|sealed|non-sealed|strictfp)\s+)*(?:class|interface|enum|record)\s+(\w+)/g;
/** A public type of Java lies in the file of its name. */
function otherPublicType(path: string, text: string): string | null {
  const stem = stemOf(path);
  if (OF_NO_BUILD.test(path) || !/^\w+$/.test(stem)) return null;
  const { code } = partsOf(path, text);
  let [depth, at] = [0, 0];
  for (const match of code.matchAll(PUBLIC_TYPE)) {
    for (; at < match.index; at++) depth += code[at] === '{' ? 1 : code[at] === '}' ? -1 : 0;
    if (depth === 0 && match[1] !== stem)
      return `its public type ${match[1]} has to lie in ${match[1]}.java, or it does not compile`;
  }
  return null;
}

const STANDARD =
  /^(?:archive|bufio|bytes|cmp|compress|container|context|crypto|database|encoding|errors|flag|fmt|hash|html|image|io|iter|log|maps|math|mime|net|os|path|reflect|regexp|runtime|slices|sort|strconv|strings|sync|text|time|unicode)(?:\/|$)/;
const GO_IMPORT = /^[ \t]*(?:import[ \t]+)?(?:([\w.]+)[ \t]+)?"([^"\n]{1,200})"[ \t]*(?:\/\/.*)?$/gm;
/** What stands before a point. */
const usedIn = (path: string, text: string): ReadonlySet<string> =>
  new Set([...partsOf(path, text).code.matchAll(/(?<![\w.])([A-Za-z]\w*)\s{0,20}\./g)].map(([, name = '']) => name));
/** Go compiles no file that imports what it does not use. Of what is no part of Go, only what was used before. */
function unusedImport(path: string, text: string, before: string | null): string | null {
  const head = text.slice(0, /^(?:func|type|var|const)\b/m.exec(text)?.index ?? text.length);
  const [used, were] = [usedIn(path, text), before === null ? null : usedIn(path, before)];
  for (const [, alias, from = ''] of head.matchAll(GO_IMPORT)) {
    const name = alias ?? from.split('/').findLast((part) => !/^v\d+$/.test(part)) ?? '';
    if (!/^[A-Za-z]\w*$/.test(name) || from === 'C' || used.has(name)) continue;
    const wasUsed = before?.includes(`"${from}"`) === true && were?.has(name) === true;
    if (STANDARD.test(from) || wasUsed) return `it imports "${from}" and does not use it, which does not compile`;
  }
  return null;
}
