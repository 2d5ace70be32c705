import { isLockFile } from '../file-kinds.js';
import { withFences } from './counted-lines.js';

/* A text with its files, quotations, addresses and code blocks taken out, so that what is left is grammar. Pure. */

const TYPES =
  'txt|md|markdown|mdx|rst|csv|tsv|json|jsonl|json5|ya?ml|toml|ini|cfg|conf|env|properties|xml|html?|css|scss|sass|less|svg|js|mjs|cjs|jsx|ts|mts|cts|tsx|vue|svelte|astro|py|pyi|ipynb|rb|go|rs|java|kt|kts|scala|swift|dart|c|h|cc|cpp|hpp|cs|fs|php|pl|pm|lua|r|jl|ex|exs|erl|hs|clj|sh|bash|zsh|fish|ps1|bat|cmd|sql|proto|graphql|gql|tf|dockerfile|gradle|lock|log|tex|bib|diff|patch|pdf|docx|xlsx|png|jpe?g|gif|webp|ico|zip|tar|gz|bak|tmp|example|sample|template|service|plist|nix|cmake|mk|ics|vcf|srt|vtt|po|pot|adoc|org|eml|opml|gpx|kml|geojson';
/** Files whose whole name is their type. A capital keeps the word of prose apart. */
const BARE =
  'Dockerfile|Containerfile|Makefile|GNUmakefile|Justfile|Procfile|Gemfile|Rakefile|Jenkinsfile|Vagrantfile|Brewfile|Pipfile|Caddyfile|Tiltfile|Earthfile|Podfile|Fastfile|Dangerfile|Snakefile|SConstruct|LICENSE|LICENCE|README|CHANGELOG|CONTRIBUTING|CODEOWNERS|NOTICE|AUTHORS|\\.(?:gitignore|gitattributes|dockerignore|npmignore|npmrc|nvmrc|editorconfig|prettierrc|eslintrc|babelrc|env|flake8|bashrc|zshrc|htaccess)';
const LETTER = '\\p{L}\\p{N}_@+';
const NAME = `(?:\\.{0,2}/)?(?:[${LETTER}.\\-]{1,80}/){0,12}(?:[${LETTER}.\\-]{0,100}[${LETTER}\\-]\\.(?:${TYPES})|(?:${BARE})(?:\\.[${LETTER}\\-]{1,20})?)`;
/**
 * Words of prose and names of settings that are files only beside one, in one, in a folder, or where they are called
 * so.
 */
const BY_COMPANY = `(?:VERSION|COPYING|INSTALL|HISTORY|NEWS|MANIFEST|CNAME|MAINTAINERS|PATENTS|THANKS)(?![\\w=/-]|\\.\\w|\\s*(?:=|\\d))`;
const IN_COMPANY = `(?<![${LETTER}./\\\\\\-])(?:(?=[^\\s/]{0,80}[a-z])[${LETTER}.\\-]{1,80}/){1,12}${BY_COMPANY}|(?:(?<=\\b(?:in|into)\\s{1,9}(?:the\\s{1,9})?)|(?<=\\.\\w{1,8}\\s{0,9}(?:,|\\band)\\s{1,9}(?:(?:and|in|the|a)\\s{1,9}){0,3}))${BY_COMPANY}|\\b${BY_COMPANY}(?=\\s+file\\b|\\s*(?:,|\\band)\\s+(?:(?:and|in|the)\\s+){0,2}[\\w./-]{1,60}\\.(?:json|toml|md|py|ya?ml|txt|cfg)\\b)`;
/** With blanks in it only what is called so is a file. */
const SPACED_NAME = new RegExp(`^[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,60}[\\p{L}\\p{N}]\\.(?:${TYPES})$`, 'u');
const CALLED = /\bfile\s{1,3}(?:named|called)\s{1,3}$/i;
/** What is quoted behind it is a text, though it may look like a name. */
const CALLED_TEXT = /\b(?:line|word|string|value|phrase|domain|host|hostname)\s{1,3}$/i;
const WHOLE_NAME = new RegExp(`^${NAME}$`, 'u');
/** Dotted words of code and prose that end like files. */
const NO_FILE = [
  /^(?:[A-Z]\w*|node|next|vue|react|express|nuxt|d3|three|chart|nest|ember|backbone|p5|discord|alpine|moment|require)\.js$/,
  /^(?:process|meta)\.env$|^(?:console|math|logger|log|log\d+|np|git|window)\.log$|^(?:threading|asyncio|self|this)\.\w+$|^(?:socket|asp|ado|vb)\.\w+$/i,
  // Addresses of mail.
  /^[^/@]+@(?!\d+x\.)[^/@]+\.(?:cc|example|md|org|pl|py|rs|sh|tf|zip)$/i,
];

const FENCE = '^[ \\t]*(?:```|~~~)[\\w+#.-]*[ \\t]*\\n[\\s\\S]{0,8000}?\\n[ \\t]*(?:```|~~~)[ \\t]*$';
const ADDRESS = 'https?://[^\\s<>"\'`)\\]}]{1,500}';
const QUOTATIONS = [
  '"[^"\\n]{1,500}"',
  '\u201e[^\u201c\u201d\\n]{1,500}[\u201c\u201d]',
  '\u00ab[^\u00bb\\n]{1,500}\u00bb',
  '\u300c[^\u300d\\n]{1,500}\u300d',
  '\u201c[^\u201d\\n]{1,500}\u201d',
  '`[^`\\n]{1,500}`',
  // Prose is full of apostrophes: a quotation stands apart on both sides.
  "(?<=^|[\\s(:=,])'[^'\\n]{1,300}'(?![\\p{L}\\p{N}'])",
  '\u2018[^\u2019\\n]{1,300}\u2019(?![\\p{L}\\p{N}])',
];
const TOKEN = new RegExp(
  `(${FENCE})|(${ADDRESS})|(${QUOTATIONS.join('|')})|((?<![${LETTER}./\\\\\\-])${NAME}(?![${LETTER}/]|\\.[${LETTER}]|-[${LETTER}]))|(${IN_COMPANY})`,
  'gmu',
);
/** Longer texts are looked at from their beginning. */
const LONGEST = 20_000;
/** What follows in a longer run of blanks says no more. */
const LONGEST_BLANK = 30;
const BLANKS = /\s{31,}/g;
const MOST_SENTENCES = 300;
const LONGEST_SENTENCE = 3000;

export interface Masked {
  /** With `⟦F0⟧`, `⟦Q0⟧`, `⟦U0⟧`, `⟦B0⟧` for what was taken out. */
  readonly text: string;
  readonly files: readonly string[];
  readonly quotes: readonly string[];
  /** The quotations with the marks that they were written in. */
  readonly quoted: readonly string[];
  readonly addresses: readonly string[];
  readonly blocks: readonly string[];
}

export const FILE = '⟦F\\d+⟧';
export const QUOTE = '⟦Q\\d+⟧';
export const ADDRESS_TOKEN = '⟦U\\d+⟧';
export const BLOCK = '⟦B\\d+⟧';

/** Files that are numbered: "part1.txt to part5.txt", "day{1..3}.md". */
const RANGE =
  /(?<![\p{L}\p{N}./\\-])((?:[\w.-]{1,60}\/){0,6}[\w-]{0,60}?)(\d{1,3})(\.\w{1,10})\s*(\.{2,3}|…|to|through|until|up to|bis)\s*(?:and\s+)?\1(\d{1,3})\3(?![\w/])|(?<![\p{L}\p{N}])((?:[\w.-]{1,60}\/){0,6}[\w-]{0,60})\{(\d{1,3})\.\.(\d{1,3})\}(\.\w{1,10})(?!\w)/gu;
const MOST_OF_A_RANGE = 60;
/** Before two files that something is moved between. */
const BETWEEN =
  /\b(?:rename|move|copy|change|convert|compare|link|from|import|merge|turn|switch|point|replac\w*)\b(?:[^.;\n]|\.(?=\w)){0,60}$/i;

function withRanges(text: string): string {
  return text.replace(
    RANGE,
    (whole: string, stem?: string, from?: string, type?: string, word?: string, to?: string, ...more: unknown[]) => {
      const [braced, first, last, ending, at] = more as [string?, string?, string?, string?, number?];
      const [low = '', high = ''] = [from ?? first, to ?? last];
      const [a, b] = [Number(low), Number(high)];
      if (b <= a || b - a >= MOST_OF_A_RANGE) return whole;
      if (/^to$/i.test(word ?? '') && BETWEEN.test(text.slice(0, at ?? 0))) return whole;
      const digit = (n: number): string => String(n).padStart(low.startsWith('0') ? low.length : 1, '0');
      return Array.from(
        { length: b - a + 1 },
        (_, n) => `${stem ?? braced ?? ''}${digit(a + n)}${type ?? ending ?? ''}`,
      ).join(', ');
    },
  );
}

/** "not" as people write it in haste: "dont touch b.py". The French "dont" has no such verb behind it. */
const HASTY_NOT =
  /\b(do(?=nt\s+(?:\w{1,12}ly\s+)?(?:add|alter|break|change|commit|copy|create|delete|drop|edit|fix|forget|format|include|install|invent|leave|lose|make|mention|modify|move|need|overwrite|put|reformat|remove|rename|replace|reorder|rewrite|run|save|show|sort|touch|translate|update|use|want|write)\b)|(?:does|did|should|must|is|are|was|were|has|have|would|could)(?=nt\s)|(?<=\b(?:i|you|we|they|it|that|which|this)\s{1,3})(?:ca|wo)(?=nt\s))nt\b/gi;

export function mask(given: string): Masked {
  const files: string[] = [];
  const quotes: string[] = [];
  const quoted: string[] = [];
  const addresses: string[] = [];
  const blocks: string[] = [];
  const put = (letter: string, list: string[], value: string): string => `⟦${letter}${list.push(value) - 1}⟧`;
  const text = withRanges(withFences(given.slice(0, LONGEST)))
    .replaceAll(/[⟦⟧]/g, ' ')
    .replace(
      TOKEN,
      (
        whole: string,
        fence?: string,
        address?: string,
        quote?: string,
        name?: string,
        by?: string,
        ...where: unknown[]
      ): string => {
        if (fence !== undefined) return put('B', blocks, insideOf(fence));
        if (address !== undefined) {
          const bare = address.replace(/[.,;:!?]+$/, '');
          return put('U', addresses, bare) + address.slice(bare.length);
        }
        if (quote !== undefined) {
          const inner = quote.startsWith('\u00ab') ? quote.slice(1, -1).trim() : quote.slice(1, -1);
          const [at, all] = where as [number, string];
          const before = all.slice(Math.max(0, at - 20), at);
          if ((isFile(inner) && !CALLED_TEXT.test(before)) || (SPACED_NAME.test(inner) && CALLED.test(before)))
            return put('F', files, tidy(inner));
          quoted.push(quote);
          return put('Q', quotes, inner);
        }
        if (by !== undefined) return put('F', files, by);
        if (name === undefined) return whole;
        // A sentence may end behind a name without a type of its own.
        const bare = name.replace(/\.+$/, '');
        return isFile(bare) ? put('F', files, tidy(bare)) + name.slice(bare.length) : whole;
      },
    )
    .replaceAll(BLANKS, (run) => run.slice(0, LONGEST_BLANK) + (run.includes('\n') ? '\n' : ''))
    .replaceAll(/\be\.\s?g\.?(?=\W)/gi, 'for example')
    .replaceAll(HASTY_NOT, "$1n't")
    // A block belongs to the sentence before it.
    .replace(/(?<!\n)\n+(?=⟦B)/g, ' ');
  return { text, files, quotes, quoted, addresses, blocks };
}

const insideOf = (fence: string): string => fence.slice(fence.indexOf('\n') + 1, fence.lastIndexOf('\n'));

function isFile(text: string): boolean {
  if (!WHOLE_NAME.test(text) || NO_FILE.some((pattern) => pattern.test(text))) return false;
  return !/\.lock$/i.test(text) || isLockFile(text);
}

/** As paths are compared: without the marks of "here". */
const tidy = (path: string): string => path.replace(/^(?:\.\/|\/workspace\/)+/, '');

/** Sentences and lines of a masked text, without the marks of a list before them. */
export function sentencesOf({ text }: Masked): string[] {
  return text
    .split(/(?<=[.!?;])\s+|\n+/)
    .map((sentence) => sentence.replace(/^\s*(?:(?:[-*•]|\d{1,3}[.)])\s+)+/, '').trim())
    .filter((sentence) => sentence !== '')
    .slice(0, MOST_SENTENCES)
    .map((sentence) => sentence.slice(0, LONGEST_SENTENCE));
}

/** What the tokens of one kind in a piece of a masked text stand for. */
export function standingFor(piece: string, masked: Masked, letter: 'F' | 'Q' | 'U' | 'B'): string[] {
  const lists = { F: masked.files, Q: masked.quotes, U: masked.addresses, B: masked.blocks };
  return [...piece.matchAll(/⟦([FQUB])(\d+)⟧/g)].flatMap(([, of, at]) => {
    const value = of === letter ? lists[letter][Number(at)] : undefined;
    return value === undefined ? [] : [value];
  });
}

/** A piece of a masked text as it was written, but for the form of the quotation marks. */
export const unmask = (piece: string, masked: Masked): string =>
  piece.replace(/⟦([FQUB])\d+⟧/g, (token, letter: 'F' | 'Q' | 'U' | 'B') => {
    const [value = ''] = standingFor(token, masked, letter);
    return letter === 'Q' ? `"${value}"` : value;
  });

/** A piece of a masked text as it was written. */
export const asWritten = (piece: string, masked: Masked): string =>
  unmask(
    piece.replace(/⟦Q(\d+)⟧/g, (token, at: string) => masked.quoted[Number(at)] ?? token),
    masked,
  );

/** A text without its files, quotations, addresses and blocks: what is left speaks of the work itself. */
export const proseOf = (text: string): string => mask(text).text.replace(/⟦\w+⟧/g, ' ');
