/* A file's code apart from its remarks and texts. Pure, linear. */

export interface Parts {
  /** As long as the text, with blanks for remarks and for what stands in quotation marks. */
  readonly code: string;
  /** As long as the text, with blanks for all but remarks. */
  readonly remarks: string;
}

const HASH = /\.(?:pyi?|rb|sh|bash|bats|pl|exs?|jl|r|ya?ml|toml|ini|cfg|conf)$|(?:^|\/)(?:Dockerfile|Makefile)/i;
const SLASHES = /\.(?:[cm]?[jt]sx?|go|rs|java|kts?|swift|c|h|cc|cpp|hpp|cs|php|dart|vue|svelte|scala|scss|less)$/i;
const DASHES = /\.(?:lua|sql|hs)$/i;
const PAGE = /\.(?:vue|svelte|html?|xml)$/i;
const TEMPLATES = /\.(?:[cm]?[jt]sx?|go|vue|svelte)$/i;

export function partsOf(path: string, text: string): Parts {
  const lines = [HASH.test(path) || /\.php$/i.test(path) ? '#' : '', SLASHES.test(path) ? '//' : ''];
  const signs = [...lines, DASHES.test(path) ? '--' : ''].filter((sign) => sign !== '');
  const open: Open = new Map();
  const code: string[] = [];
  const remarks: string[] = [];
  const blank = (piece: string): string => piece.replace(/[^\n]/g, ' ');
  const put = (piece: string, isRemark: boolean): void => {
    code.push(blank(piece));
    remarks.push(isRemark ? piece : blank(piece));
  };
  for (let at = 0; at < text.length;) {
    const remark = remarkEnd(path, text, at, signs, open);
    const end = remark ?? textEnd(path, text, at, open);
    if (end === null) {
      code.push(text[at] as string);
      remarks.push(text[at] === '\n' ? '\n' : ' ');
      at++;
    } else {
      const piece = text.slice(at, end);
      put(piece, remark !== null);
      // What is filled in is code.
      const filledIn = remark === null ? filling(path, piece, text[at - 1] ?? '') : null;
      if (filledIn !== null) code[code.length - 1] = piece.replace(filledIn, (_, filled?: string) => filled ?? ' ');
      at = end;
    }
  }
  return { code: code.join(''), remarks: remarks.join('') };
}

/** How a text is filled in, where it is one that can be. */
function filling(path: string, piece: string, before: string): RegExp | null {
  if (piece.startsWith('`') && !/\.go$/i.test(path)) return /(\$\{[^{}]*\})|[^\n]/g;
  return /\.pyi?$/i.test(path) && /f/i.test(before) ? /(?<!\{)(\{[^{}\n]*\})(?!\})|[^\n]/g : null;
}

/** By the sign that would close it: up to where nothing does that was begun before. */
type Open = Map<string, number>;

/** Index behind the next of the signs that close; null where there is none. */
function behind(sign: string, text: string, from: number, open: Open): number | null {
  if (open.has(sign)) return null;
  const end = text.indexOf(sign, from);
  if (end >= 0) return end + sign.length;
  open.set(sign, text.length);
  return null;
}

/** Index behind the remark that begins here; null where none does. */
function remarkEnd(path: string, text: string, at: number, signs: readonly string[], open: Open): number | null {
  if (PAGE.test(path) && text.startsWith('<!--', at)) return behind('-->', text, at, open);
  if (SLASHES.test(path) && text.startsWith('/*', at)) return behind('*/', text, at + 2, open);
  const sign = signs.find((one) => text.startsWith(one, at));
  // "$#", "a#b" of a shell and "http://" are none.
  if (sign === undefined || /[\w$:{\\]/.test(text[at - 1] ?? ' ')) return null;
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** Index behind the text that begins here; null where none does, or where it never ends. */
function textEnd(path: string, text: string, at: number, open: Open): number | null {
  const quote = text[at] as string;
  if (quote !== '"' && quote !== "'" && quote !== '`') return null;
  const triple = quote.repeat(3);
  if (quote !== '`' && text.startsWith(triple, at)) return behind(triple, text, at + 3, open);
  if (quote === '`' && !TEMPLATES.test(path)) return null;
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
