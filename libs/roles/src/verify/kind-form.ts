import { basename } from 'node:path';

/* What every file of a kind has, and what none has, by its name alone. Pure, linear. */

/** What is wrong with a file for its kind, a sentence; null when nothing is. `before`: the text as it was; null = it is new. */
export function kindProblem(path: string, text: string, before: string | null, asked: string): string | null {
  const isNew = before === null;
  if (/\.[ct]sv$/i.test(path)) return unevenRows(text, before);
  if (/^(?:GNUm|M|m)akefile(?:\.\w+)?$|\.mk$/.test(basename(path))) return spacedRecipe(text, before);
  if (/(?:^|\/)\.env(?:\.[\w-]+)?$/.test(path)) return noSetting(text, before);
  if (/\.log$/i.test(path) && !SPEAKS_OF_CODE.test(asked)) return codeInLog(text, before);
  if (!isNew || text.trim() === '') return null;
  const lacks = NEEDS.find(({ name }) => name.test(path));
  if (lacks !== undefined && !lacks.sign.test(text)) return `it has no ${lacks.called}, as every such file has`;
  return OTHER_BRACES.test(path) && isPython(text) ? 'it is written in Python' : null;
}

const NEEDS: readonly { readonly name: RegExp; readonly sign: RegExp; readonly called: string }[] = [
  { name: /\.go$/, sign: /^[ \t]*package[ \t]+\w/m, called: 'package clause' },
  { name: /\.php$/i, sign: /<\?/, called: '"<?php"' },
  { name: /\.(?:html?|xml|svg|vue)$/i, sign: /<[a-z!?]|\{[{%]/i, called: 'tag' },
  { name: /(?:^|\/)(?:Dockerfile|Containerfile)(?:\.\w+)?$/, sign: /^[ \t]*FROM[ \t]/im, called: 'FROM line' },
];
const OTHER_BRACES = /\.(?:go|rs|java|kt|c|cc|cpp|h|hpp|cs|swift|php|dart|scala|css|scss|sql)$/i;
const isPython = (text: string): boolean =>
  /^(?:async )?def \w+\([^)\n]{0,200}\)(?:\s*->[^:\n]{1,80})?:\s*$/m.test(text) || /^if __name__ == /m.test(text);

const SPEAKS_OF_CODE = /\b(?:code|script|program|snippet|function|source)\b/i;
const CODE_LINE =
  /^(?:import [\w.]+\s*;?$|import .{1,100} from ['"]|from [\w.]+ import |(?:async )?def \w+\(.{0,200}\):|(?:export )?(?:async )?function \w+\(|class \w+[:({]|#!\/|(?:const|let|var) \w+ = )/;
const codeInLog = (text: string, before: string | null): string | null => {
  const old = new Set(before?.split('\n'));
  const line = text.split('\n').find((one) => CODE_LINE.test(one) && !old.has(one));
  return line === undefined ? null : `it holds code: ${line.trim().slice(0, 80)}`;
};

const SETTING = /^\s*(?:export\s+)?[A-Za-z_][\w.-]*\s*[=:]/;
/** A line that sets nothing, outside of values that go over several lines. */
function noSetting(text: string, before: string | null): string | null {
  const old = new Set(before?.split(/\r?\n/));
  let quote = '';
  for (const line of text.split(/\r?\n/)) {
    const isInside = quote !== '';
    for (const mark of line.match(/(?<!\\)["']/g) ?? []) quote = quote === '' ? mark : quote === mark ? '' : quote;
    if (isInside || line.trim() === '' || /^\s*[#;]/.test(line) || SETTING.test(line)) continue;
    if (!old.has(line)) return `it holds a line that sets nothing: ${line.trim().slice(0, 80)}`;
  }
  return null;
}

/** Make takes a recipe's line only behind a tab. */
const spacedRecipe = (text: string, before: string | null): string | null => {
  const line = spacedIn(text);
  return line === null || (before !== null && spacedIn(before) !== null)
    ? null
    : `a recipe begins with spaces instead of a tab: ${line.trim().slice(0, 80)}`;
};

const LONGEST_RULE = 300;
function spacedIn(text: string): string | null {
  if (/^[ \t]*\.RECIPEPREFIX/m.test(text)) return null;
  const lines = text.split('\n');
  for (const [at, line] of lines.entries()) {
    const rule = (lines[at - 1] ?? '').slice(0, LONGEST_RULE);
    const isRule = /^[^\s#:=][^#=]*:(?![=:])(?:[^=]*)$/.test(rule) && !rule.endsWith('\\') && !rule.includes(';');
    if (isRule && /^ +[^\s#]/.test(line)) return line;
  }
  return null;
}

function unevenRows(text: string, before: string | null): string | null {
  const problem = unevenIn(text);
  return problem === null || (before !== null && unevenIn(before) !== null) ? null : problem;
}

const MOST_ROWS = 20_000;
function unevenIn(text: string): string | null {
  const rows = text.split(/\r?\n/).filter((row) => row.trim() !== '' && !row.startsWith('#'));
  const head = rows[0] ?? '';
  const mark = [',', ';', '\t', '|'].find((one) => head.includes(one));
  // One column, or values that go over several lines, or a text: nothing to count.
  if (mark === undefined || rows.some((row) => (row.split('"').length - 1) % 2 === 1)) return null;
  const fields = (row: string): number => row.replaceAll(/"[^"]*"/g, '').split(mark).length;
  const wanted = fields(head);
  const bad = rows.slice(0, MOST_ROWS).findIndex((row) => fields(row) !== wanted);
  if (bad < 0) return null;
  return `row ${bad + 1} has ${fields(rows[bad] ?? '')} fields, and the first one has ${wanted}`;
}
