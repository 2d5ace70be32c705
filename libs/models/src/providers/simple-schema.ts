import type { JsonSchema } from '#domain';

const DROPPED: ReadonlySet<string> = new Set([
  'pattern',
  'format',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'multipleOf',
  'default',
  'examples',
  'title',
  '$schema',
]);
/** Keywords whose value maps names to schemas, so that a property called "format" survives. */
const NAMED: ReadonlySet<string> = new Set(['properties', '$defs', 'definitions']);

/** The schema without the keywords that grammar builders choke on. */
export function simpleSchema(schema: JsonSchema): JsonSchema {
  return simplify(schema, 0) as JsonSchema;
}

function simplify(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth > 64) return value;
  if (Array.isArray(value)) return value.map((item) => simplify(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value as Readonly<Record<string, unknown>>)
      .filter(([key]) => !DROPPED.has(key))
      .map(([key, item]) => [
        key,
        NAMED.has(key) && typeof item === 'object' && item !== null
          ? Object.fromEntries(Object.entries(item).map(([name, inner]) => [name, simplify(inner, depth + 1)]))
          : simplify(item, depth + 1),
      ]),
  );
}
