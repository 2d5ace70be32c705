import { openBraces } from './open-braces.js';
import { openEnd } from './open-ends.js';

/* Texts that stop before they are at their end, of kinds that no parser here reads. Pure, linear. */

/**
 * What is wrong with how a file ends, a sentence; null when nothing is. `before`: the text as it was; null = it is new.
 */
export function cutProblem(path: string, text: string, before: string | null, asked: string): string | null {
  if (IS_PIECE.test(path) || SPEAKS_OF_PIECES.test(asked)) return null;
  const problem = endOf(path, text);
  return problem === null || (before !== null && endOf(path, before) !== null) ? null : problem;
}

/** Of a whole that something else puts together. */
const IS_PIECE =
  /\.(?:j2|in|tmpl|tpl|template|erb|mustache|hbs)$|\.blade\.php$|(?:^|\/)(?:templates?|partials?|includes?|_includes|fragments?|snippets?|fixtures?|testdata|__fixtures__)\/|(?:^|\/)_[^/]*\.html?$|(?:^|[/._-])(?:header|footer|head|begin|start|top|bottom|prefix|suffix|part\d*|snippet|fragment|partial|broken|invalid|malformed)\.\w+$/i;
const SPEAKS_OF_PIECES =
  /\b(?:fragment|snippet|partial|incomplete|unclosed|unbalanced|unterminated|truncated|malformed|invalid|broken|ill-formed|syntax error|half|cut off|compile.fail\w*|(?:not|never|fails? to) (?:compile|parse|build)|missing (?:closing )?(?:braces?|brackets?|tags?|quotes?))\b/i;
/** What looks like a template is of the language itself. */
const OWN_BRACES = /^(?:go|rs|java|kt|c|h|cc|cpp|hpp|cs|swift|dart|scala|php|vue|svelte|proto|tf|hcl)$/;
/** Filled in before they are read. */
const IS_TEMPLATE = /\{\{|\{%|<%|<\?php|\{#/;

function endOf(path: string, text: string): string | null {
  const type = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  if (!OWN_BRACES.test(type) && IS_TEMPLATE.test(text)) return null;
  switch (type) {
    case 'sql':
      return openText(text) ? 'it ends within a text in quotation marks' : null;
    case 'xml':
    case 'svg':
    case 'xhtml':
    case 'plist':
    case 'csproj':
    case 'xsd':
    case 'resx':
      return openElement(text);
    case 'vue':
    case 'svelte':
      return openBlock(text);
    case 'html':
    case 'htm':
      return openPart(text);
    default: {
      const ends = openEnd(path, text);
      if (ends !== null) return ends;
      const open = openBraces(path, text);
      return open === null || open === 0 ? null : `it ends with ${open} open brace${open === 1 ? '' : 's'}`;
    }
  }
}

/** Data between statements, and a tool's own commands, have other rules. */
const OTHER_SQL = /^[ \t]*(?:COPY\b[^;]{0,2000}\bFROM\s{1,9}stdin|DELIMITER\b|\\[a-z]|GO\b)/im;

/** Read with and without escapes by backslash: only what is open in both ways is open. */
function openText(text: string): boolean {
  if (OTHER_SQL.test(text) || /\$\w*\$/.test(text) || /;\s*$/.test(text)) return false;
  return isOpen(text, true) && isOpen(text, false);
}

function isOpen(text: string, escapes: boolean): boolean {
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const c = text[at] as string;
    if (quote !== '') {
      if (escapes && c === '\\') at++;
      else if (c === quote) quote = '';
    } else if (c === "'" || c === '"' || c === '`') quote = c;
    else if (text.startsWith('--', at) || c === '#') {
      const end = text.indexOf('\n', at);
      if (end < 0) return false;
      at = end;
    } else if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at);
      if (end < 0) return false;
      at = end + 1;
    }
  }
  return quote !== '';
}

const NOT_ELEMENTS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;
const TAG = /<(\/?)([A-Za-z_][\w:.-]*)(?![\w:.-])((?:"[^"]*"|'[^']*'|[^"'<>])*?)(\/?)>/y;

/** Elements in a text, in order: opened, or closed. */
function* tagsOf(text: string): Generator<{ readonly name: string; readonly closes: boolean; readonly end: number }> {
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const other = NOT_ELEMENTS.find(([opens]) => text.startsWith(opens, at));
    if (other !== undefined) {
      const end = text.indexOf(other[1], at);
      if (end < 0) return;
      at = end + other[1].length;
      continue;
    }
    TAG.lastIndex = at;
    const match = TAG.exec(text);
    if (match === null) {
      at++;
      continue;
    }
    at = TAG.lastIndex;
    const [, slash, name = '', , alone] = match;
    if (alone !== '/') yield { name, closes: slash === '/', end: at };
  }
}

/** XML has every element closed, in its order. */
function openElement(text: string): string | null {
  if (/<!DOCTYPE[^>]{0,2000}\[/i.test(text)) return null;
  const open: string[] = [];
  for (const { name, closes } of tagsOf(text)) {
    if (!closes) open.push(name);
    else if (open.pop() !== name) return `its element <${name}> is closed where it is not open, or another one is`;
  }
  const last = open.at(-1);
  return last === undefined ? null : `its element <${last}> is never closed`;
}

/** What every page closes; a paragraph or a list's item need not be, nor a head before its body. */
const CLOSED =
  /^(?:table|div|section|article|main|header|footer|nav|form|ul|ol|select|script|style|head|title|a|button|h[1-6]|svg)$/;
/** Of whole pages only: the last of the text stands within an element. */
function openPart(text: string): string | null {
  if (!/<html[\s>]/i.test(text) || /<\/html\s*>/i.test(text)) return null;
  const small = text.toLowerCase();
  const open = new Map<string, number>();
  let end = 0;
  for (const { name, closes, end: behind } of tagsOf(text)) {
    if (behind <= end) continue;
    const tag = name.toLowerCase();
    if (!closes && (tag === 'script' || tag === 'style')) {
      const close = small.indexOf(`</${tag}`, behind);
      if (close < 0) return `its element <${tag}> is never closed`;
      end = close;
    }
    if (tag === 'body') open.delete('head');
    if (CLOSED.test(tag)) open.set(tag, (open.get(tag) ?? 0) + (closes ? -1 : 1));
  }
  const [tag] = [...open].find(([, count]) => count > 0) ?? [];
  return tag === undefined ? null : `it ends before its element <${tag}> is closed`;
}

/** Parts of a component that stand at the beginning of a line. */
function openBlock(text: string): string | null {
  for (const tag of ['script', 'style']) {
    const opened = new RegExp(`^<${tag}(?:\\s[^>\\n]*)?(?<!/)>`, 'gim');
    const last = [...text.matchAll(opened)].at(-1);
    if (last !== undefined && text.indexOf(`</${tag}`, last.index) < 0) return `its <${tag}> is never closed`;
  }
  return null;
}
