import toml from 'toml';
import parser, { type TomlNode, type TomlValueNode } from 'toml/lib/parser.js';
import { ConfigError } from './config-error.js';

/** A TOML text as a tree of tables, with the line on which each key or section first stands. */
export interface TomlSource {
  readonly root: Readonly<Record<string, unknown>>;
  /** Null for a key the text does not hold. */
  lineOf(path: readonly string[]): number | null;
}

/** No key takes a date. Those without a time or a zone would be read as text, which is no more what was meant. */
const DATE = { from: (text: string): Date => Object.assign(new Date(Number.NaN), { toJSON: () => text }) };
const DATES = { ZonedDateTime: DATE, PlainDateTime: DATE, PlainDate: DATE, PlainTime: DATE };

/** @throws ConfigError naming file and line, when it is not TOML. */
export function parseToml(text: string, file: string): TomlSource {
  // Editors on Windows begin a file with a byte order mark.
  const source = text.replace(/^\uFEFF/, '');
  let root: Record<string, unknown>;
  try {
    root = toml.parse(source, { useTemporal: true, temporal: DATES }) as Record<string, unknown>;
  } catch (error) {
    throw new ConfigError([syntaxProblem(error, source, file)]);
  }
  const lines = keyLines(parser.parse(source), source);
  return { root, lineOf: (path) => lines.get(pathKey(path)) ?? null };
}

const pathKey = (path: readonly string[]): string => JSON.stringify(path);
const asPath = (key: unknown): readonly string[] => (Array.isArray(key) ? key.map(String) : [String(key)]);

function keyLines(nodes: readonly TomlNode[], source: string): ReadonlyMap<string, number> {
  const starts = [0];
  for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  const lineAt = (offset: number): number => {
    let line = starts.length;
    while (line > 1 && starts[line - 1]! > offset) line--;
    return line;
  };
  const lines = new Map<string, number>();
  const note = (path: readonly string[], offset: number): void => {
    for (let length = 1; length <= path.length; length++) {
      const key = pathKey(path.slice(0, length));
      if (!lines.has(key)) lines.set(key, lineAt(offset));
    }
  };
  const noteInline = (prefix: readonly string[], value: unknown): void => {
    const table = value as TomlValueNode;
    if (table.type !== 'InlineTable') return;
    for (const entry of table.value as readonly TomlNode[]) {
      const path = [...prefix, ...asPath(entry.key)];
      note(path, entry.offset);
      noteInline(path, entry.value);
    }
  };
  let section: readonly string[] = [];
  for (const node of nodes) {
    if (node.type === 'Assign') {
      const path = [...section, ...asPath(node.key)];
      note(path, node.offset);
      noteInline(path, node.value);
    } else {
      section = asPath(node.value);
      note(section, node.offset);
    }
  }
  return lines;
}

/** What the parser throws: syntax errors carry `location`, broken rules carry `line`. */
interface ParserError {
  readonly message: string;
  readonly line?: number;
  readonly found?: string | null;
  readonly location?: { readonly start: { readonly line: number; readonly column: number } };
}

function syntaxProblem(thrown: unknown, source: string, file: string): ConfigError['problems'][number] {
  const error = thrown as ParserError;
  const line = error.location?.start.line ?? error.line ?? null;
  let message: string;
  if (error.location === undefined) {
    // Its advice is for programs that call the parser.
    message = `this is not valid TOML: ${error.message.replace(/ cannot be represented .*/, ' is too large.')}`;
  } else {
    const found =
      error.found === null || error.found === undefined
        ? 'end of the file'
        : error.found === '\n' || error.found === '\r'
          ? 'end of the line'
          : JSON.stringify(error.found);
    message = `this is not valid TOML: unexpected ${found} in column ${error.location.start.column}.`;
  }
  const lines = line === null ? [] : source.split('\n').slice(0, line);
  return { file, line, key: keyAt(lines), message: message + hint(lines.at(-1) ?? '') };
}

/** `[section] key` of the last of some lines, as far as it can be told of a text that is not TOML. */
function keyAt(lines: readonly string[]): string {
  const key = /^\s*([\w."-]+)\s*=/.exec(lines.at(-1) ?? '')?.[1];
  if (key === undefined) return '';
  const section = lines.findLast((line) => /^\s*\[[^[\]]+\]\s*(?:#.*)?$/.test(line));
  const name = section === undefined ? '' : `[${/\[([^[\]]+)\]/.exec(section)?.[1]?.trim() ?? ''}] `;
  return name + key;
}

/** The usual slips, told by the line they stand on. */
function hint(line: string): string {
  if (/=\s*"[^"]*\\/.test(line))
    return " In double quotes a backslash begins an escape: put a Windows path in 'single quotes'.";
  if (/=\s*(True|False|TRUE|FALSE|yes|no|on|off)\s*(#.*)?$/.test(line)) return ' Write true or false.';
  if (/=\s*[A-Za-z~/.$]/.test(line) && !/=\s*(true|false|inf|nan)\b/.test(line))
    return ' Text needs quotes: key = "text".';
  if (/^\s*[\w-]+\s*:/.test(line)) return ' A key and its value are joined by "=", not ":".';
  return '';
}
