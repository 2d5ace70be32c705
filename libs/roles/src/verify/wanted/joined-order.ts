import type { CheckResult } from '#domain';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, standingFor } from '../stated/masked-text.js';

/*
 * "Merge a.txt and b.txt into c.txt, a.txt first": of two files that are joined, the one comes before the other.
 * "Concatenate a.txt, b.txt and c.txt into all.txt": where no order is said, theirs is the one they are named in.
 */

const JOINS = new RegExp(
  `\\b(?:merge|join|combine|concatenate|append|put|copy)\\b[^.;\\n]{0,80}?(${FILE})\\s*(?:,|and|with|&|\\+)\\s*(?:then\\s+)?(?:the\\s+)?(${FILE})\\s+(?:together\\s+)?(?:in)?to\\s+(?:the\\s+)?(?:a\\s+)?(?:new\\s+)?(?:file\\s+)?(${FILE})\\s*[,;:–-]?\\s*(?:(?:with|starting\\s+with|beginning\\s+with|begin\\s+with)\\s+)?(${FILE})\\s+(?:(?:comes|goes|is)\\s+)?(?:first|at\\s+the\\s+top)\\b`,
  'i',
);

const AND = '\\s*(?:,\\s*(?:and\\s+|then\\s+)?|and\\s+|\\+\\s*|&\\s*)(?:then\\s+)?';
/** All that is asked for. */
const AS_NAMED = new RegExp(
  `^(?:please\\s+)?(?:concatenate|join|combine)\\s+(?:the\\s+)?(?:contents?\\s+of\\s+)?(?:the\\s+)?(?:text\\s+)?(?:files\\s+)?((?:${FILE}${AND}){1,30}${FILE})\\s+(?:(?:together|in\\s+(?:this|that)\\s+order)\\s+)?(?:in)?to\\s+(?:the\\s+|an?\\s+)?(?:single\\s+|one\\s+)?(?:new\\s+)?(?:text\\s+)?(?:file\\s+)?(?:called\\s+|named\\s+)?(${FILE})(?:,?\\s+in\\s+(?:this|that|the\\s+given)\\s+order)?\\s*[.!]?$`,
  'i',
);
const OF_TEXT = /\.(?:txt|md|markdown|rst|adoc|org|log)$/i;

export interface Joined {
  /** In their order. */
  readonly parts: readonly string[];
  readonly to: string;
}

/** Pure. */
export function joinedIn(told: string): Joined | null {
  const masked = mask(told);
  const match = JOINS.exec(masked.text);
  if (match === null) {
    const [, list = '', target = ''] = AS_NAMED.exec(masked.text.trim()) ?? [];
    const [parts, [to = '']] = [standingFor(list, masked, 'F'), standingFor(target, masked, 'F')];
    return [...parts, to].every((name) => OF_TEXT.test(name)) && new Set([...parts, to]).size === parts.length + 1
      ? { parts, to }
      : null;
  }
  const [one, other, to, first] = match.slice(1).map((token) => standingFor(token, masked, 'F')[0]);
  if (one === undefined || other === undefined || to === undefined || first === undefined) return null;
  if (first === one) return { parts: [first, other], to };
  return first === other ? { parts: [first, one], to } : null;
}

/** `told`: the user's words. */
export async function joinedInOrder(files: FilesView, told: string): Promise<CheckResult[]> {
  const order = joinedIn(told);
  if (order === null) return [];
  const textOf = async (name: string): Promise<string | null> => {
    const [path, ...others] = files.meant(name);
    if (path !== undefined) return others.length > 0 ? null : files.text(path);
    const was = files.was(name);
    return was === null ? null : ((await files.before(was)) ?? null);
  };
  const joined = await textOf(order.to);
  if (joined === null) return [];
  const texts = await Promise.all(order.parts.map(textOf));
  const places = texts.map((text) => {
    const part = text?.trim() ?? '';
    return { first: part === '' ? -1 : joined.indexOf(part), last: part === '' ? -1 : joined.lastIndexOf(part) };
  });
  const at = places.findIndex(({ last }, place) => place > 0 && last >= 0 && (places[place - 1]?.first ?? -1) > last);
  if (at < 0) return [];
  const [before, after] = [order.parts[at - 1], order.parts[at]];
  return [
    {
      name: 'joined_order',
      passed: false,
      detail: `in ${order.to} ${after} stands before ${before}, which was to come first`,
    },
  ];
}
