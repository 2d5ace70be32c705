import { createHash } from 'node:crypto';
import { accept, answer, call, finish, plan, reject, textOf, type ScriptedReply, type SeenRequest } from '#testing';
import type { Step } from './mode.js';

/*
 * A model that knows what comes next, and says it badly as often as not: what other modes break one by one, together.
 */

/** The right call. */
export interface Move {
  readonly name: string;
  readonly args: Readonly<Record<string, string>>;
}

export interface Weakness {
  /** The same seed fails in the same places. */
  readonly seed: number;
  /** Share of the answers that are bad, 0..1. */
  readonly share: number;
}

const NOT_DONE = 'The work is not complete.';
const OTHER_KEYS: Readonly<Record<string, string>> = { path: 'file_path', content: 'text', command: 'cmd' };

/** How a call is said badly, or not said. */
const CALLS: readonly ((move: Move) => ScriptedReply)[] = [
  ({ name }) => answer(`I will now use ${name} to make the change.`),
  () => answer(''),
  ({ name, args }) => answer(`Here is the call:\n\`\`\`json\n${JSON.stringify({ name, arguments: args })}\n\`\`\``),
  ({ name, args }) => answer(`<tool_call>\n${JSON.stringify({ name, arguments: args })}\n`),
  ({ name, args }) => answer(`<tool_call>${JSON.stringify({ name, arguments: args }).slice(0, -2)},}}</tool_call>`),
  ({ name, args }) => call(`functions.${name}`, args),
  ({ name, args }) => call(name, Object.fromEntries(Object.entries(args).map(([k, v]) => [OTHER_KEYS[k] ?? k, v]))),
  ({ name, args }) => ({ toolCalls: [{ name, arguments: JSON.stringify(args).slice(0, -9) }] }),
  ({ name, args }) => call(name, Object.fromEntries(Object.entries(args).slice(1))),
  ({ name, args }) => call(name, { arguments: args }),
  () => call('open_editor', { file: 'x' }),
  () => call('read_file', { path: 'src/does-not-exist.txt' }),
  () => call('edit_file', { path: 'README.md', old_str: 'this stands nowhere', new_str: 'y' }),
  () => finish('All of it is done.'),
  () => finish('I could not do it.', 'blocked', 'I do not know how.'),
  ({ name, args }) => ({ ...call(name, args), text: '<think>The user wants a change. I call the tool.' }),
  () => answer('<think>\nLet me think about what has to be done. First I look at the file, then'),
  () => ({ status: 500, errorBody: 'internal error' }),
  ({ name, args }) => ({ ...call(name, args), dropAfterBytes: 40 }),
  () => ({ text: 'I will', omitEnd: true }),
  () => ({ text: 'I', errorInStream: 'llama runner process has terminated' }),
  () => ({ text: 'To do this, first we need to', finish: 'length' }),
  () => answer('Should I go on with the change? Please confirm.'),
  ({ name, args }) => ({ toolCalls: [1, 2].map(() => ({ name, arguments: args })) }),
  () => answer('I will do it now. '.repeat(400)),
  () => answer("I'm sorry, but I can't access files on your computer."),
];
const VERDICTS: readonly ((passed: boolean) => ScriptedReply)[] = [
  (passed) => answer(passed ? 'Everything looks good.' : NOT_DONE),
  (passed) => answer(`{"passed": "${passed}", "issues": ${passed ? '[]' : `["${NOT_DONE}"]`}, "confidence": "0.9"}`),
  () => answer(''),
  (passed) => answer(`<think>I look.</think>{"passed": ${passed}, "issues": [${passed ? '' : `"${NOT_DONE}",`}],}`),
  () => ({ text: '{"passed": tr', finish: 'length' }),
  () => reject('The file does not hold the change that was asked for.'),
];
const PLANS: readonly ((text: string) => ScriptedReply)[] = [
  () => answer('First I would look at the code and then change it step by step.'),
  (text) => answer(`Sure! Here is the plan:\n\`\`\`json\n${text}\n\`\`\``),
  (text) => ({ text: text.slice(0, text.length / 2), finish: 'length' }),
  (text) => answer(text.replace(/\]\}$/, ',]}')),
];

/** By chance that only the seed decides: one of `ways`, or null for saying it well. */
function slip<T>({ seed, share }: Weakness, who: string, n: number, ways: readonly T[]): T | null {
  const bytes = createHash('sha1').update(`${seed} ${who} ${n}`).digest();
  const [isBad, which] = [bytes.readUInt16BE(0) / 2 ** 16 < share, bytes.readUInt16BE(2)];
  return isBad ? (ways[which % ways.length] ?? null) : null;
}

/** How many of the moves the conversation shows as done, one after the other. */
function doneOf(moves: readonly Move[], { messages }: SeenRequest): number {
  const valuesOf = (args: unknown): string => JSON.stringify(Object.values(args ?? {}).sort());
  let done = 0;
  for (const [at, { role, content, toolCalls }] of messages.entries()) {
    const move = moves[done];
    const result = messages[at + 1]?.content ?? '';
    if (role !== 'assistant' || move === undefined || !/"success":true/.test(result)) continue;
    const isIt = toolCalls.some(({ arguments: args }) => valuesOf(args) === valuesOf(move.args));
    if (isIt || (toolCalls.length === 0 && content.includes(`"${move.name}"`))) done++;
  }
  return done;
}

const isShown = (content: string, request: SeenRequest): boolean => {
  const seen = textOf(request);
  return content.split('\n').every((line) => seen.includes(line));
};

/** Answers of all roles in a task of one step. The verifier sees whether all that the moves write is there. */
export function weakModel(
  weak: Weakness,
  goal: string,
  moves: readonly Move[],
): Readonly<Record<'planner' | 'executor' | 'verifier', readonly [Step]>> {
  const planned = plan([{ id: 'work', description: goal, acceptance_criteria: goal }]);
  return {
    planner: [(_, n) => slip(weak, 'planner', n, PLANS)?.(planned.text ?? '') ?? planned],
    executor: [
      (request, n) => {
        const done = doneOf(moves, request);
        const next = moves[done];
        const move = next ?? { name: 'finish', args: { summary: 'All of it is done.', status: 'done' } };
        return slip(weak, 'executor', n, CALLS)?.(move) ?? call(move.name, move.args);
      },
    ],
    verifier: [
      (request, n) => {
        const isDone = moves.every(({ args }) => isShown(args['content'] ?? '', request));
        return slip(weak, 'verifier', n, VERDICTS)?.(isDone) ?? (isDone ? accept() : reject(NOT_DONE));
      },
    ],
  };
}
