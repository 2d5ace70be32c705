import { partsOf } from './code-of.js';

/* What code takes from other modules, in Python and in scripts. Pure, linear. */

export interface Import {
  /** As it is written. */
  readonly line: string;
  readonly at: number;
  /** Null where modules are taken as a whole, by their own names. */
  readonly from: string | null;
  readonly isType: boolean;
  /** `as`: by which name it is taken; `*` stands for all that there is. */
  readonly names: readonly { readonly name: string; readonly as: string }[];
}

const LIST = String.raw`((?:[^\n;()\\]|\\\r?\n){1,400})`;
const PYTHON = new RegExp(
  String.raw`^[ \t]{0,80}(?:import[ \t]{1,9}${LIST}|from[ \t]{1,9}(\.{0,9}[\w.]{0,120})[ \t]{1,9}import[ \t]{0,9}(?:\(([^()]{1,2000})\)|${LIST}))`,
  'gm',
);
const SCRIPT =
  /^[ \t]{0,20}(?:(?:import|export)\s{1,9}(type\s{1,9})?(?:([\w$]{1,80})\s{0,9},?\s{0,9})?(\*(?:\s{0,9}as\s{1,9}[\w$]{1,80})?|\{[^{}]{0,2000}\})?\s{0,9}from\b|(?:const|let|var)\s{1,9}(?:([\w$]{1,80})|(\{[^{}]{1,1000}\}))\s{0,9}=\s{0,9}require\()/gm;
const NAMED = /\s{0,9}['"]([^'"\n]{1,200})['"]/y;
const NAME = /^(?:type\s{1,9}(?!as\b))?([\w$.]+|\*)(?:(?:\s{1,9}as\s{1,9}|\s{0,9}:\s{0,9})([\w$]+))?$/;

const namesIn = (list: string): { name: string; as: string }[] =>
  list.split(',').flatMap((part) => {
    const [, name, as] = NAME.exec(part.replaceAll(/[\\{}]/g, ' ').trim()) ?? [];
    return name === undefined ? [] : [{ name, as: as ?? name }];
  });

/** Only those that are code. */
export function importsIn(path: string, text: string, { code } = partsOf(path, text)): Import[] {
  if (path.endsWith('.py'))
    return [...code.matchAll(PYTHON)].map(({ 0: line, index: at, 1: modules, 2: from, 3: one, 4: other }) =>
      modules === undefined
        ? { line, at, from: from ?? '', isType: false, names: namesIn(one ?? other ?? '') }
        : {
            line,
            at,
            from: null,
            isType: false,
            names: namesIn(modules).map(({ name, as }) => ({ name, as: as.split('.')[0] ?? '' })),
          },
    );
  return [...code.matchAll(SCRIPT)].flatMap((match) => {
    const { 0: line, index: at, 1: type, 2: first, 3: list, 4: whole, 5: parts } = match;
    NAMED.lastIndex = at + line.length;
    const from = NAMED.exec(text)?.[1];
    if (from === undefined) return [];
    const names = namesIn(list ?? parts ?? '');
    if (first !== undefined) names.unshift(...namesIn(`default as ${first}`));
    if (whole !== undefined) names.push({ name: '*', as: whole });
    return [{ line: text.slice(at, NAMED.lastIndex), at, from, isType: type !== undefined, names }];
  });
}

/** A text with blanks for imports. */
export function without(imports: readonly Import[], text: string): string {
  let from = 0;
  const pieces = imports.flatMap(({ at, line }) => {
    const before = text.slice(from, at);
    from = at + line.length;
    return [before, line.replaceAll(/[^\n]/g, ' ')];
  });
  return pieces.join('') + text.slice(from);
}

/** Names by which a file takes what it imports; of types alone nobody knows. */
export const importedIn = (path: string, text: string): string[] => [
  ...new Set(
    importsIn(path, text)
      .filter(({ line, isType }) => !isType && !/^\s*export\b/.test(line))
      .flatMap(({ names }) => names.map(({ as }) => as))
      .filter((name) => /^[A-Za-z_$][\w$]*$/.test(name)),
  ),
];
