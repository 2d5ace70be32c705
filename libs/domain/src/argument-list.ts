const NAMES = ['name', 'key', 'parameter', 'argument', 'param', 'arg'];
const VALUES = ['value', 'val'];

/**
 * The arguments of a call that were sent as a list: of the one object, of names with their values, or of objects with
 * one key each. Null where anything else stands in it, or a name twice. Pure.
 */
export function argumentsInList(list: readonly unknown[]): Readonly<Record<string, unknown>> | null {
  const items = list.filter(
    (item): item is Record<string, unknown> => typeof item === 'object' && item !== null && !Array.isArray(item),
  );
  const [first] = items;
  if (first === undefined || items.length < list.length) return null;
  const pairs = items.map(pairIn);
  if (!pairs.every((pair) => pair !== null)) return items.length === 1 ? first : null;
  const names = new Set(pairs.map(([name]) => name));
  return names.size === pairs.length ? Object.fromEntries(pairs) : null;
}

function pairIn(item: Record<string, unknown>): readonly [string, unknown] | null {
  const keys = Object.keys(item);
  const [key = '', ...others] = keys;
  if (others.length === 0) return key === '' || NAMES.includes(key) ? null : [key, item[key]];
  const [name, value] = [NAMES, VALUES].map((known) => keys.find((one) => known.includes(one)));
  const isPair =
    name !== undefined && value !== undefined && keys.every((one) => one === name || one === value || one === 'type');
  return isPair && typeof item[name] === 'string' ? [item[name], item[value]] : null;
}
