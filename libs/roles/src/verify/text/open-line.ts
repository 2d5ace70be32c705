import { hasWord } from '../has-word.js';

/* A line that was appended to a last one without a line break: the two have become one. Pure, linear. */

const SETTINGS = /\.(?:properties|env|ini|cfg|conf|toml|npmrc|editorconfig)$|(?:^|\/)\.env(?:\.[\w-]+)?$/i;
const SET = /^(?:export\s+)?[A-Za-z_][\w.-]{0,80}\s{0,3}[=:]\s{0,3}\S/;
const SECTION = /^\[[\w."' -]{1,80}\]\s*$/;
const REMARK = /^[#;]/;

const LISTS = /\.(?:md|markdown|txt|rst)$/i;
const ITEM = /^(?:[-*+]|\d{1,3}[.)])\s+\S/;
const HEADING = /^#{2,6}\s+\S/;

const NAMES = /(?:^|\/)(?:\.\w{1,20}ignore|requirements[\w.-]{0,40}\.txt)$/i;
const NAME = /^[\w.*@][\w.*/@-]{1,80}/;

const TABLES: Readonly<Record<string, string>> = { csv: ',', tsv: '\t' };

/** Whether a file is of lines that stand for themselves. */
export const isOfLines = (path: string): boolean =>
  [SETTINGS, NAMES, LISTS, /\.[ct]sv$/i].some((kind) => kind.test(path));

/** The line that it has become, in a sentence; null where that is none, or may be meant. `asked`: the order. */
export function joinedLine(path: string, text: string, before: string | null, asked: string): string | null {
  if (before === null || before === '' || /[\r\n]$/.test(before) || !text.startsWith(before)) return null;
  const last = before.slice(before.lastIndexOf('\n') + 1);
  const [more = ''] = text.slice(before.length).split(/\r?\n/, 1);
  if (more === '' || /^\s/.test(more) || last.trim() === '' || !areTwo(path, last.trim(), more, asked)) return null;
  return `"${`${last}${more}`.slice(-80)}" is two lines in one: the file had no line break at its end`;
}

function areTwo(path: string, last: string, more: string, asked: string): boolean {
  if (SETTINGS.test(path))
    return (SET.test(last) || SECTION.test(last) || REMARK.test(last)) && (SET.test(more) || SECTION.test(more));
  if (NAMES.test(path)) {
    const [name = ''] = NAME.exec(more) ?? [];
    const bare = name.replace(/\/$/, '');
    return bare !== '' && !last.startsWith('#') && isSaid(bare, asked) && !isSaid(`${last}${bare}`, asked);
  }
  if (LISTS.test(path)) return (ITEM.test(last) && ITEM.test(more)) || HEADING.test(more);
  const sign = TABLES[/\.([ct]sv)$/i.exec(path)?.[1]?.toLowerCase() ?? ''];
  if (sign === undefined) return false;
  const [cells, others] = [last, more].map((row) => row.split(sign).length) as [number, number];
  return cells > 1 && cells === others && !`${last}${more}`.includes('"');
}

const isSaid = (name: string, asked: string): boolean => hasWord(asked, name, /[\w.*/@-]/, /^(?:[\w*@-]|\.\w)/);
