/* Blocks of languages that end with a word. Pure, linear. */

interface Words {
  readonly remark: RegExp;
  /** A line at the margin that opens a block. */
  readonly opens: RegExp;
  /** Anything that opens one, wherever it stands. */
  readonly any: RegExp;
}

const RUBY: Words = {
  remark: /^\s*#/,
  opens: /^(?:class|module|def|if|unless|case|while|until|begin|for)\b|\bdo(?:\s*\|[^|]*\|)?\s*$/,
  any: /^\s*(?:(?:private|public|protected|module_function|private_class_method)\s+)?(?:class|module|def|if|unless|case|while|until|begin|for)\b|\bdo(?:\s*\|[^|]*\|)?\s*$|=\s*(?:if|case|begin|unless)\b/,
};
const LUA: Words = {
  remark: /^\s*--/,
  opens: /^(?:local\s+)?function\b|^if\b.*\bthen\s*$|^(?:for|while)\b.*\bdo\s*$|^do\s*$|\bfunction\s*\([^()]*\)\s*$/,
  any: /\bfunction\b|^\s*if\b|^\s*(?:for|while)\b|^\s*do\s*$/,
};
const ELIXIR: Words = { remark: /^\s*#/, opens: /\sdo\s*$/, any: /\sdo\s*$|\bfn\b/ };

const wordsOf = (path: string): Words | null => {
  if (/\.(?:rb|rake|gemspec)$|(?:^|\/)(?:Gemfile|Rakefile|Vagrantfile|Podfile|Fastfile|Brewfile)$/.test(path))
    return RUBY;
  if (/\.lua$/i.test(path)) return LUA;
  return /\.exs?$/i.test(path) ? ELIXIR : null;
};
/** Texts over lines have rules of their own. */
const LONG_TEXT = /<<[~-]?["'`]?[A-Za-z_]|"""|'''|\[=*\[|~[A-Za-z]["'[({<|/]|%[qQwWiI]?[[({<|]|^=begin\b/m;

const WHOLE_STATEMENTS = /^(?:pass|return|break|continue|raise|yield)$/;
/** A name alone at the end of a block of Python does nothing: the line was to be longer. */
function bareName(text: string): string | null {
  const lines = text.trimEnd().split(/\r?\n/);
  const [before = '', last = ''] = lines.slice(-2);
  const name = /^\s+([A-Za-z_]\w*)$/.exec(last)?.[1];
  if (lines.length < 2 || name === undefined || WHOLE_STATEMENTS.test(name) || before.trimEnd().endsWith('\\'))
    return null;
  return LONG_TEXT.test(text) ? null : `its last line stops within a word or says nothing: ${name}`;
}

/**
 * How a block at the margin is open at the end, and no word is there that could close it; null where that is not
 * certain.
 */
export function openEnd(path: string, text: string): string | null {
  if (/\.pyi?$/i.test(path)) return bareName(text);
  const words = wordsOf(path);
  if (words === null || LONG_TEXT.test(text)) return null;
  const lines = text
    .split(/^__END__$/m)[0]
    ?.split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !words.remark.test(line))
    .map((line) => bare(line, words));
  if (lines === undefined) return null;
  const at = lines.findLastIndex((line) => !/^\s/.test(line) && words.opens.test(line) && !closesItself(line));
  const behind = lines.slice(at + 1);
  if (at < 0 || behind.some((line) => /^end\b/.test(line))) return null;
  // What stands at the margin again has left the block.
  const opened = lines.slice(at).filter((line) => words.any.test(line) && !closesItself(line)).length;
  const closed = behind.reduce((sum, line) => sum + (line.match(/(?<![.:\w])end\b(?!:)/g)?.length ?? 0), 0);
  return closed < opened ? `its last block is never closed: ${(lines[at] ?? '').trim().slice(0, 80)}` : null;
}

/** On one line; `def f = x` and `def f, do: x` have no end. */
const closesItself = (line: string): boolean =>
  /\bend\b/.test(line) || /^\s*def[\w\s.]*(?:\([^)]*\)\s*)?=(?!=)/.test(line) || /,\s*do:/.test(line);

const bare = (line: string, { remark }: Words): string => {
  const short = line.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""');
  return remark.source.includes('--') ? short.replace(/--.*$/, '') : short.replace(/(^|\s)#.*$/, '$1');
};
