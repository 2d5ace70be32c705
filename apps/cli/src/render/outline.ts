import type { Colors } from '../output.js';
import { visible } from './text.js';

/** Any JSON as indented lines for a person: keys dim, long text as a block below its key. */
export function outline(value: unknown, colors: Colors, indent = ''): string[] {
  if (Array.isArray(value)) {
    if (value.length === 0) return [`${indent}${colors.dim('none')}`];
    return value.flatMap((item: unknown) => {
      const [first = '', ...rest] = outline(item, colors, `${indent}  `);
      return [`${indent}${colors.dim('-')} ${first.slice(indent.length + 2)}`, ...rest];
    });
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    if (entries.length === 0) return [`${indent}${colors.dim('none')}`];
    return entries.flatMap(([key, inner]) => {
      const name = colors.dim(`${visible(key)}:`);
      const short = inline(inner);
      if (short !== null) return [`${indent}${name} ${short}`];
      return [`${indent}${name}`, ...outline(inner, colors, `${indent}  `)];
    });
  }
  return (inline(value) ?? visible(String(value))).split('\n').map((line) => `${indent}${line}`);
}

/** What fits behind its key; null for what needs lines of its own. */
function inline(value: unknown): string | null {
  if (value === null || value === undefined) return '-';
  if (typeof value === 'string') {
    const text = visible(value);
    return text.includes('\n') ? null : text;
  }
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((v) => typeof v === 'string' && v.length < 40 && !/\s/.test(v))
  ) {
    return visible(value.join(', '));
  }
  return null;
}
