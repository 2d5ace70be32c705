import { extname } from 'node:path';
import { isBare, withSignsFor } from './entities.js';
import { stripFileNumbers } from './line-numbers.js';

export interface MendedContent {
  readonly content: string;
  /** What was mended, each a sentence. */
  readonly notes: readonly string[];
}

const MARKDOWN = new Set(['.md', '.markdown', '.mdx', '.rst', '.txt']);
/** Two backslash letters in a row mean something of their own in these. */
const BACKSLASH_TEXT = new Set(['.tex', '.latex', '.bib', '.sty', '.rtf', '.reg', '.bat', '.cmd', '.ps1']);

/** Undoes what weak models wrap around a file's text, where it is certain that they did. Pure. */
export function mendContent(path: string, content: string): MendedContent {
  const notes: string[] = [];
  const type = extname(path).toLowerCase();
  let text = content;
  const unfenced = MARKDOWN.has(type) ? unwrapDocument(text) : unwrapFence(text);
  if (unfenced !== null) {
    text = unfenced;
    notes.push('the code fence around the content was taken off');
  }
  const inner = type === '.json' ? encodedTwice(text) : null;
  if (inner !== null) {
    text = inner;
    notes.push('the JSON was encoded twice and was written once');
  }
  const unescaped = BACKSLASH_TEXT.has(type) ? null : unescapeNewlines(text, type);
  if (unescaped !== null) {
    text = unescaped;
    notes.push('literal \\n sequences were written as line breaks');
  }
  if (/\.(?:tsv|tab)$/.test(type) && isTableOfEscapes(text)) {
    text = text.replaceAll('\\t', '\t');
    notes.push('literal \\t sequences were written as tabs');
  }
  const signs = withSigns(text, type);
  if (signs !== null) {
    text = signs;
    notes.push('HTML entities were written as the signs they stand for');
  }
  if (NO_ODD_BLANKS.test(type) && ODD_INDENT.test(text)) {
    text = text.replace(ODD_INDENT, (indent) => indent.replace(/[^ \t]/g, ' '));
    notes.push('no-break spaces at the beginning of lines were written as spaces');
  }
  const bare = /\.(?:csv|tsv|log|txt|md|ya?ml)$/i.test(type) ? null : stripFileNumbers(text);
  if (bare !== null) {
    text = bare;
    notes.push('line-number prefixes were taken off');
  }
  return { content: text, notes };
}

/** No blank but these two indents anything in them. */
const NO_ODD_BLANKS = /^\.(?:ya?ml|json|toml|py|[cm]?[jt]sx?|go|rs|java|c|h|cpp|sh|css|scss|sql|rb|php)$/;
const ODD_INDENT = /^[ \t]*[\u00a0\u2000-\u200a\u202f\u3000][ \t\u00a0\u2000-\u200a\u202f\u3000]*/gm;

const MARKUP = /^\.(?:html?|xml|svg|vue|svelte)$/;
/** In others `&lt;` may be the address of something. */
const PROGRAM = /^\.(?:pyi?|[cm]?[jt]sx?|java|kt|rb|php|sh|bash|css|scss)$/;
/**
 * The signs of a text in which all of them came as entities. In markup, a first tag that is none shows it; in a
 * program, an entity outside of its texts and remarks, where none of the signs stands for itself. Null where some may
 * be meant.
 */
function withSigns(content: string, type: string): string | null {
  if (!content.includes('&')) return null;
  const isMixed = isBare(content) || /&(?!(?:lt|gt|quot|amp|apos|#\d{2,6}|[a-z]{2,8});)/.test(content);
  if (isMixed) return null;
  const isMarkup = MARKUP.test(type) && /^\s*&lt;[!?a-z/][^<]*&gt;\s*$/i.test(content) && !content.includes('<');
  const isProgram = PROGRAM.test(type) && /&(?:lt|gt|quot|amp;&amp);/.test(withoutTexts(content));
  return isMarkup || isProgram ? withSignsFor(content) : null;
}

/** A program without what stands in quotes and remarks, closed or not. */
const withoutTexts = (content: string): string =>
  content.replace(/"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|`[^`]*`?|\/\*[\s\S]*?(?:\*\/|$)|(?:#|\/\/).*/g, ' ');

/** Rows that all have `\t` as two characters, and no tab in any of them. */
function isTableOfEscapes(content: string): boolean {
  const rows = content.split('\n').filter((row) => row.trim() !== '');
  return rows.length > 1 && !content.includes('\t') && rows.every((row) => row.includes('\\t'));
}

/** The inside of a single fence that encloses everything, but for a line that announces it; null otherwise. */
function unwrapFence(content: string): string | null {
  const match =
    /^\s*(?:(?:sure|certainly|here(?:['’]s| is| are))\b[^\n]{0,160}:[ \t]*\r?\n\s*)?(`{3,}|~{3,})[\w+#.-]*[ \t]*\r?\n([\s\S]*?)\r?\n?\1[ \t]*\s*$/i.exec(
      content,
    );
  const [, fence, inner] = match ?? [];
  if (fence === undefined || inner === undefined || inner.includes(fence)) return null;
  return inner === '' ? '' : `${inner}\n`;
}

/** The document in a fence that says that it holds one; fences within it stay. */
function unwrapDocument(content: string): string | null {
  const match = /^\s*(`{3,}|~{3,})(?:markdown|md)[ \t]*\r?\n([\s\S]*?)\r?\n?\1[ \t]*\s*$/i.exec(content);
  const [, fence, inner] = match ?? [];
  if (fence === undefined || inner === undefined) return null;
  const marks = inner.split('\n').filter((line) => line.trimStart().startsWith(fence)).length;
  return marks % 2 === 0 ? `${inner}\n` : null;
}

/**
 * Line breaks for `\n` written as two characters, when all of this holds: no real line break; two or more of them
 * outside quotes; no other backslash sequence that speaks of a regular expression, a path or a formula.
 */
function unescapeNewlines(content: string, type: string): string | null {
  if (/[\r\n]/.test(content) || (content.match(/\\n/g)?.length ?? 0) < 2) return null;
  if (/[A-Za-z]:\\/.test(content)) return null;
  const whole = unescapeAsString(content);
  if (type === '.json') {
    if (parses(content)) return null;
    return [whole, unescapeOutsideQuotes(content)].find((text) => text !== null && parses(text)) ?? null;
  }
  // Every quote escaped too: the text was encoded once more, as a whole.
  if (whole !== null && content.includes('\\"')) return whole;
  return unescapeOutsideQuotes(content);
}

/** The JSON object or list that a JSON string holds as text; null otherwise. */
function encodedTwice(content: string): string | null {
  if (!content.trimStart().startsWith('"')) return null;
  try {
    const inner: unknown = JSON.parse(content);
    if (typeof inner !== 'string') return null;
    const value: unknown = JSON.parse(inner);
    return typeof value === 'object' && value !== null ? inner : null;
  } catch {
    return null;
  }
}

function unescapeAsString(content: string): string | null {
  try {
    const text: unknown = JSON.parse(`"${content}"`);
    return typeof text === 'string' ? text : null;
  } catch {
    return null;
  }
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function unescapeOutsideQuotes(content: string): string | null {
  let written = '';
  let quote = '';
  let breaks = 0;
  for (let i = 0; i < content.length; i++) {
    const c = content[i] as string;
    const next = content[i + 1];
    if (c !== '\\') {
      if (quote === '' && (c === '"' || c === "'" || c === '`')) quote = c;
      else if (c === quote) quote = '';
      written += c;
      continue;
    }
    i++;
    if (quote !== '') {
      written += c + (next ?? '');
    } else if (next === 'n') {
      // Beside these it is part of a pattern, not the end of a line.
      if (/[[/(|^]/.test(content[i - 2] ?? '') || /[+*?\]/{|]/.test(content[i + 1] ?? '')) return null;
      written += '\n';
      breaks++;
    } else if (next === 't' && /(?:^|\n|\t)$/.test(written)) {
      written += '\t';
    } else {
      return null;
    }
  }
  // An open quote (an apostrophe in prose) means the quotes were not understood.
  return quote === '' && breaks >= 2 ? written : null;
}
