/* Braces of languages that no parser here reads. Pure, linear. */

interface Signs {
  /** Where a remark to the end of the line begins. */
  readonly line: readonly string[];
  readonly nested: boolean;
  /** Texts that go over lines, longest first; `escapes`: a backslash takes the meaning of what follows. */
  readonly long: readonly { readonly opens: string; readonly closes: string; readonly escapes: boolean }[];
  readonly short: readonly string[];
  /** `'` stands round one character, or before a name. */
  readonly characters: boolean;
  /** What code within a text stands between. */
  readonly inner?: { readonly opens: string; readonly closes: string };
}

const FILLED = { inner: { opens: '${', closes: '}' } };
const TRIPLE = { opens: '"""', closes: '"""', escapes: true };
const C: Signs = { line: ['//'], nested: false, long: [], short: ['"'], characters: true };
const STYLE: Signs = { line: [], nested: false, long: [], short: ['"', "'"], characters: false };
const BLOCKS: Signs = { ...STYLE, line: ['#'], short: ['"'] };
const OF_TYPE: Readonly<Record<string, Signs>> = {
  go: { ...C, long: [{ opens: '`', closes: '`', escapes: false }] },
  java: { ...C, long: [TRIPLE] },
  kt: { ...C, ...FILLED, nested: true, long: [TRIPLE] },
  scala: { ...C, ...FILLED, nested: true, long: [TRIPLE] },
  swift: { ...C, nested: true, long: [TRIPLE], characters: false, inner: { opens: '\\(', closes: ')' } },
  rs: { ...C, nested: true, short: [], long: [{ opens: '"', closes: '"', escapes: true }] },
  ...{ c: C, h: C, cc: C, cpp: C, hpp: C },
  cs: { ...C, long: [TRIPLE] },
  dart: {
    ...C,
    ...FILLED,
    short: ['"', "'"],
    characters: false,
    long: [TRIPLE, { opens: "'''", closes: "'''", escapes: true }],
  },
  css: STYLE,
  less: { ...STYLE, line: ['//'] },
  scss: { ...STYLE, line: ['//'] },
  proto: { ...STYLE, line: ['//'] },
  graphql: { ...STYLE, line: ['#'], short: ['"'], long: [TRIPLE] },
  ...{ tf: BLOCKS, hcl: BLOCKS },
  php: {
    ...STYLE,
    line: ['//', '#'],
    short: [],
    long: [
      { opens: "'", closes: "'", escapes: true },
      { opens: '"', closes: '"', escapes: true },
    ],
  },
};
/** Quoted texts within quoted texts, and addresses without quotation marks. */
const NESTED = /\$@?"[^"\n]{0,200}\{[^}"\n]{0,200}"/;
const BARE_ADDRESS = /\burl\(\s{0,8}[^"'\s)][^)\n]{0,2000}[{}]/;
const HAS_NESTED = /\.cs$/i;
const IS_STYLE = /\.(?:css|less|scss)$/i;
/** By what a file holds, where its type does not say it. */
const NGINX = /^[ \t]*(?:server|http|events|location\s+\S+(?:\s+\S+)?|upstream\s+\S+)[ \t]*\{/m;
const signsOf = (path: string, text: string): Signs | undefined => {
  const type = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  if (type === 'conf') return NGINX.test(text) ? { ...BLOCKS, short: ['"', "'"] } : undefined;
  if ((HAS_NESTED.test(path) && NESTED.test(text)) || (IS_STYLE.test(path) && BARE_ADDRESS.test(text)))
    return undefined;
  // Texts that go over lines have ends of their own; outside of PHP stands anything.
  if (/^(?:tf|hcl|php)$/.test(type) && /<<|\?>/.test(text)) return undefined;
  return OF_TYPE[type];
};
/** C#'s texts as they are, raw texts of Rust, C++ and Swift: their ends are told by their beginnings. */
const RAW =
  /(?:\b(?:u8|[uUL])?R"([^\s()\\"]{0,16})\(|\bb?r(#{0,8})"|(?<![\w#])(#{1,8})"(?!\w*$)|(?:@\$?|\$@)"(?=([^"\n]{0,1})))/y;
const CHARACTER = /'(?:\\(?:u\{[0-9a-fA-F]{1,8}\}|[^\n]{1,10}?)|[^\\'\n]{1,2})'/y;

/** Texts within texts; deeper ones nobody writes. */
const DEEPEST = 12;

/** Braces that are open at the end of a text; null where nobody can count them. */
export function openBraces(path: string, text: string): number | null {
  const signs = signsOf(path, text);
  // Of two halves, the compiler reads one.
  if (signs === undefined || /^[ \t]*#[ \t]*(?:else|elif)\b/m.test(text)) return null;
  let depth = 0;
  for (let at = 0; at < text.length;) {
    const end = behindText(text, at, signs);
    if (end === null) return null;
    if (end > at) {
      at = end;
      continue;
    }
    const c = text[at];
    if (c === '\\') at++;
    else if (c === '{') depth++;
    else if (c === '}') depth--;
    // More are closed than opened: not understood.
    if (depth < 0) return null;
    at++;
  }
  return depth;
}

/** Index behind the remark or text that begins here; `at` where none does, null where one never ends. */
function behindText(text: string, at: number, signs: Signs, level = 0): number | null {
  const c = text[at] as string;
  if (!'/"\'`#@$brRuUL'.includes(c)) return at;
  const has = (sign: string): boolean => text.startsWith(sign, at);
  if (has('/*')) return behindRemark(text, at, signs.nested);
  // An address has the sign, too.
  if (text[at - 1] !== ':' && signs.line.some(has)) return lineEnd(text, at);
  const raw = signs.characters || signs.nested ? rawAt(text, at) : null;
  if (raw !== null) return behind(text, raw.from, raw.closes, false);
  const long = signs.long.find(({ opens }) => has(opens));
  if (long !== undefined) {
    const from = at + long.opens.length;
    return signs.inner === undefined
      ? behind(text, from, long.closes, long.escapes)
      : behindFilled(text, from, long.closes, signs, level);
  }
  if (signs.short.includes(c))
    return signs.inner === undefined ? behindShort(text, at, c) : behindFilled(text, at + 1, c, signs, level);
  if (c === "'" && signs.characters) {
    CHARACTER.lastIndex = at;
    return CHARACTER.test(text) ? CHARACTER.lastIndex : at;
  }
  return at;
}

/** A text that code is filled into; one of a single line that does not end there was none. */
function behindFilled(text: string, from: number, closes: string, signs: Signs, level: number): number | null {
  const { inner } = signs;
  if (inner === undefined || level > DEEPEST) return null;
  for (let at = from; at < text.length;) {
    if (text.startsWith(inner.opens, at)) {
      const end = behindInner(text, at + inner.opens.length, inner.closes, signs, level);
      if (end === null) return null;
      at = end;
    } else if (text[at] === '\\') at += 2;
    else if (text.startsWith(closes, at)) return at + closes.length;
    else if (text[at] === '\n' && closes.length === 1) return at;
    else at++;
  }
  return closes.length === 1 ? text.length : null;
}

function behindInner(text: string, from: number, closes: string, signs: Signs, level: number): number | null {
  const opens = closes === '}' ? '{' : '(';
  let depth = 0;
  for (let at = from; at < text.length;) {
    const end = behindText(text, at, signs, level + 1);
    if (end === null) return null;
    if (end > at) {
      at = end;
      continue;
    }
    if (text[at] === closes && depth-- === 0) return at + 1;
    if (text[at] === opens) depth++;
    at++;
  }
  return null;
}

function rawAt(text: string, at: number): { readonly from: number; readonly closes: string } | null {
  if (/[\w]/.test(text[at - 1] ?? ' ')) return null;
  RAW.lastIndex = at;
  const match = RAW.exec(text);
  if (match === null) return null;
  const [whole, cpp, rust, swift] = match;
  const closes = cpp !== undefined ? `)${cpp}"` : `"${rust ?? swift ?? ''}`;
  return { from: at + whole.length, closes };
}

function behind(text: string, from: number, closes: string, escapes: boolean): number | null {
  let at = from;
  for (;;) {
    const end = text.indexOf(closes, at);
    if (end < 0) return null;
    if (!escapes || !isEscaped(text, end, from)) return end + closes.length;
    at = end + 1;
  }
}

function isEscaped(text: string, at: number, from: number): boolean {
  let slashes = 0;
  while (at - slashes > from && text[at - slashes - 1] === '\\') slashes++;
  return slashes % 2 === 1;
}

/** A text in its line; one that does not end there was none. */
function behindShort(text: string, at: number, quote: string): number {
  for (let i = at + 1; i < text.length; i++) {
    const c = text[i];
    if (c === '\\') i++;
    else if (c === quote) return i + 1;
    else if (c === '\n') return i;
  }
  return text.length;
}

function behindRemark(text: string, at: number, nested: boolean): number | null {
  if (!nested) return behind(text, at + 2, '*/', false);
  let depth = 1;
  for (let i = at + 2; depth > 0;) {
    const close = text.indexOf('*/', i);
    if (close < 0) return null;
    const open = text.slice(i, close).split('/*').length - 1;
    depth += open - 1;
    i = close + 2;
    if (depth === 0) return i;
  }
  return null;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}
