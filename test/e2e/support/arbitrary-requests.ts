import fc, { type Arbitrary } from 'fast-check';
import type { DescribedOperation, Parameter, PublishedApi, Schema } from '#testing';

export interface DrivenRequest {
  readonly method: string;
  /** With its query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** By the description: whether the server may refuse it as malformed, and has to. */
  readonly is: 'valid' | 'invalid' | 'unsaid';
}

/**
 * Values to take, now and then or always, where a random one would never meet anything, or would reach out of the test.
 */
export interface KnownValues {
  readonly taskIds: readonly string[];
  readonly subtaskIds: readonly string[];
  /** By name of the field or parameter; these only. */
  readonly only: Readonly<Record<string, readonly unknown[]>>;
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Any text that JSON carries and a URL can, in any script. */
const text = (most = 40): Arbitrary<string> =>
  fc.string({ unit: 'grapheme', maxLength: most }).map((value) => value.replaceAll('\0', ''));
const NASTY = ["'", '"', '*', '%', '../..', 'a OR b', 'NEAR(', '-', '\\', '\u202e', '𝕏'.repeat(70), '${jndi}', 'null'];
const junk = (): Arbitrary<string> => fc.oneof(text(), fc.constantFrom(...NASTY), fc.string({ unit: 'binary-ascii' }));

/** Requests to one operation as the description has them, and such as it forbids. */
export function requestsTo(
  api: PublishedApi,
  operation: DescribedOperation,
  known: KnownValues,
): Arbitrary<DrivenRequest> {
  const { method, path, parameters = [], requestBody } = operation;
  const of = (where: Parameter['in']): Parameter[] => parameters.filter((one) => one.in === where);
  const ids = /\{(\w+)\}/g;
  const names = [...path.matchAll(ids)].map(([, name = '']) => name);
  const paths = fc
    .tuple(...names.map((name) => pathValues(name, known)))
    .map((values) => names.reduce((at, name, i) => at.replace(`{${name}}`, encodeURIComponent(values[i] ?? '')), path));
  const schema = requestBody?.content['application/json']?.schema;
  const isOptional = requestBody?.required !== true;
  return fc
    .tuple(paths, queries(api, of('query'), known), headersOf(of('header')), bodies(api, schema, isOptional, known))
    .map(([at, query, headers, body]) => ({
      method,
      url: at + (query.text === '' ? '' : `?${query.text}`),
      headers: { ...headers, ...(body.text === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body.text === undefined ? {} : { body: body.text }),
      is: [query.is, body.is].includes('invalid') ? 'invalid' : query.is === 'valid' ? body.is : query.is,
    }));
}

function pathValues(name: string, { taskIds, subtaskIds }: KnownValues): Arbitrary<string> {
  const there = name === 'taskId' ? taskIds : subtaskIds;
  const strange = fc.oneof(fc.uuid(), junk()).filter((value) => value !== '' && value !== '.' && value !== '..');
  return fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...there) }, { weight: 1, arbitrary: strange });
}

interface Part {
  readonly text: string;
  readonly is: DrivenRequest['is'];
}

const LEFT_OUT = Symbol('left out');
type Pair = [name: string, value: string | typeof LEFT_OUT, is: DrivenRequest['is']];

function queries(api: PublishedApi, parameters: readonly Parameter[], known: KnownValues): Arbitrary<Part> {
  const one = (parameter: Parameter): Arbitrary<Pair[]> => {
    const { name, schema = {}, required } = parameter;
    const good = valuesOf(api, schema, known, name).map((value) => [[name, String(value), 'valid' as const]]);
    const wrong = fc
      .oneof(junk(), fc.constant('x'.repeat(5000)))
      .map((value) => [[name, value, isForbidden(schema, value) ? ('invalid' as const) : ('unsaid' as const)]]);
    const twice = good.map((pairs) => [...pairs, ...pairs].map(([n, v]) => [n, v, 'unsaid' as const]));
    const left = fc.constant(required === true ? [[name, LEFT_OUT, 'invalid' as const]] : []);
    return fc.oneof(
      { weight: 5, arbitrary: good },
      { weight: 3, arbitrary: left },
      { weight: 1, arbitrary: wrong },
      { weight: 1, arbitrary: twice },
    ) as Arbitrary<Pair[]>;
  };
  const names = parameters.map(({ name }) => name);
  const stranger = fc.oneof(
    { weight: 9, arbitrary: fc.constant([]) },
    {
      weight: 1,
      arbitrary: fc
        .string({ minLength: 1, maxLength: 8 })
        .filter((name) => !names.includes(name))
        .map((name) => [[name, 'x', 'invalid' as const]]),
    },
  ) as Arbitrary<Pair[]>;
  return fc.tuple(...parameters.map(one), stranger).map((all) => {
    const pairs = all.flat();
    const states = pairs.map(([, , is]) => is);
    const sent = pairs.flatMap(([name, value]) => (value === LEFT_OUT ? [] : [[name, value] as const]));
    const search = sent.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
    return {
      text: search,
      is: states.includes('invalid') ? 'invalid' : states.includes('unsaid') ? 'unsaid' : 'valid',
    };
  });
}

/** Whether a text cannot stand for a value of the schema, whichever way it is read. */
function isForbidden(schema: Schema, value: string): boolean {
  if (Array.isArray(schema['enum'])) return !schema['enum'].includes(value);
  if (schema['type'] === 'integer') return !Number.isInteger(Number(value || 'no'));
  if (schema['type'] === 'boolean') return value !== 'true' && value !== 'false';
  const { minLength = 0, maxLength = Infinity } = schema as { minLength?: number; maxLength?: number };
  return [...value].length < minLength || [...value].length > maxLength;
}

/** Headers carry printable ASCII; whether a value is right is told by the answer. */
function headersOf(parameters: readonly Parameter[]): Arbitrary<Record<string, string>> {
  const value = fc.oneof(fc.constantFrom('0', '1', '5', '99999', 'x', '-1'), fc.stringMatching(/^[!-~]{1,300}$/));
  return fc
    .tuple(...parameters.map(() => fc.option(value, { nil: undefined, freq: 2 })))
    .map((values) =>
      Object.fromEntries(parameters.flatMap(({ name }, i) => (values[i] === undefined ? [] : [[name, values[i]]]))),
    );
}

function bodies(
  api: PublishedApi,
  schema: Schema | undefined,
  isOptional: boolean,
  known: KnownValues,
): Arbitrary<{ text?: string; is: DrivenRequest['is'] }> {
  if (schema === undefined) return fc.constant({ is: 'valid' as const });
  const good = valuesOf(api, schema, known, '');
  const sent = (value: unknown, is: DrivenRequest['is']) => ({ text: JSON.stringify(value), is });
  const wrong = fc
    .tuple(good, fc.string({ maxLength: 10 }), fc.jsonValue({ maxDepth: 3 }), fc.nat())
    .map(([value, extra, other, which]) => mutated(value as Json, extra, other as Json, which))
    .map((value) => sent(value, api.validity('a body', schema, value) === null ? 'unsaid' : 'invalid'));
  const broken = fc
    .oneof(junk(), fc.constantFrom('[]', '3', '{"a":', '"x"', 'null', '{"goal":1e999}', '[[[[[[', '{}{}'))
    .map((value) => ({ text: value, is: 'unsaid' as const }));
  return fc.oneof(
    { weight: 5, arbitrary: good.map((value) => sent(value, 'valid')) },
    { weight: 3, arbitrary: wrong },
    { weight: 1, arbitrary: broken },
    { weight: 1, arbitrary: fc.constant({ is: isOptional ? ('valid' as const) : ('invalid' as const) }) },
  );
}

/** One thing wrong: a field missing, replaced or too many, or no object at all. */
function mutated(value: Json, extra: string, other: Json, which: number): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return other;
  const keys = Object.keys(value);
  const key = keys[which % Math.max(1, keys.length)] ?? extra;
  const { [key]: _gone, ...rest } = value;
  const inner = value[key];
  switch (which % 4) {
    case 0:
      return rest;
    case 1:
      return { ...value, [extra]: other };
    case 2:
      return typeof inner === 'object' && inner !== null
        ? { ...value, [key]: mutated(inner, extra, other, which >> 2) }
        : { ...value, [key]: other };
    default:
      return { ...value, [key]: other };
  }
}

/** Values a schema allows. */
export function valuesOf(api: PublishedApi, given: Schema, known: KnownValues, name: string): Arbitrary<unknown> {
  const { nullable, ...schema } = api.resolved(given) as Schema & { nullable?: boolean };
  const some = plainValuesOf(api, schema, known, name);
  return nullable === true ? fc.option(some, { freq: 6 }) : some;
}

function plainValuesOf(api: PublishedApi, schema: Schema, known: KnownValues, name: string): Arbitrary<unknown> {
  const only = known.only[name];
  if (only !== undefined) return fc.constantFrom(...only);
  if (Array.isArray(schema['allOf'])) return valuesOf(api, schema['allOf'][0] as Schema, known, name);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  const { minimum = 0, maximum = 1e9 } = schema as { minimum?: number; maximum?: number };
  switch (schema['type']) {
    case 'string':
      return strings(schema, known, name);
    case 'integer':
      return fc.oneof(fc.integer({ min: minimum, max: maximum }), fc.constantFrom(minimum, maximum));
    case 'number':
      return fc.double({ min: minimum, max: maximum, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'array': {
      const { maxItems = 20, items = {} } = schema as { maxItems?: number; items?: Schema };
      return fc.array(valuesOf(api, items, known, ''), { maxLength: Math.min(maxItems, 5) });
    }
    default:
      return objects(api, schema, known);
  }
}

function strings(schema: Schema, { taskIds, subtaskIds }: KnownValues, name: string): Arbitrary<string> {
  const { minLength = 0, maxLength = 200, pattern } = schema as Record<string, never>;
  const fits = (value: string): boolean => {
    const { length } = [...value];
    return (
      length >= minLength && length <= maxLength && (pattern === undefined || new RegExp(pattern, 'u').test(value))
    );
  };
  if (schema['format'] === 'uuid') return fc.oneof(fc.constantFrom(...taskIds), fc.uuid());
  const longest = '𝕏'.repeat(maxLength);
  const random =
    pattern === undefined
      ? fc.oneof(text(), fc.constantFrom(...NASTY), fc.constant(longest)).map((v) => (fits(v) ? v : longest))
      : fc.stringMatching(new RegExp(pattern, 'u')).filter(fits);
  return name === 'subtask_id' ? fc.oneof(fc.constantFrom(...subtaskIds), random) : random;
}

function objects(api: PublishedApi, schema: Schema, known: KnownValues): Arbitrary<unknown> {
  const { properties, required = [] } = schema as { properties?: Record<string, Schema>; required?: string[] };
  if (properties === undefined)
    return fc
      .dictionary(fc.stringMatching(/^[a-z_]{1,12}$/), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 })
      .map((value) => wellFormed(value as Json));
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, field]) => [name, valuesOf(api, field, known, name)]),
  );
  return fc.record(fields, { requiredKeys: required });
}

/** Keys that are refused on purpose, and text that is no Unicode, are tried by name elsewhere. */
function wellFormed(value: Json): Json {
  return JSON.parse(
    JSON.stringify(value)
      .replaceAll('__proto__', 'proto')
      .replaceAll('constructor', 'maker')
      .replaceAll('prototype', 'proto')
      .replaceAll('\\u0000', ''),
  ) as Json;
}
