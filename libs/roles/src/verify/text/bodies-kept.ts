import { bracedBodies, hasBraces, type Body } from './braced-bodies.js';
import { isTestFile } from '../file-kinds.js';

/* Functions of which the name is left and the work is gone. Pure, linear. */

/** Words by which a body may go, or become another's. */
const MAY_GO =
  /\b(?:remov|delet|drop|empt|clear|disabl|deactivat|turn\w*\s+off|stub|mock|skeleton|scaffold|placeholder|no-?op|noop|dummy|fake|skip|bypass|deprecat|abstract|interface|protocol|move|moving|extract|delegat|inline|simplif|refactor|restructur|rewrit|replac|split|clean|strip|reset|start\w*\s+over|exercise|template|do(?:es)?\s+nothing|nothing|not\s+implemented|unimplemented|unused|dead)\w*/i;
/** Words by which always the same may be wanted. */
const MAY_BE_FIXED =
  /\b(?:always|never|every(?:body|one)|constant|hard-?cod\w*|fixed\s+value|by\s+default|permanent\w*|returns?\s+(?:(?:an?|the|always|only|just)\s+){0,2}(?:true|false|null|nil|none|undefined|zero|empty|\d+))\b/i;
const NOTHING =
  /^(?:pass|\.{3}|return(?:\s+(?:None|null|nil|undefined|void 0|nullptr|NULL))?|raise NotImplementedError\b.*|throw\b.*(?:not?\s?(?:yet\s)?(?:implement|support)|unsupported|unimplemented|todo).*|panic\(.*(?:not?\s(?:yet\s)?(?:implement|support)|todo).*|(?:todo|unimplemented)!\(.*)$/i;
const VALUE =
  '(?:true|false|null|nil|None|undefined|nullptr|NULL|-?\\d[\\d._]{0,20}\\w?|"[^"]{0,80}"|\'[^\']{0,80}\'|``|\\[\\]|\\{\\}|\\(\\)|(?:Ok|Some)\\((?:\\(\\)|\\d{1,9}|true|false)\\)|Vec::new\\(\\)|vec!\\[\\]|String::new\\(\\)|Default::default\\(\\)|new \\w{1,40}(?:<[^<>]{0,60}>)?\\(\\)|Promise\\.resolve\\(\\w{0,20}\\))';
const SAME = new RegExp(`^(?:return\\s+)?${VALUE}(?:\\s*,\\s*${VALUE}){0,3}$`, 'i');
const LEAST_LINES = 3;

/** Python only: elsewhere an indentation says nothing. The bounds keep it linear. */
const DEFINES = /^(\s*)(?:async\s+)?def\s+(\w+)\s*\((.{0,1000})\).{0,200}:\s*$/;

/** Without the texts in three quotation marks that take up whole lines. */
function withoutDescriptions(text: string): string {
  const ends: Record<string, number[]> = { '"""': [], "'''": [] };
  for (const { 1: mark = '', index } of text.matchAll(/("""|''')(?=[ \t]*$)/gm)) ends[mark]?.push(index);
  let [kept, at] = ['', 0];
  for (const begin of text.matchAll(/^[ \t]*("""|''')/gm)) {
    if (begin.index < at) continue;
    const from = begin.index + begin[0].length;
    const later = ends[begin[1] ?? ''] ?? [];
    const skipped = later.findIndex((end) => end >= from);
    later.splice(0, skipped < 0 ? later.length : skipped);
    const [end] = later;
    if (end === undefined) continue;
    kept += text.slice(at, begin.index);
    at = end + 3;
  }
  return kept + text.slice(at);
}

/** Bodies by the lines of a file, without remarks and what only describes. */
export function bodiesIn(text: string): Body[] {
  const lines = withoutDescriptions(text).split(/\r?\n/);
  const found: { name: string; parameters: string; lines: string[]; indent: number }[] = [];
  const open: typeof found = [];
  for (const line of lines) {
    if (line.trim() === '' || /^\s*#/.test(line)) continue;
    const indent = line.length - line.trimStart().length;
    while (open.length > 0 && indent <= (open.at(-1)?.indent ?? -1)) open.pop();
    for (const one of open) one.lines.push(line.trim());
    const defined = DEFINES.exec(line);
    if (defined === null) continue;
    const parameters = (defined[3] ?? '').replace(/^(?:self|cls)\b\s*,?/, '').trim();
    const one = { name: defined[2] ?? '', parameters, lines: [], indent };
    found.push(one);
    open.push(one);
  }
  return found;
}

/** Of a name that stands there twice nobody knows which is which. */
const byName = (bodies: readonly Body[]): Map<string, Body | null> => {
  const all = new Map<string, Body | null>();
  for (const body of bodies) all.set(body.name, all.has(body.name) ? null : body);
  return all;
};
const bodiesOf = (path: string, text: string): Body[] =>
  path.endsWith('.py') ? bodiesIn(text) : bracedBodies(path, text);
export const hasBodies = (path: string): boolean => path.endsWith('.py') || hasBraces(path);

/** Nothing at all, or the same whatever it is given. */
function isGutted({ lines, parameters }: Body, asked: string): boolean {
  const said = lines.flatMap((line) => line.split(';')).filter((one) => one.trim() !== '');
  const is = (form: RegExp): boolean => said.every((one) => form.test(one.trim()) || NOTHING.test(one.trim()));
  return is(NOTHING) || (parameters !== '' && !MAY_BE_FIXED.test(asked) && is(SAME));
}

/** How functions that did something do nothing any more, a sentence; null where none does, or that may be wanted. */
export function guttedBodies(path: string, text: string, before: string | null, asked: string): string | null {
  if (before === null || !hasBodies(path) || isTestFile(path) || MAY_GO.test(asked)) return null;
  const has = byName(bodiesOf(path, text));
  const gone = [...byName(bodiesOf(path, before))].flatMap(([name, was]) => {
    const left = has.get(name) ?? null;
    if (was === null || left === null || was.lines.length < LEAST_LINES) return [];
    // Python has no empty body: a line that was not understood is none.
    if (path.endsWith('.py') && left.lines.length === 0) return [];
    return isGutted(left, asked) && !isGutted(was, asked) ? [name] : [];
  });
  return gone.length === 0 ? null : `the body of ${gone.slice(0, 5).join(', ')} is gone, and only the name is left`;
}
