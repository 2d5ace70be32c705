import { PROBE_MARK, type ModelAbilities } from '#contracts';
import type { ChatMessage, JsonSchema, ToolSchema } from '#domain';
import type { TimedAnswer } from '../asker.js';
import { isGlued } from '../profile/practice.js';
import { thinkSent } from '../providers/provider.js';
import { isObject } from '../reply/read-arguments.js';

/* The tiny questions of a probe, and what an answer to each shows. */

export interface Question {
  readonly messages: readonly ChatMessage[];
  readonly tools?: readonly ToolSchema[];
  readonly jsonSchema?: JsonSchema;
  readonly think?: boolean;
}

/** What was shown, or why nothing was. */
export type Judgement = Partial<ModelAbilities> | string;

/** Tokens below which a rate is mostly chance. */
const ENOUGH_TOKENS = 16;
export const CUT = 'its answer was cut before it said anything';

const user = (content: string): ChatMessage => ({ role: 'user', content: `${PROBE_MARK} ${content}` });
export const isCut = ({ draft }: TimedAnswer): boolean =>
  draft.finish === 'length' && draft.text.trim() === '' && draft.toolCalls.length === 0;

/** Only who sees the system message knows the word. */
export const systemQuestion = (word: string): Question => ({
  messages: [
    { role: 'system', content: `The code word is "${word}".` },
    user('Which code word does your system message name? Answer with that word alone.'),
  ],
});

export function judgeSystem(word: string, answer: TimedAnswer): Judgement {
  if (answer.wire.manner.systemAsUser) return { systemRole: false };
  if (isCut(answer)) return CUT;
  return { systemRole: answer.draft.text.toLowerCase().includes(word) };
}

const COUNT = user('Write the numbers from 1 to 40, separated by commas, and nothing else.');
export const thinkingOff: Question = { messages: [COUNT], think: false };
export const thinkingOn: Question = { messages: [user('Which is larger, 9.9 or 9.11? Think first.')], think: true };

export const hasThought = ({ draft }: TimedAnswer): boolean => draft.thinking.trim() !== '';
/** Whether the switch went on the wire at all. */
export const wasSwitched = ({ wire }: TimedAnswer): boolean => thinkSent(wire) !== null;

export function judgeSpeed({ raw, tookMs, firstTokenMs }: TimedAnswer): Partial<ModelAbilities> {
  const tokens = raw.usage?.completionTokens ?? 0;
  const wroteMs = tookMs - (firstTokenMs ?? tookMs);
  // Nothing that another probe would find out.
  if (tokens < ENOUGH_TOKENS || wroteMs <= 0) return {};
  return { tokensPerSecond: Math.round((10_000 * tokens) / wroteMs) / 10 };
}

const TOOL: ToolSchema = {
  name: 'number_of_city',
  description: 'Tells the secret number of a city.',
  parameters: {
    type: 'object',
    properties: { city: { type: 'string', description: 'Name of the city' } },
    required: ['city'],
  },
};
const CITIES = ['Paris', 'Rome'] as const;
const ASKED = user(
  `Find out the numbers of ${CITIES[0]} and of ${CITIES[1]}: call the tool ${TOOL.name} once for each, both in this answer.`,
);
export const callsQuestion: Question = { messages: [ASKED], tools: [TOOL] };

export interface CallsSeen {
  readonly how: 'native' | 'glued' | 'written' | 'none';
  /** Whole, and more than one. */
  readonly several: boolean;
}
export function callsIn(answer: TimedAnswer): CallsSeen {
  const { raw, draft } = answer;
  const several = draft.toolCalls.length > 1 && draft.brokenCalls.length === 0;
  if (raw.calls.length > 0 && isGlued(raw)) return { how: 'glued', several: false };
  if (draft.toolCalls.length === 0) return { how: 'none', several };
  return { how: raw.calls.length > 0 ? 'native' : 'written', several };
}

/** Results of made-up calls; only who sees them knows the numbers. */
export function resultsQuestion(numbers: readonly [number, number], several: boolean): Question {
  const calls = (several ? CITIES : CITIES.slice(0, 1)).map((city, n) => ({
    id: `check${numbers[n]}`.padEnd(9, '0').slice(0, 9),
    name: TOOL.name,
    arguments: { city },
    number: numbers[n] ?? 0,
  }));
  const asked = several ? 'numbers of Paris and Rome' : 'number of Paris';
  return {
    messages: [
      user(`Find out the ${asked} with the tool, then answer with what it told you and nothing else.`),
      { role: 'assistant', content: '', toolCalls: calls.map(({ number: _number, ...call }) => call) },
      ...calls.map(({ id, number, arguments: { city } }): ChatMessage => ({
        ...{ role: 'tool', toolCallId: id, toolName: TOOL.name },
        content: JSON.stringify({ success: true, output: `The number of ${city} is ${number}.` }),
      })),
    ],
    tools: [TOOL],
  };
}

export function judgeResults(numbers: readonly [number, number], several: boolean, answer: TimedAnswer): Judgement {
  const { draft, wire } = answer;
  if (wire.manner.toolsInWords) return { toolRole: false };
  const said = draft.text;
  const wanted = several ? numbers : numbers.slice(0, 1);
  if (wanted.every((number) => said.includes(String(number)))) return { toolRole: true };
  if (isCut(answer)) return CUT;
  // Perhaps it has not seen them, perhaps it is just fond of calling.
  if (draft.toolCalls.length > 0) return 'it called again instead of answering';
  return { toolRole: false };
}

/** Nothing in the words of the question leads to this: who answers so was bound to it. */
const TRAP: JsonSchema = {
  type: 'object',
  properties: {
    colour: { type: 'string', enum: ['amber', 'violet'], description: 'A colour' },
    pairs: {
      type: 'array',
      items: { type: 'object', properties: { n: { type: 'integer', minimum: 1, maximum: 9 } }, required: ['n'] },
      minItems: 1,
      maxItems: 2,
    },
  },
  required: ['colour', 'pairs'],
  additionalProperties: false,
};
export const schemaQuestion: Question = { messages: [user('Say hello in one short sentence.')], jsonSchema: TRAP };

export function judgeSchema(answer: TimedAnswer): Judgement {
  const { draft, wire } = answer;
  const { schema } = wire.manner;
  if (schema === 'none') return { schema };
  let value: unknown;
  try {
    value = JSON.parse(draft.text);
  } catch {
    if (draft.finish === 'length' && /^\s*[{[]|^\s*$/.test(draft.text)) return CUT;
    return { schema: 'none' };
  }
  if (!isObject(value)) return { schema: 'none' };
  const { colour, pairs } = value;
  const isBound = (colour === 'amber' || colour === 'violet') && Array.isArray(pairs);
  return { schema: isBound ? schema : 'json' };
}
