import type { ToolSchema } from '#domain';
import type { Dialect } from './salvage/dialect.js';
import { DIALECTS } from './salvage/dialects.js';
import { pythonCalls } from './salvage/python-calls.js';
import { callFrom, callInYaml, callsInJson, isMadeUp, objectIn, type WrittenCall } from './salvage/written-call.js';
import { scan } from './read-arguments.js';

export interface Salvaged {
  readonly calls: readonly WrittenCall[];
  /** What is left of the answer. */
  readonly text: string;
  readonly form: string;
}

/** What models write when they make up the result of their own call. */
const INVENTED = /<tool_(?:response|result|output)>|^[ \t]*Observation:/gim;
/** The next turn of a user, made up behind the model's own calls. */
const PLAYED_USER = /^[ \t]*(?:\*\*)?(?:User|Human)(?::\*\*|\*\*:|:)[ \t]|<\|im_start\|>user\b/gm;
/** A fence at the start of a line, with its language. */
const FENCE = /^[ \t]*(`{3,}|~{3,})([\w+-]*)[ \t]*$/gm;
/** Code within a line of prose. */
const INLINE_CODE = /`[^`\n]+`/g;
/** Markers that stand round calls and mean nothing by themselves. */
const LEFTOVERS =
  /<\/?(?:(?:｜DSML｜|steptml:|antml:)?(?:tool_calls?|function_calls?)|minimax:tool_call)>|<\|tool_calls_section_(?:begin|end)\|>|<｜tool▁calls▁(?:begin|end)｜>|<\|(?:eom_id|eot_id|im_end)\|>|<\|(?:START|END)_(?:ACTION|RESPONSE)\|>/g;
/** Closing marks with their stroke escaped, as JSON may have it: then every stroke is. */
const ESCAPED = /<\\\/(?:invoke|parameter|function|tool_call)>/;
/** Longer plain answers are no calls: whoever sends a large file so would be cut first. */
const LONGEST_PLAIN = 2_000_000;

/**
 * Calls written as text instead of sent as calls; null when there are none. Goes through the answer once from its
 * beginning, so that what is quoted in a fence or in back-ticks is told from what is said, and what a call's own
 * arguments hold is never taken for either. Nothing is read behind a result that the model has made up.
 */
export function salvageCalls(text: string, tools: readonly ToolSchema[]): Salvaged | null {
  if (tools.length === 0) return null;
  const written = ESCAPED.test(text) && !text.includes('</') ? text.replaceAll('\\/', '/') : text;
  return marked(written, tools) ?? fenced(written, tools) ?? plain(written, tools);
}

function marked(text: string, tools: readonly ToolSchema[]): Salvaged | null {
  const openers = DIALECTS.map((dialect) => new Search(dialect.opener, text));
  const invented = new Search(INVENTED, text);
  const user = new Search(PLAYED_USER, text);
  const fence = new Search(FENCE, text);
  const code = new Search(INLINE_CODE, text);
  const calls: WrittenCall[] = [];
  const forms = new Set<string>();
  let rest = '';
  let at = 0;
  for (;;) {
    const found = openers.map((search) => search.from(at));
    const next = Math.min(...found.map((match) => match?.index ?? Infinity));
    const madeUp = invented.from(at)?.index ?? Infinity;
    const believed = calls.length === 0 ? Infinity : Math.min(madeUp, user.from(at)?.index ?? Infinity);
    if (believed < next) return done(calls, rest + text.slice(at, believed), forms);
    if (next === Infinity || madeUp < next) break;
    const quoted = Math.min(fence.from(at)?.index ?? Infinity, code.from(at)?.index ?? Infinity);
    if (quoted < next) {
      const end = endOfQuote(text, quoted, fence.from(at), code.from(at));
      rest += text.slice(at, end);
      at = end;
      continue;
    }
    const which = found.findIndex((match) => match?.index === next);
    const [dialect, opener] = [DIALECTS[which] as Dialect, found[which] as RegExpExecArray];
    const read = dialect.read(text, opener, tools);
    // Running the calls after one that could not be read would change their order.
    if (read === null) return null;
    if (read === 'prose') {
      rest += text.slice(at, next + 1);
      at = next + 1;
      continue;
    }
    if (read.calls.length > 0) forms.add(dialect.name);
    calls.push(...read.calls);
    rest += text.slice(at, next);
    at = Math.max(read.end, next + 1);
  }
  return calls.length === 0 ? null : done(calls, rest + text.slice(at), forms);
}

const done = (calls: readonly WrittenCall[], rest: string, forms: ReadonlySet<string>): Salvaged => ({
  calls,
  text: rest.replace(LEFTOVERS, '').trim(),
  form: [...forms].join(', '),
});

/** Index behind the fence or the code span that begins at `quoted`. */
function endOfQuote(text: string, quoted: number, fence: RegExpExecArray | null, code: RegExpExecArray | null): number {
  if (fence?.index !== quoted) return quoted + (code?.[0].length ?? 1);
  const close = text.indexOf(`\n${fence[1] ?? ''}`, quoted + fence[0].length);
  return close < 0 ? text.length : close + 1 + (fence[1] ?? '').length;
}

/** Words that make what follows an illustration. */
const ILLUSTRATES =
  /\b(example|for instance|e\.g\.|such as|would|could|looks? like|format|syntax|document|usage|illustrat|for the record)/i;

/** Fences at the end of the answer that hold nothing but calls: those before prose are quotations. */
function fenced(text: string, tools: readonly ToolSchema[]): Salvaged | null {
  const believed = cutInvented(text);
  const blocks = blocksOf(believed);
  const last = blocks.at(-1);
  if (last === undefined || believed.slice(last.end).trim() !== '') return null;
  const calls: WrittenCall[] = [];
  let rest = '';
  let at = 0;
  for (const block of blocks) {
    const before = believed.slice(at, block.start);
    const headed = headedCall(before, block.body, tools);
    const read = ILLUSTRATES.test(before) ? null : (headed?.calls ?? ofBlock(block.body, tools));
    rest += read === null ? believed.slice(at, block.end) : (headed?.text ?? before);
    calls.push(...(read ?? []));
    at = block.end;
  }
  return calls.length === 0 ? null : { calls, text: rest.trim(), form: 'a fenced block' };
}

/** Words of a heading over a call. */
const CALLS =
  /^[\s#>*-]{0,12}(?:(?:tool|function)(?:[ _](?:call|use|name))?|call(?:ing)?(?: (?:the )?(?:tool|function))?)(?=[\s:*`-])[\s:*-]{0,8}/i;

/** Arguments in a fence under a line that is nothing but the tool's name. */
function headedCall(before: string, body: string, tools: readonly ToolSchema[]): Omit<Salvaged, 'form'> | null {
  const text = before.trimEnd();
  const line = text.slice(text.lastIndexOf('\n') + 1);
  const name = line.replace(CALLS, '').replace(/[`*:#\s]/g, '');
  const call = tools.some((tool) => tool.name === name) ? callFrom(name, body.trim(), tools, 'plain') : null;
  return call === null ? null : { calls: [call], text: text.slice(0, text.length - line.length) };
}

interface Block {
  readonly start: number;
  readonly end: number;
  readonly body: string;
}

/** Closed fences, outermost only. */
function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: RegExpExecArray | null = null;
  for (const mark of text.matchAll(FENCE)) {
    if (open === null) open = mark;
    else if (mark[1] === open[1] && mark[2] === '') {
      const body = text.slice(open.index + open[0].length + 1, mark.index);
      blocks.push({ start: open.index, end: mark.index + mark[0].length, body });
      open = null;
    }
  }
  return blocks;
}

const ofBlock = (body: string, tools: readonly ToolSchema[]): readonly WrittenCall[] | null => {
  const whole = marked(body, tools);
  if (whole !== null) return whole.text === '' ? whole.calls : null;
  return nothingBut(body, tools);
};

/** An answer that is nothing but calls. */
function plain(text: string, tools: readonly ToolSchema[]): Salvaged | null {
  const calls = nothingBut(cutInvented(text), tools);
  return calls === null ? null : { calls, text: '', form: 'plain text' };
}

/** Call objects, one, several in a row or a list; or calls as Python has them. */
function nothingBut(text: string, tools: readonly ToolSchema[]): WrittenCall[] | null {
  const body = text.replace(LEFTOVERS, '').trim();
  if (body === '' || body.length > LONGEST_PLAIN) return null;
  const [head] = /^[^\n{}]{3,120}\n\s{0,4}(?=\{)/.exec(body) ?? [];
  const headed = head === undefined ? null : headedCall(head, body.slice(head.length), tools);
  if (headed !== null) return [...headed.calls];
  if (!/^(?:\{|\[\s*\{)/.test(body)) {
    const yaml = callInYaml(body, tools);
    if (yaml !== null) return [yaml];
    const read = pythonCalls(body, 0, tools, 'plain');
    return read !== null && body.slice(read.end).trim() === '' ? read.calls : null;
  }
  const { pieces, inString, missing, rest } = scan(body);
  if (inString) return null;
  const whole = missing === '' ? pieces : pieces.length === 0 ? [body] : null;
  if (whole === null || whole.length === 0) return null;
  if (missing === '' && !/^[\s,;]*$/.test(rest)) return null;
  const calls: WrittenCall[] = [];
  for (const piece of whole) {
    if (calls.length > 0 && isMadeUp(objectIn(piece))) break;
    const read = callsInJson(piece, tools, 'plain');
    if (read === null) return null;
    calls.push(...read);
  }
  return calls;
}

function cutInvented(text: string): string {
  const found = new Search(INVENTED, text).from(0);
  return found !== null && found.index > 0 ? text.slice(0, found.index) : text;
}

/** Matches of a pattern in order; each is looked for once, however often it is asked for. */
class Search {
  private readonly pattern: RegExp;
  private match: RegExpExecArray | null | undefined;

  constructor(
    pattern: RegExp,
    private readonly text: string,
  ) {
    this.pattern = new RegExp(pattern.source, pattern.flags);
  }

  /** The first match at or after an index; asked for with indexes that only grow. */
  from(at: number): RegExpExecArray | null {
    if (this.match === null) return null;
    if (this.match === undefined || this.match.index < at) {
      this.pattern.lastIndex = at;
      this.match = this.pattern.exec(this.text);
    }
    return this.match;
  }
}
