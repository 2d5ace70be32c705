/* A file's code apart from its remarks and texts. Pure, linear. */

/** Each as long as the file, with blanks for the others; a script's patterns are in none of them. */
export interface Parts {
  readonly code: string;
  readonly remarks: string;
  /** What stands in quotation marks, with them. */
  readonly texts: string;
}

const HASH = /\.(?:pyi?|rb|sh|bash|bats|pl|exs?|jl|r|ya?ml|toml|ini|cfg|conf)$|(?:^|\/)(?:Dockerfile|Makefile)/i;
const SLASHES = /\.(?:[cm]?[jt]sx?|go|rs|java|kts?|swift|c|h|cc|cpp|hpp|cs|php|dart|vue|svelte|scala|scss|less)$/i;
const DASHES = /\.(?:lua|sql|hs)$/i;
const PAGE = /\.(?:vue|svelte|html?|xml)$/i;
const KINDS = ['code', 'remarks', 'texts'] as const;
const IS_PYTHON = /\.pyi?$/i;
const SCRIPT = /\.(?:[cm]?[jt]sx?|vue|svelte)$/i;

export function partsOf(path: string, text: string): Parts {
  const lines = [HASH.test(path) || /\.php$/i.test(path) ? '#' : '', SLASHES.test(path) ? '//' : ''];
  const signs = [...lines, DASHES.test(path) ? '--' : ''].filter((sign) => sign !== '');
  const open: Open = new Map();
  const parts = { code: [] as string[], remarks: [] as string[], texts: [] as string[] };
  /** By each text that code is filled in to: how many braces of that code are open. */
  const filled: number[] = [];
  let at = 0;
  /** Index behind the last sign of code; null behind a text. */
  let last: number | null = 0;
  const put = (end: number, kind: keyof Parts | null): void => {
    const piece = text.slice(at, end);
    const blank = piece.replace(/[^\n]/g, ' ');
    for (const one of KINDS) parts[one].push(one === kind ? piece : blank);
    const length = piece.trimEnd().length;
    if (kind === 'code' ? length > 0 : kind !== 'remarks') last = kind === 'code' ? at + length : null;
    at = end;
  };
  /** A text in such quotation marks, or the rest of it, up to where code is filled in. */
  const putTemplate = (from: number): boolean => {
    const end = templateEnd(text, from, open);
    if (end === null) return false;
    const isFilled = text[end - 1] !== '`';
    put(isFilled ? end - 2 : end, 'texts');
    if (isFilled) {
      put(end, 'code');
      filled.push(0);
    }
    return true;
  };
  while (at < text.length) {
    PLAIN.lastIndex = at;
    if (PLAIN.test(text)) {
      put(PLAIN.lastIndex, 'code');
      continue;
    }
    const sign = text[at] as string;
    const remark = remarkEnd(path, text, at, signs, open);
    if (remark !== null) put(remark, 'remarks');
    else if (sign === '`' && SCRIPT.test(path)) {
      if (!putTemplate(at + 1)) put(at + 1, 'code');
    } else if (sign === '{' || sign === '}') {
      const depth = filled.pop();
      put(at + 1, 'code');
      if (depth === undefined) continue;
      if (sign === '{' || depth > 0) filled.push(depth + (sign === '{' ? 1 : -1));
      else putTemplate(at);
    } else {
      const end = textEnd(path, text, at, open);
      const pattern = end === null && SCRIPT.test(path) ? patternEnd(text, at, last, open) : null;
      const from = at;
      put(end ?? pattern ?? at + 1, end !== null ? 'texts' : pattern !== null ? null : 'code');
      // What is filled in is code.
      if (end !== null && IS_PYTHON.test(path) && /f/i.test(text[from - 1] ?? '')) {
        const piece = text.slice(from, end);
        const blank = (sign: string): string => ' '.repeat(sign.length);
        const codeIn = (inner?: string): string | undefined => inner?.replace(NO_CODE, blank);
        parts.code[parts.code.length - 1] = piece.replace(
          FILLED,
          (sign, inner?: string) => codeIn(inner) ?? blank(sign),
        );
        parts.texts[parts.texts.length - 1] = piece.replace(FILLED, (sign, inner?: string) =>
          inner === undefined ? sign : blank(sign),
        );
      }
    }
  }
  return { code: parts.code.join(''), remarks: parts.remarks.join(''), texts: parts.texts.join('') };
}

/** Signs with which nothing else than code begins. */
const PLAIN = /[^"'`/#<{}-]+/y;
/** Texts within what is filled in, and in which form it is to be. */
const NO_CODE = /'[^']*'|"[^"]*"|(?:![rsa])?(?::[^\])}'"]{0,80})?(?=\}$)/g;
const FILLED = /(?<!\{)(\{[^{}\n]*\})(?!\})|[^\n]/g;

/** By the sign that would close it: up to where nothing does that was begun before. */
type Open = Map<string, number>;

function isEscaped(text: string, at: number): boolean {
  let from = at;
  while (text[from - 1] === '\\') from--;
  return (at - from) % 2 === 1;
}

/** Index behind the next of the signs that close; null where there is none. */
function behind(sign: string, text: string, from: number, open: Open): number | null {
  if (open.has(sign)) return null;
  for (let end = text.indexOf(sign, from); end >= 0; end = text.indexOf(sign, end + 1)) {
    if (!/["']/.test(sign) || !isEscaped(text, end)) return end + sign.length;
  }
  open.set(sign, text.length);
  return null;
}

/** Index behind the remark that begins here; null where none does. */
function remarkEnd(path: string, text: string, at: number, signs: readonly string[], open: Open): number | null {
  if (PAGE.test(path) && text.startsWith('<!--', at)) return behind('-->', text, at, open);
  if (SLASHES.test(path) && text.startsWith('/*', at)) return behind('*/', text, at + 2, open);
  const sign = signs.find((one) => text.startsWith(one, at));
  // "$#", "a#b" of a shell and "http://" are none.
  if (sign === undefined || (!IS_PYTHON.test(path) && /[\w$:{\\]/.test(text[at - 1] ?? ' '))) return null;
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** Index behind the next "`" or "${"; null where there is none. */
function templateEnd(text: string, from: number, open: Open): number | null {
  if (open.has('`')) return null;
  for (let i = from; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '`') return i + 1;
    else if (text[i] === '$' && text[i + 1] === '{') return i + 2;
  }
  open.set('`', text.length);
  return null;
}

/** Index behind the text that begins here; null where none does, or where it never ends. */
function textEnd(path: string, text: string, at: number, open: Open): number | null {
  const quote = text[at] as string;
  if (quote !== '"' && quote !== "'" && !(quote === '`' && /\.go$/i.test(path))) return null;
  const triple = quote.repeat(3);
  if (quote !== '`' && text.startsWith(triple, at)) return behind(triple, text, at + 3, open);
  // A later mark there was read over as escaped, and so are those behind it.
  if (at < (open.get(quote) ?? 0)) return null;
  let i = at + 1;
  for (; i < text.length && (text[i] !== '\n' || quote === '`'); i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === quote) return i + 1;
  }
  open.set(quote, i);
  return null;
}

/** What a pattern may stand behind; behind anything else, its sign divides. */
const BEFORE_PATTERN =
  /(?:^|[(,=:[&|?;{]|(?<!\+)\+|(?<![\w$)\]])!|=>|(?<![\w$.])(?:return|typeof|case|in|of|delete|void|throw|do|else|yield|await))$/;

/** Index behind a script's pattern that begins here; null where none does. `last`: where the code before it ends. */
function patternEnd(text: string, at: number, last: number | null, open: Open): number | null {
  if (text[at] !== '/' || at < (open.get('/') ?? 0)) return null;
  if (last === null || !BEFORE_PATTERN.test(text.slice(Math.max(0, last - 12), last))) return null;
  let isSet = false;
  let i = at + 1;
  for (; i < text.length && text[i] !== '\n'; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '[') isSet = true;
    else if (text[i] === ']') isSet = false;
    else if (text[i] === '/' && !isSet) break;
  }
  if (text[i] !== '/') {
    open.set('/', i);
    return null;
  }
  for (i++; /[a-z]/.test(text[i] ?? '');) i++;
  return i;
}
