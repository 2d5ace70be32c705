import type { BrokenCall, ToolCall, ToolSchema } from '#domain';
import { withoutQuotes } from './quoted-calls.js';
import { isObject, readArguments } from './read-arguments.js';
import type { Asked, RawAnswer, RawCall } from './raw-answer.js';
import { salvageCalls, type Salvaged } from './salvage.js';
import { spreadLists } from './spread-lists.js';
import { splitReasoning } from './split-reasoning.js';
import { hasRequired, toolNamed } from './tool-names.js';
import { unendedCall } from './unended-call.js';
import { wellFormed } from './well-formed.js';

/** An answer on its way from what was received to what may be believed. */
export interface Draft {
  readonly text: string;
  readonly thinking: string;
  readonly raw: RawAnswer;
  readonly toolCalls: readonly ToolCall[];
  readonly brokenCalls: readonly BrokenCall[];
  /** Calls that end the reasoning of an answer without words; not run. */
  readonly drafted?: readonly ToolCall[];
  readonly finish: 'stop' | 'length';
  readonly notes: readonly string[];
}

export type Stage = (draft: Draft, asked: Asked, mintId: () => string) => Draft;

/** In this order; each is pure but for the ids it mints, and none throws whatever the model wrote. */
const STAGES: readonly Stage[] = [
  noticeCut,
  takeReasoning,
  readNativeCalls,
  answerInCall,
  readWrittenCalls,
  noticeUnended,
  oneForEach,
  finishLast,
  takeFew,
  noticeDrafted,
];

/** Reads a whole answer. Nothing in it is believed because it looks complete: see each stage. */
export function readReply(received: RawAnswer, asked: Asked, mintId: () => string = mintCallId): Draft {
  const raw = wellFormed(received);
  let draft: Draft = {
    text: raw.text,
    thinking: raw.thinking,
    raw,
    toolCalls: [],
    brokenCalls: [],
    finish: raw.finish,
    notes: raw.notes,
  };
  for (const stage of STAGES) draft = stage(draft, asked, mintId);
  return draft;
}

/** An answer as long as it was allowed to be was cut, whatever reason the server names. */
function noticeCut(draft: Draft, asked: Asked): Draft {
  const { usage } = draft.raw;
  if (draft.finish === 'length' || usage === null) return draft;
  const brokenAtEnd = draft.raw.calls.some((call) => readArguments(call.arguments).kind === 'broken');
  const used = usage.completionTokens;
  if (used !== asked.maxTokens && !(used > asked.maxTokens && brokenAtEnd)) return draft;
  return {
    ...draft,
    finish: 'length',
    notes: [...draft.notes, `the answer used all of its ${asked.maxTokens} tokens, so it counts as cut`],
  };
}

function takeReasoning(draft: Draft): Draft {
  const split = splitReasoning(draft.text);
  return {
    ...draft,
    text: split.text,
    thinking: [draft.thinking, split.thinking].filter((part) => part !== '').join('\n'),
    notes: [...draft.notes, ...split.notes],
  };
}

/** A name that came in pieces is written out in full by them, and by nothing less. */
const ofPieces = ({ inPieces }: RawCall, { tools }: Asked): ToolSchema | null =>
  tools.find(({ name }) => name === inPieces) ?? null;

function readNativeCalls(draft: Draft, asked: Asked, mintId: () => string): Draft {
  const toolCalls: ToolCall[] = [];
  const brokenCalls: BrokenCall[] = [];
  const notes: string[] = [];
  for (const call of draft.raw.calls.flatMap((one) => wrappedCalls(one, asked))) {
    const tool = ofPieces(call, asked) ?? toolNamed(call.name, asked.tools);
    const name = tool?.name ?? call.name;
    if (tool && tool.name !== call.name) notes.push(`read the tool name ${JSON.stringify(call.name)} as "${name}"`);
    const breakOff = (problem: string): void => {
      const raw = typeof call.arguments === 'string' ? call.arguments : (JSON.stringify(call.arguments) ?? '');
      brokenCalls.push({ id: mintId(), name, raw, problem });
    };
    const args = readArguments(call.arguments);
    if (name.trim() === '') breakOff('the call names no tool');
    else if (draft.finish === 'length')
      breakOff('the answer was cut at its token limit, so the call may be incomplete');
    else if (args.kind === 'broken') breakOff(args.problem);
    else if (args.values.length > 1 && !(tool && args.values.every((value) => hasRequired(tool, value))))
      breakOff('several objects are glued together as the arguments of one call');
    else {
      if (args.note !== undefined) notes.push(args.note);
      for (const values of args.values) toolCalls.push({ id: mintId(), name, arguments: wellFormed(values) });
    }
  }
  return { ...draft, toolCalls, brokenCalls, notes: [...draft.notes, ...notes] };
}

/** The calls within one of a wrapper that was never offered: models trained on it use it all the same. */
function wrappedCalls(call: RawCall, asked: Asked): readonly RawCall[] {
  if (toolNamed(call.name, asked.tools)) return [call];
  const args = readArguments(call.arguments);
  if (
    /^(?:tool_?call|call_?tool|function_?call|call_?function|use_?tool|invoke_?tool|execute_?tool|run_?tool)$/i.test(
      call.name,
    )
  )
    return [(args.kind === 'read' && args.values.length === 1 && innerCall(args.values[0], asked)) || call];
  if (!/^(?:functions\.)?multi_tool_use(?:\.parallel)?$/.test(call.name)) return [call];
  const uses = args.kind === 'read' && args.values.length === 1 ? args.values[0]?.['tool_uses'] : undefined;
  if (!Array.isArray(uses) || uses.length === 0) return [call];
  const inner = (uses as unknown[]).map((use): RawCall | null => {
    const name = isObject(use) ? (use['recipient_name'] ?? use['name']) : undefined;
    return isObject(use) && typeof name === 'string'
      ? { name, arguments: use['parameters'] ?? use['arguments'] ?? {} }
      : null;
  });
  return inner.every((one) => one !== null) ? inner : [call];
}

/** A call as the arguments of another one: the name of an offered tool, and an object for its own. */
function innerCall(given: unknown, asked: Asked): RawCall | null {
  if (!isObject(given)) return null;
  const [name] = ['name', 'tool_name', 'tool', 'function', 'function_name'].flatMap((key) =>
    typeof given[key] === 'string' ? [given[key]] : [],
  );
  const [args] = ['arguments', 'args', 'parameters', 'params', 'input'].flatMap((key) => given[key] ?? []);
  return name === undefined || args === undefined || !toolNamed(name, asked.tools) ? null : { name, arguments: args };
}

/** Where nothing was offered to be called, an answer may come as the arguments of a call all the same. */
function answerInCall(draft: Draft, { tools }: Asked): Draft {
  if (tools.length > 0 || draft.toolCalls.length === 0) return draft;
  const [only, ...others] = draft.toolCalls;
  const isAnswer =
    only !== undefined && others.length === 0 && draft.text.trim() === '' && Object.keys(only.arguments).length > 0;
  return {
    ...draft,
    toolCalls: [],
    ...(isAnswer ? { text: JSON.stringify(only.arguments) } : {}),
    notes: [
      ...draft.notes,
      isAnswer ? 'read the answer out of a call that nobody offered' : 'left out calls that nobody offered',
    ],
  };
}

/** Only where no real call came, and never out of reasoning or a cut answer. */
function readWrittenCalls(draft: Draft, asked: Asked, mintId: () => string): Draft {
  if (draft.raw.calls.length > 0 || draft.finish === 'length') return draft;
  const salvaged = writtenIn(draft.text, asked);
  if (salvaged === null) return draft;
  if (salvaged === 'quoted') return { ...draft, notes: [...draft.notes, 'calls quoted from what a tool has shown'] };
  const toolCalls = toolCallsOf(salvaged, mintId);
  return {
    ...draft,
    text: salvaged.text,
    toolCalls,
    notes: [...draft.notes, `read ${toolCalls.length} tool calls that were written as ${salvaged.form}`],
  };
}

/** Beside words of its own, a call that stands in what a tool has shown is a quotation. */
function writtenIn(text: string, { tools, heard = [] }: Asked): Salvaged | 'quoted' | null {
  const written = salvageCalls(text, tools);
  if (written === null || written.text === '') return written;
  const own = withoutQuotes(text, tools, heard);
  return own === text ? written : (salvageCalls(own, tools) ?? 'quoted');
}

const toolCallsOf = ({ calls }: Salvaged, mintId: () => string): ToolCall[] =>
  calls.map(({ tool, arguments: args }) => ({ id: mintId(), name: tool.name, arguments: wellFormed(args) }));

function noticeUnended(draft: Draft, { tools }: Asked, mintId: () => string): Draft {
  if (draft.toolCalls.length + draft.brokenCalls.length > 0) return draft;
  const name = unendedCall(draft.text, tools);
  if (name === null) return draft;
  const problem = 'it is not closed: end each value with </parameter> and the call with </function>';
  return { ...draft, brokenCalls: [{ id: mintId(), name, raw: '', problem }] };
}

function oneForEach(draft: Draft, { tools }: Asked, mintId: () => string): Draft {
  const toolCalls = draft.toolCalls.flatMap((call) =>
    spreadLists(call, tools).map((args, at) =>
      at === 0 ? { ...call, arguments: args } : { ...call, id: mintId(), arguments: args },
    ),
  );
  if (toolCalls.length === draft.toolCalls.length) return { ...draft, toolCalls };
  return { ...draft, toolCalls, notes: [...draft.notes, 'made one call of each thing in a list'] };
}

/** Calls behind a "finish" belong to what it calls finished: they come before it. */
function finishLast(draft: Draft): Draft {
  const isFinish = ({ name }: ToolCall): boolean => name === 'finish';
  const at = draft.toolCalls.findIndex(isFinish);
  if (at < 0 || draft.toolCalls.slice(at).every(isFinish)) return draft;
  return {
    ...draft,
    toolCalls: [...draft.toolCalls.filter((call) => !isFinish(call)), ...draft.toolCalls.filter(isFinish)],
    notes: [...draft.notes, 'the calls behind "finish" were put before it'],
  };
}

/** Results of more calls than this would fill the window before the model sees one of them. */
const MOST_CALLS = 40;

function takeFew(draft: Draft, _asked: Asked, mintId: () => string): Draft {
  const { toolCalls } = draft;
  if (toolCalls.length <= MOST_CALLS) return draft;
  const problem = `${toolCalls.length - MOST_CALLS} more calls were not run, since at most ${MOST_CALLS} are taken from one answer`;
  return {
    ...draft,
    toolCalls: toolCalls.slice(0, MOST_CALLS),
    brokenCalls: [...draft.brokenCalls, { id: mintId(), name: 'the rest', raw: '', problem }],
    notes: [...draft.notes, problem],
  };
}

/**
 * Calls that end the reasoning of an answer which never came to its words: perhaps a draft, perhaps all that was to be
 * said. What a model goes on to think about is none.
 */
function noticeDrafted(draft: Draft, asked: Asked, mintId: () => string): Draft {
  const isSilent = draft.toolCalls.length + draft.brokenCalls.length === 0 && draft.text.trim() === '';
  const said = draft.thinking.trim();
  if (!isSilent || said === '' || draft.finish === 'length') return draft;
  const salvaged = writtenIn(said, asked);
  if (salvaged === null || salvaged === 'quoted' || !said.startsWith(salvaged.text.trim())) return draft;
  const whole = { ...draft, toolCalls: toolCallsOf(salvaged, mintId) };
  const { toolCalls: drafted } = finishLast(oneForEach(whole, asked, mintId));
  return drafted.length > MOST_CALLS ? draft : { ...draft, drafted };
}

const ALPHANUMERICS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** Nine alphanumerics, the one form of id that every server takes back. */
export function mintCallId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(9));
  return Array.from(bytes, (byte) => ALPHANUMERICS[byte % ALPHANUMERICS.length]).join('');
}
