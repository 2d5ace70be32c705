import { LoomError } from '#domain';

/** What came over the wire is not what was agreed on. */
export class UnreadablePayload extends LoomError {
  readonly code = 'unreadable_payload';

  constructor(
    /** JSON pointer to the value that is wrong. */
    readonly pointer: string,
    /** What it should have been. */
    readonly expected: string,
  ) {
    super(`${pointer === '' ? 'the whole' : pointer} ${expected}`);
  }
}

/**
 * Reads one value, or throws UnreadablePayload. What comes out is built anew from what was agreed on: nothing else that
 * was sent along goes any further.
 */
export type Shape<T> = (value: unknown, at: string) => T;
export type Of<S> = S extends Shape<infer T> ? T : never;

const SURROGATE = /\p{Surrogate}/u;
const refuse = (at: string, expected: string): never => {
  throw new UnreadablePayload(at, expected);
};

/** At most `most` UTF-16 units, well-formed, without NUL. */
export const text =
  (most: number): Shape<string> =>
  (value, at) => {
    if (typeof value !== 'string') return refuse(at, 'must be text');
    if (value.length > most) return refuse(at, `must be text of at most ${most} characters`);
    if (value.includes('\0') || SURROGATE.test(value)) return refuse(at, 'must be well-formed text without NUL');
    return value;
  };

export const matching =
  (pattern: RegExp): Shape<string> =>
  (value, at) =>
    typeof value === 'string' && pattern.test(value) ? value : refuse(at, `must match ${pattern.source}`);

export const integer =
  (least: number, most: number): Shape<number> =>
  (value, at) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most
      ? value
      : refuse(at, `must be a whole number from ${least} to ${most}`);

export const quantity =
  (least: number, most: number): Shape<number> =>
  (value, at) =>
    typeof value === 'number' && value >= least && value <= most
      ? value
      : refuse(at, `must be a number from ${least} to ${most}`);

export const flag: Shape<boolean> = (value, at) =>
  typeof value === 'boolean' ? value : refuse(at, 'must be true or false');

export const oneOf =
  <const T extends string | number>(allowed: readonly T[]): Shape<T> =>
  (value, at) =>
    allowed.find((one) => one === value) ?? refuse(at, `must be one of ${allowed.join(', ')}`);

export const nullable =
  <T>(shape: Shape<T>): Shape<T | null> =>
  (value, at) =>
    value === null ? null : shape(value, at);

export const listOf =
  <T>(shape: Shape<T>, most: number): Shape<T[]> =>
  (value, at) => {
    if (!Array.isArray(value)) return refuse(at, 'must be a list');
    if (value.length > most) return refuse(at, `must be a list of at most ${most}`);
    return value.map((item, i) => shape(item, `${at}/${i}`));
  };

/** Keys of `T`, optional ones included, that a shape of `R` does not read; of variants, kind by kind. */
type Unread<T, R> = T extends { readonly kind: infer K }
  ? Exclude<keyof T, keyof Extract<R, { readonly kind: K }>>
  : Exclude<keyof T, keyof R>;

/**
 * The shape, if it reads every key that `T` has: what it does not read is lost without a word, and an optional key that
 * was forgotten is otherwise no fault to the compiler.
 */
export const whole =
  <T>() =>
  <S extends Shape<T>>(shape: [Unread<T, Of<S>>] extends [never] ? S : never): Shape<T> =>
    shape;

type Fields = Readonly<Record<string, Shape<unknown>>>;
type Read<F extends Fields> = { [K in keyof F]: Of<F[K]> };

/** An object with `required` fields, and `optional` ones where they were sent. */
export function shaped<R extends Fields, O extends Fields = Record<never, never>>(
  required: R,
  optional?: O,
): Shape<Read<R> & Partial<Read<O>>> {
  return (value, at) => {
    const given = objectAt(value, at);
    const read: Record<string, unknown> = {};
    for (const [key, shape] of Object.entries(required)) read[key] = shape(own(given, key), `${at}/${key}`);
    for (const [key, shape] of Object.entries(optional ?? {})) {
      const item = own(given, key);
      if (item !== undefined) read[key] = shape(item, `${at}/${key}`);
    }
    return read as Read<R> & Partial<Read<O>>;
  };
}

type Tagged<Tag extends string, V extends Readonly<Record<string, Shape<object>>>> = {
  [K in keyof V]: Readonly<Record<Tag, K>> & Of<V[K]>;
}[keyof V];

/** One of several objects, told apart by the text in `tag`. */
export function variants<const Tag extends string, V extends Readonly<Record<string, Shape<object>>>>(
  tag: Tag,
  shapes: V,
): Shape<Tagged<Tag, V>> {
  return (value, at) => {
    const kind = own(objectAt(value, at), tag);
    const shape = typeof kind === 'string' && Object.hasOwn(shapes, kind) ? shapes[kind] : undefined;
    if (shape === undefined) return refuse(`${at}/${tag}`, `must be one of ${Object.keys(shapes).join(', ')}`);
    return { [tag]: kind, ...shape(value, at) } as Tagged<Tag, V>;
  };
}

/** Any JSON object of at most `mostDepth` levels and `mostUnits` characters of text, keys included. */
export function anyObject(mostUnits: number, mostDepth: number): Shape<Record<string, unknown>> {
  return (value, at) => {
    const budget = { units: mostUnits };
    return copy(objectAt(value, at), at, mostDepth, budget) as Record<string, unknown>;
  };
}

function copy(value: unknown, at: string, depth: number, budget: { units: number }): unknown {
  budget.units -= typeof value === 'string' ? value.length + 1 : 1;
  if (budget.units < 0) refuse(at, 'is too much');
  if (typeof value === 'string') return text(Number.MAX_SAFE_INTEGER)(value, at);
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : refuse(at, 'must be a finite number');
  if (depth === 0) return refuse(at, 'is nested too deep');
  if (Array.isArray(value)) return value.map((item) => copy(item, at, depth - 1, budget));
  const entries = Object.entries(objectAt(value, at)).map(([key, item]) => {
    budget.units -= key.length;
    if (key === '__proto__') refuse(at, 'may not hold the key "__proto__"');
    return [text(4096)(key, at), copy(item, at, depth - 1, budget)] as const;
  });
  return Object.fromEntries(entries);
}

function objectAt(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(at, 'must be an object');
  return value as Readonly<Record<string, unknown>>;
}

const own = (of: Readonly<Record<string, unknown>>, key: string): unknown =>
  Object.hasOwn(of, key) ? of[key] : undefined;
