/// <reference lib="es2024.string" />
/** The value with every string in it, keys included, made well-formed Unicode: a lone surrogate poisons a history. */
export function wellFormed<T>(value: T): T {
  return walk(value, 0) as T;
}

const MAX_DEPTH = 256;

function walk(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAX_DEPTH) return null;
  if (Array.isArray(value)) return value.map((item) => walk(item, depth + 1));
  // `fromEntries` defines properties, so that a key "__proto__" stays a key.
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key.toWellFormed(), walk(item, depth + 1)]));
}
