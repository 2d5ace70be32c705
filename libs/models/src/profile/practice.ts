import type { ModelAbilities, ModelProfile } from '#contracts';
import type { JsonSchema } from '#domain';
import { thinkSent, type WireRequest } from '../providers/provider.js';
import type { RawAnswer } from '../reply/raw-answer.js';
import { isObject, readArguments } from '../reply/read-arguments.js';
import type { Draft } from '../reply/read-reply.js';
import { toolNamed } from '../reply/tool-names.js';

export interface Answered {
  readonly wire: WireRequest;
  readonly raw: RawAnswer;
  readonly draft: Draft;
}

/** Answers in a row that must say the same against what was known, where one may be an accident. */
const ENOUGH_WRITTEN = 3;
const ENOUGH_AGAINST = 2;

/** What answers at work show of a model, beside what they say. */
export class Practice {
  private written = 0;
  private silent = 0;
  private turnedNative = false;
  private wordsAreBetter = false;
  private strayed = 0;
  private thoughtAnyway = 0;

  look(answered: Answered, known: ModelProfile | null): Partial<ModelAbilities> {
    return {
      usage: answered.raw.usage !== null,
      ...this.tools(answered),
      ...parallelCalls(answered, known),
      ...this.thinking(answered, known),
      ...this.schema(answered, known),
    };
  }

  private tools({ wire, raw, draft }: Answered): Partial<ModelAbilities> {
    if (wire.tools.length === 0) return {};
    const { toolsInWords, refused } = wire.manner;
    if (raw.calls.some((call) => toolNamed(call.name, wire.tools) !== null)) {
      this.written = 0;
      this.silent = 0;
      // A server that refuses tools and makes calls of what it reads in the text would refuse them again.
      if (refused.has('tools') || (toolsInWords && this.wordsAreBetter)) return {};
      this.turnedNative ||= toolsInWords;
      return { tools: 'native' };
    }
    if (toolsInWords) return {};
    if (draft.toolCalls.length > 0) return ++this.written < ENOUGH_WRITTEN ? {} : { tools: 'text' };
    // It had called while it was told in words, and does not when it is offered tools: the server reads calls out of
    // text.
    if (!this.turnedNative || ++this.silent < ENOUGH_AGAINST) return {};
    this.wordsAreBetter = true;
    return { tools: 'text' };
  }

  private thinking({ wire, draft }: Answered, known: ModelProfile | null): Partial<ModelAbilities> {
    const isOff = thinkSent(wire) === false;
    if (draft.thinking.trim() === '') {
      if (isOff) this.thoughtAnyway = 0;
      return {};
    }
    if (isOff) return ++this.thoughtAnyway < ENOUGH_AGAINST ? {} : { thinking: 'always' };
    return (known?.thinking ?? 'none') === 'none' ? { thinking: 'switch' } : {};
  }

  private schema({ wire, draft }: Answered, known: ModelProfile | null): Partial<ModelAbilities> {
    const { jsonSchema, manner } = wire;
    if (jsonSchema === null || manner.schema === 'none') return {};
    if (draft.finish !== 'stop' || draft.text.trim() === '' || draft.raw.calls.length > 0) return {};
    if (obeys(manner.schema === 'json' ? {} : jsonSchema, draft.text)) {
      this.strayed = 0;
      return {};
    }
    // An answer that is bound cannot stray, so once is enough where nobody has seen it bound.
    const isProven = (known?.schema ?? null) !== null;
    if (++this.strayed < (isProven ? ENOUGH_AGAINST : 1)) return {};
    return { schema: manner.schema !== 'json' && obeys({}, draft.text) ? 'json' : 'none' };
  }
}

function parallelCalls({ raw, draft }: Answered, known: ModelProfile | null): Partial<ModelAbilities> {
  const several = raw.calls.length > 1 && draft.brokenCalls.length === 0 && draft.toolCalls.length > 1;
  return several && known?.refused.includes('parallel_calls') !== true ? { parallelCalls: true } : {};
}

/** Several calls that came as one. */
export const isGlued = (raw: RawAnswer): boolean =>
  raw.calls.some((call) => {
    const read = readArguments(call.arguments);
    return read.kind !== 'broken' && read.values.length > 1;
  });

/** Whether the text is JSON and nothing else, of the kind and with the keys that the schema asks for at its top. */
export function obeys(schema: JsonSchema, text: string): boolean {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return false;
  }
  if (schema['type'] === 'array') return Array.isArray(value);
  if (schema['type'] !== 'object') return typeof value === 'object' && value !== null;
  const { required } = schema as { readonly required?: unknown };
  const keys = Array.isArray(required) ? required.filter((key): key is string => typeof key === 'string') : [];
  return isObject(value) && keys.every((key) => Object.hasOwn(value, key));
}
