import type { CheckResult } from '#domain';
import { listed } from '../doubt.js';
import { escaped } from '../stated/held.js';
import { partsOf } from '../stated/code-of.js';
import type { FilesView } from '../stated/files-view.js';
import { proseOf } from '../stated/masked-text.js';

/* A function that a goal names with what it takes can be called so: "a function add(a, b)". */

/** A name, perhaps with its type before it or behind it. */
const PARAMETER = '[A-Za-z_$][\\w$]{0,60}(?:\\s[\\w$*.[\\]]{1,60})?';
const TAKES = `[A-Za-z_$][\\w$]{0,60}\\(\\s{0,9}${PARAMETER}(?:\\s{0,9},\\s{0,9}${PARAMETER}){0,8}\\s{0,9}\\)`;
const MAKES = new RegExp(
  `\\b(?:create|write|add|implement|define|export(?:ing)?|make|with|containing|provides?)\\b[^.;\\n]{0,60}?\\b(?:functions?|methods?)\\s+(?:(?:called|named)\\s+)?(\`?${TAKES}\`?(?:(?:\\s*,\\s*(?:and\\s+)?|\\s+and\\s+)\`?${TAKES}\`?){0,20})`,
  'giu',
);
const CALL = new RegExp(
  `(?<![\\w.$])([A-Za-z_$][\\w$]{0,60})\\(\\s{0,9}(${PARAMETER}(?:\\s{0,9},\\s{0,9}${PARAMETER}){0,8})\\s{0,9}\\)`,
  'g',
);
/** By these a function may take more or fewer than it is named with. */
const OTHERWISE =
  /\b(?:parameters?|arguments?|args|optional\w*|defaults?|overload\w*|variadic|curr(?:y|ied|ying)|keywords?|options?|props|component|decorator|any\s+number|signature|partial\w*|wrap\w*|instead\s+of|objects?|tuple|list\s+of)\b/i;
const KNOWN = /\.(?:py|[cm]?[jt]sx?|go|java|cs|rs)$/i;
const MOST_FILES = 100;
const LONGEST_HEAD = 2000;

/** How many each named function takes, where that is said in one way only. Pure. */
export function signaturesIn(told: string): Map<string, number> {
  const found = new Map<string, number>();
  if (OTHERWISE.test(proseOf(told))) return found;
  for (const [, list = ''] of told.matchAll(MAKES))
    for (const [, name = '', given = ''] of list.matchAll(CALL))
      if (!found.has(name)) found.set(name, given.split(',').length);
  for (const [, name = '', given = ''] of told.matchAll(CALL))
    if (found.has(name) && found.get(name) !== given.split(',').length) found.delete(name);
  return found;
}

interface Takes {
  readonly least: number;
  readonly most: number;
}

/** What is taken by each definition of a name; null for one that nobody can tell of. */
export function definitionsOf(path: string, text: string, name: string): (Takes | null)[] {
  const isPython = path.endsWith('.py');
  const { code } = partsOf(path, text);
  const typed = TYPED[/[^.]*$/.exec(path)?.[0].toLowerCase() ?? ''];
  if (typed !== undefined) return typedOf(code, typed(escaped(name)));
  const start = isPython
    ? `^([ \\t]*)(?:async[ \\t]+)?def[ \\t]+${escaped(name)}[ \\t]*\\(`
    : `(?:\\bfunction\\*?[ \\t]+${escaped(name)}[ \\t]*|(?<![\\w$])${escaped(name)}[ \\t]*[=:][ \\t]*(?:async[ \\t]*)?(?:function\\*?[ \\t]*\\w{0,60}[ \\t]*)?)\\(`;
  return [...code.matchAll(new RegExp(start, 'gm'))].flatMap((match) => {
    const head = headFrom(code, match.index + match[0].length);
    if (head === null) return [null];
    const behind = code.slice(match.index + match[0].length + head.length + 1, match.index + LONGEST_HEAD);
    if (isPython) return [isDecorated(code, match.index) ? null : takenBy(head, /^(?:self|cls)$/)];
    const isFunction = match[0].includes('function') || /^\s*(?::[^={;\n]{1,80})?=>/.test(behind);
    return isFunction ? [takenBy(head, /^this\b/)] : [];
  });
}

// "return add(" begins no definition.
const ofClass = (name: string): string =>
  `^[ \\t]+(?:[\\w<>\\[\\],?.]{1,60}[ \\t]+){0,6}(?!(?:return|new|throw|else|await)\\b)[\\w<>\\[\\].]{1,60}[ \\t]+${name}[ \\t]*\\(`;
/** How a definition begins where every parameter has its type, by the ending of the file. */
const TYPED: Readonly<Record<string, ((name: string) => string) | undefined>> = {
  go: (name) => `^func[ \\t]+(?:\\([^()\\n]{0,120}\\)[ \\t]*)?${name}[ \\t]*\\(`,
  rs: (name) => `\\bfn[ \\t]+${name}[ \\t]*(?:<[^()\\n]{0,120}>)?[ \\t]*\\(`,
  java: ofClass,
  cs: ofClass,
};

function typedOf(code: string, start: string): (Takes | null)[] {
  return [...code.matchAll(new RegExp(start, 'gm'))].map((match) => {
    const head = headFrom(code, match.index + match[0].length);
    if (head === null || head.includes('...') || /\bparams\b/.test(head)) return null;
    const count = partsAt(head).filter(
      (one) => one.trim() !== '' && !/^\s{0,9}&?\s{0,9}(?:mut\s{1,9})?self\b/.test(one),
    ).length;
    return { least: head.includes('=') ? 0 : count, most: count };
  });
}

/** What decorates it may stand on more lines than one. */
const isDecorated = (code: string, at: number): boolean =>
  /^\s*[@)]/.test(
    code
      .slice(Math.max(0, at - LONGEST_HEAD), at)
      .trimEnd()
      .split('\n')
      .at(-1) ?? '',
  );

/** From behind the bracket to the one that closes it. */
function headFrom(code: string, from: number): string | null {
  let depth = 1;
  for (let at = from; at < Math.min(code.length, from + LONGEST_HEAD); at++) {
    if ('([{'.includes(code[at] ?? '')) depth++;
    if (')]}'.includes(code[at] ?? '')) depth--;
    if (depth === 0) return code.slice(from, at);
  }
  return null;
}

function takenBy(head: string, own: RegExp): Takes | null {
  const given = partsAt(head)
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const all = given.filter((one, at) => !(at === 0 && own.test(one)) && one !== '/');
  if (all.some((one) => one === '*' || /^[{[]/.test(one) || one.startsWith('**'))) return null;
  const isRest = (one: string): boolean => /^(?:\*|\.\.\.)/.test(one);
  const least = all.filter((one) => !isRest(one) && !one.includes('=') && !/^[\w$]+\?/.test(one)).length;
  return { least, most: all.some(isRest) ? Infinity : all.length };
}

/** Apart at the commas that stand in no bracket; those of types do not part. */
function partsAt(head: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const [at, sign] of [...head].entries()) {
    if ('([{<'.includes(sign)) depth++;
    if (')]}'.includes(sign) || (sign === '>' && head[at - 1] !== '=')) depth--;
    if (sign === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += sign === '=' && head[at + 1] === '>' ? ' ' : sign;
  }
  return parts;
}

/** `told`: the user's words. */
export async function signaturesHold(files: FilesView, told: string): Promise<CheckResult[]> {
  const wanted = signaturesIn(told);
  if (wanted.size === 0) return [];
  const defined = new Map<string, (Takes | null)[]>();
  for (const { path, operation } of files.changes.slice(0, MOST_FILES)) {
    const text = operation === 'delete' || !KNOWN.test(path) ? null : await files.text(path);
    for (const name of text === null ? [] : wanted.keys())
      defined.set(name, [...(defined.get(name) ?? []), ...definitionsOf(path, text ?? '', name)]);
  }
  const faults = [...wanted].flatMap(([name, count]) => {
    const those = defined.get(name) ?? [];
    const holds = those.length === 0 || those.some((one) => one === null || (one.least <= count && count <= one.most));
    return holds ? [] : [`${name}() cannot be called with ${count} as the goal names it`];
  });
  return faults.length === 0 ? [] : [{ name: 'signatures', passed: false, detail: listed(faults) }];
}
