import type { CheckResult } from '#domain';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, standingFor } from '../stated/masked-text.js';

/* "Merge a.txt and b.txt into c.txt, a.txt first": of two files that are joined, the one comes before the other. */

const JOINS = new RegExp(
  `\\b(?:merge|join|combine|concatenate|append|put|copy)\\b[^.;\\n]{0,80}?(${FILE})\\s*(?:,|and|with|&|\\+)\\s*(?:then\\s+)?(?:the\\s+)?(${FILE})\\s+(?:together\\s+)?(?:in)?to\\s+(?:the\\s+)?(?:a\\s+)?(?:new\\s+)?(?:file\\s+)?(${FILE})\\s*[,;:–-]?\\s*(?:(?:with|starting\\s+with|beginning\\s+with|begin\\s+with)\\s+)?(${FILE})\\s+(?:(?:comes|goes|is)\\s+)?(?:first|at\\s+the\\s+top)\\b`,
  'i',
);

/** Pure. */
export function joinedIn(
  told: string,
): { readonly first: string; readonly second: string; readonly to: string } | null {
  const masked = mask(told);
  const match = JOINS.exec(masked.text);
  const [one, other, to, first] = (match?.slice(1) ?? []).map((token) => standingFor(token, masked, 'F')[0]);
  if (one === undefined || other === undefined || to === undefined || first === undefined) return null;
  if (first === one) return { first, second: other, to };
  return first === other ? { first, second: one, to } : null;
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
  const [first, second, joined] = [await textOf(order.first), await textOf(order.second), await textOf(order.to)];
  if (first === null || second === null || joined === null) return [];
  const [a, b] = [joined.indexOf(first.trim()), joined.lastIndexOf(second.trim())];
  if (first.trim() === '' || second.trim() === '' || a < 0 || b < 0 || a <= b) return [];
  return [
    {
      name: 'joined_order',
      passed: false,
      detail: `in ${order.to} ${order.second} stands before ${order.first}, which was to come first`,
    },
  ];
}
