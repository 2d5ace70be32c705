import { basename } from 'node:path';
import { isCode, isTable } from '../file-kinds.js';

/* What every file of a kind has, and what none has, by its name alone. Pure, linear. */

/**
 * What is wrong with a file for its kind, a sentence; null when nothing is. `before`: the text as it was; null = it is
 * new.
 */
export function kindProblem(path: string, text: string, before: string | null, asked: string): string | null {
  const isNew = before === null;
  if (isTable(path))
    return SPEAKS_OF_RAGGED.test(asked)
      ? null
      : (markdownTable(text, before) ??
          lostTabs(path, text, before) ??
          headAgain(text, before) ??
          unevenRows(path, text, before));
  if (/\.ics$/i.test(path)) return sharedId(text, before);
  if (/\.(?:md|markdown)$/i.test(path)) return numberedTwice(text, before);
  if (/\.json$/i.test(path)) return doubledKey(text, before) ?? noJson(path, text, before, asked);
  if (/\.(?:jsonl|ndjson)$/i.test(path)) return SPEAKS_OF_RAGGED.test(asked) ? null : brokenLine(text, before);
  if (/(?:^|\/)requirements[\w.-]*\.txt$/i.test(path)) return noRequirement(text, before);
  if (/^(?:GNUm|M|m)akefile(?:\.\w+)?$|\.mk$/.test(basename(path)) && !isCode(path)) return spacedRecipe(text, before);
  if (/(?:^|\/)\.env(?:\.[\w-]+)?$/.test(path) && !isCode(path))
    return noSetting(text, before) ?? setTwice(text, before);
  if (/\.properties$/i.test(path)) return setTwice(text, before);
  if (/\.log$/i.test(path) && !SPEAKS_OF_CODE.test(asked)) return codeInLog(text, before);
  if (isNew && /^#!\/[^\n]{0,120}\r\n/.test(text) && !SPEAKS_OF_WINDOWS.test(asked))
    return 'the line that names its interpreter ends with a carriage return, so that it cannot be run';
  if (BEHIND_BLANKS.test(text) && (isNew || before.startsWith('#!')) && !NO_SCRIPT.test(path) && !IS_PIECE.test(path))
    return 'the line that names its interpreter is not the first one, so that it names none';
  if (!isNew || text.trim() === '' || IS_PIECE.test(path)) return null;
  if (NO_TEXT.test(path) && !SPEAKS_OF_STANDINS.test(asked) && !SIGNS.test(text))
    return 'it is a text, and no file of its kind';
  const lacks = NEEDS.find(({ name }) => name.test(path));
  if (lacks !== undefined && !lacks.sign.test(text)) return `it has no ${lacks.called}, as every such file has`;
  return OTHER_BRACES.test(path) && isPython(text) ? 'it is written in Python' : null;
}

/** A mark of the order of bytes is in its way, too. */
const BEHIND_BLANKS = /^(?:\ufeff|\s)\s{0,200}#!\/(?:usr|bin|opt)\b/;
/** What no system runs by itself. */
const NO_SCRIPT = /\.(?:txt|rst|adoc|tex|html?|ya?ml|toml|xml|svg|patch|diff)$/i;
const NO_TEXT = /\.(?:png|jpe?g|gif|webp|bmp|ico|mp[34]|wav|ogg|zip|gz|xz|7z|xlsx|docx|pptx|odt|woff2?|ttf|pdf)$/i;
/** How those begin that may be read as text, and what stands for one in a repository. */
const SIGNS = /^(?:%PDF|GIF8|BM|PK|RIFF|OggS|ID3|wOF|version https:\/\/git-lfs|.{0,3}PNG\r?\n)/;
const SPEAKS_OF_STANDINS = /\b(?:fake|dummy|placeholders?|mock\w*|stubs?|fixtures?|corrupt\w*|invalid|broken)\b/i;
const SPEAKS_OF_WINDOWS = /\b(?:windows|crlf|line.?end|carriage|dos)/i;
const NEEDS: readonly { readonly name: RegExp; readonly sign: RegExp; readonly called: string }[] = [
  { name: /\.go$/, sign: /^[ \t]*package[ \t]+\w/m, called: 'package clause' },
  { name: /\.php$/i, sign: /<\?|^\s*<[a-z!]/i, called: '"<?php"' },
  { name: /\.(?:html?|xml|svg|vue)$/i, sign: /<[a-z!?%]|\{[{%]|^[ \t]*@\w/im, called: 'tag' },
  {
    name: /(?:^|\/)(?:Dockerfile|Containerfile)(?:\.(?!dockerignore|md|txt)\w+)?$/,
    sign: /^[ \t]*FROM[ \t]/im,
    called: 'FROM line',
  },
];
/** Of a whole that something else puts together. */
const IS_PIECE =
  /\.blade\.php$|\.(?:j2|in|tmpl|tpl|template|erb)$|(?:^|\/)(?:templates?|partials?|includes?|_includes|fragments?|snippets?|fixtures?|testdata)\/|(?:^|\/)_[^/]*$/i;
const OTHER_BRACES = /\.(?:go|rs|java|kt|c|cc|cpp|h|hpp|cs|swift|php|dart|scala|css|scss|sql)$/i;
/** Another language may hold pieces of Python in a text. */
const isPython = (text: string): boolean =>
  !/;[ \t\r]*$|\$\$/m.test(text) &&
  (/^(?:async )?def \w+\([^)\n]{0,200}\)(?:\s*->[^:\n]{1,80})?:\s*$/m.test(text) || /^if __name__ == /m.test(text));

const SPEAKS_OF_CODE = /\b(?:code|script|program|snippet|function|source)\b/i;
const CODE_LINE =
  /^(?:import [\w.]+\s*;?$|import .{1,100} from ['"]|from [\w.]+ import |(?:async )?def \w+\(.{0,200}\):|(?:export )?(?:async )?function \w+\(|class \w+[:({]|#!\/|(?:const|let|var) \w+ = )/;
const codeInLog = (text: string, before: string | null): string | null => {
  const old = new Set(before?.split('\n'));
  const line = text.split('\n').find((one) => CODE_LINE.test(one) && !old.has(one));
  return line === undefined ? null : `it holds code: ${line.trim().slice(0, 80)}`;
};

const SETTING = /^\s*(?:export\s+)?[A-Za-z_][\w.-]*\s*[=:]/;
const OF_SHELL = /^\s*(?:set\s+[-+]\w|unset\s+\w+$|if\s+\[|then$|else$|fi$|source\s+\S+$|\.\s+\S+$)/;
/** A line that sets nothing, outside of values that go over several lines. */
function noSetting(text: string, before: string | null): string | null {
  const old = new Set(before?.split(/\r?\n/));
  let quote = '';
  for (const line of text.split(/\r?\n/)) {
    const isInside = quote !== '';
    for (const mark of line.match(/(?<!\\)["']/g) ?? []) quote = quote === '' ? mark : quote === mark ? '' : quote;
    if (isInside || line.trim() === '' || /^\s*[#;]/.test(line) || SETTING.test(line) || OF_SHELL.test(line)) continue;
    if (!old.has(line)) return `it holds a line that sets nothing: ${line.trim().slice(0, 80)}`;
  }
  return null;
}

/** A name that has two values now: which of them counts depends on who reads them. */
function setTwice(text: string, before: string | null): string | null {
  const old = before === null ? null : valuesIn(before);
  for (const [name, values] of valuesIn(text) ?? [])
    if (values.size > 1 && (old?.get(name)?.size ?? 0) < 2) return `it sets ${name.slice(0, 80)} twice`;
  return null;
}

/** Null where what is set depends on more than its line: a condition, a value over lines, one made of itself. */
function valuesIn(text: string): Map<string, Set<string>> | null {
  const found = new Map<string, Set<string>>();
  for (const line of text.split(/\r?\n/)) {
    if (OF_SHELL.test(line) || line.endsWith('\\')) return null;
    const [, name, value = ''] = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*[=:](.*)$/.exec(line) ?? [];
    if (name === undefined) continue;
    if (/^\s*(["'])(?:(?!\1).)*$/.test(value) || value.includes(`$${name}`) || value.includes(`\${${name}`))
      return null;
    const values = found.get(name);
    if (values === undefined) found.set(name, new Set([value.trim()]));
    else values.add(value.trim());
  }
  return found;
}

/** Make takes a recipe's line only behind a tab. */
const spacedRecipe = (text: string, before: string | null): string | null => {
  const line = spacedIn(text);
  return line === null || (before !== null && spacedIn(before) !== null)
    ? null
    : `a recipe begins with spaces instead of a tab: ${line.trim().slice(0, 80)}`;
};

/** What make itself reads, however far it stands in. */
const FOR_MAKE = /^ *(?:-?include|ifn?eq|ifn?def|else|endif|export|unexport|define|[\w.-]+ *(?:[:?+!]|::)?= )/;
const LONGEST_RULE = 300;
function spacedIn(text: string): string | null {
  if (/^[ \t]*\.RECIPEPREFIX/m.test(text)) return null;
  const lines = text.split('\n');
  let isDefined = false;
  for (const [at, line] of lines.entries()) {
    if (/^\s*(?:override\s+)?define\s/.test(line)) isDefined = true;
    if (/^\s*endef\b/.test(line)) isDefined = false;
    if (isDefined || FOR_MAKE.test(line)) continue;
    const rule = (lines[at - 1] ?? '').slice(0, LONGEST_RULE);
    const isRule = /^[^\s#:=][^#=]*:(?![=:])(?:[^=]*)$/.test(rule) && !rule.endsWith('\\') && !rule.includes(';');
    if (isRule && /^ +[^\s#]/.test(line)) return line;
  }
  return null;
}

/** The head line of a table within it: tables were put together with their heads. */
function headAgain(text: string, before: string | null): string | null {
  const again = headWithin(text);
  return again === null || (before !== null && headWithin(before) !== null)
    ? null
    : `its head line stands in it once more: ${again.slice(0, 80)}`;
}

function headWithin(text: string): string | null {
  const [head = '', ...rows] = text.trim().split(/\r?\n/);
  const cells = head.split(/[,;\t|]/);
  const isHead = cells.length > 1 && cells.every((cell) => /^\s*"?\p{L}[^\d]*$/u.test(cell));
  return isHead && new Set(cells).size === cells.length && rows.includes(head) ? head : null;
}

/** An event that is known by the name of another one; of one that comes again, a single day may stand apart. */
function sharedId(text: string, before: string | null): string | null {
  const id = sharedIn(text);
  return id === null || (before !== null && sharedIn(before) !== null) ? null : `two of its events have the UID ${id}`;
}

function sharedIn(text: string): string | null {
  const seen = new Set<string>();
  for (const event of text.split(/^BEGIN:VEVENT\b/im).slice(1)) {
    const id = /^UID:(.{1,200}?)\r?$/im.exec(event)?.[1]?.trim();
    if (id === undefined || /^RECURRENCE-ID\b/im.test(event)) continue;
    if (seen.has(id)) return id.slice(0, 80);
    seen.add(id);
  }
  return null;
}

const NUMBERED_TWICE = /^#{1,6}[ \t]+(\d{1,3}(?:\.\d{1,3}){0,3}[.)])[ \t]+\1[ \t]/m;
const numberedTwice = (text: string, before: string | null): string | null => {
  const [line] = NUMBERED_TWICE.exec(text) ?? [];
  return line === undefined || (before !== null && NUMBERED_TWICE.test(before))
    ? null
    : `a heading bears its number twice: ${line.trim().slice(0, 80)}`;
};

const markdownTable = (text: string, before: string | null): string | null =>
  before === null && /^\s*\|.*\|[ \t]*\r?\n[ \t]*\|[ \t]*:?-{2,}/.test(text) ? 'it is a Markdown table' : null;

/** Each line is a value of its own. */
function brokenLine(text: string, before: string | null): string | null {
  const old = new Set(before?.split(/\r?\n/));
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || old.has(line)) continue;
    try {
      JSON.parse(line);
    } catch {
      return `line ${at + 1} is no JSON: ${line.trim().slice(0, 80)}`;
    }
  }
  return null;
}

/** Names with blanks between them and no sign of a version, an address or an option: pip reads no prose. */
function noRequirement(text: string, before: string | null): string | null {
  const old = new Set(before?.split(/\r?\n/));
  const line = text
    .split(/\r?\n/)
    .find(
      (one) => !old.has(one) && /^\s*[A-Za-z][\w.-]*(?:\s+[A-Za-z'][\w'.-]*){1,30}\s*[:.]?\s*$/.test(one.slice(0, 200)),
    );
  return line === undefined ? null : `it holds a line that is no requirement: ${line.trim().slice(0, 80)}`;
}

const SPEAKS_OF_RAGGED = /\b(?:ragged|broken|malformed|invalid|uneven|corrupt\w*|bad|messy|dirty|wrong)\b/i;
function unevenRows(path: string, text: string, before: string | null): string | null {
  const problem = unevenIn(path, text);
  return problem === null || (before !== null && unevenIn(path, before) !== null) ? null : problem;
}

const MOST_ROWS = 20_000;
function unevenIn(path: string, text: string): string | null {
  // Blanks at the ends of the table may be fields that hold nothing.
  const all = text.split(/\r?\n/);
  const lines = all.slice(
    all.findIndex((line) => line !== ''),
    all.findLastIndex((line) => line !== '') + 1,
  );
  const rows = lines.filter((row) => row.trim() !== '' && !row.startsWith('#')).slice(0, MOST_ROWS);
  const head = rows[0] ?? '';
  const marks = (/\.tsv$/i.test(path) ? ['\t'] : [',', ';', '\t', '|']).filter((one) => head.includes(one));
  // Several tables, one column, or values that go over several lines: nothing to count.
  if (lines.some((row) => row.trim() === '') || rows.some((row) => (row.split('"').length - 1) % 2 === 1)) return null;
  const fields = (row: string, mark: string): number => row.replaceAll(/"[^"]*"/g, '').split(mark).length;
  const uneven = marks.map((mark) => {
    const counts = rows.map((row) => fields(row, mark));
    return { counts, bad: counts.findIndex((count) => count !== counts[0]) };
  });
  const [first] = uneven;
  if (first === undefined || uneven.some(({ bad }) => bad < 0)) return null;
  const { counts, bad } = first;
  // A title over the table.
  if (counts[0] === 1 && counts.length > 2) return null;
  return `row ${bad + 1} has ${counts[bad]} fields, and the first one has ${counts[0]}`;
}

/** A table whose columns tabs set apart, and now nothing does. */
function lostTabs(path: string, text: string, before: string | null): string | null {
  const headOf = (of: string): string => of.trimStart().split('\n', 1)[0] ?? '';
  const isLost =
    /\.tsv$/i.test(path) && before !== null && headOf(before).includes('\t') && !headOf(text).includes('\t');
  return isLost ? 'its columns are no longer set apart by tabs' : null;
}

/** Files that an editor reads with remarks, where they lie in its own folder; elsewhere nobody knows whose they are. */
const OF_EDITORS = /^(?:settings|launch|tasks|extensions)\.json$/i;
const IN_EDITORS = /(?:^|\/)(?:\.vscode|\.zed|\.fleet|User)\//;
const SPEAKS_OF_REMARKS = /\b(?:comments?|remarks?|jsonc|json5|vs ?code|zed|sublime|terminal|editor)\b/i;
function noJson(path: string, text: string, before: string | null, asked: string): string | null {
  if (before !== null || !OF_EDITORS.test(basename(path)) || IN_EDITORS.test(path) || SPEAKS_OF_REMARKS.test(asked))
    return null;
  try {
    JSON.parse(text);
    return null;
  } catch {
    return 'it is no JSON: remarks and commas at the end of a list have no place there';
  }
}

/** A key that one object holds twice now: of the two values a parser takes the last. */
function doubledKey(text: string, before: string | null): string | null {
  const key = doubledIn(text);
  return key === null || (before !== null && doubledIn(before) !== null) ? null : `it holds the key ${key} twice`;
}

const JSON_TOKEN = /"(?:[^"\\]|\\.)*"(?=(\s*:)?)|[{}[\]]/g;
function doubledIn(text: string): string | null {
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  const open: Set<string>[] = [];
  for (const [token, isKey] of text.matchAll(JSON_TOKEN)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (isKey !== undefined) {
      const keys = open.at(-1);
      if (keys?.has(token) === true) return token.slice(0, 80);
      keys?.add(token);
    }
  }
  return null;
}
