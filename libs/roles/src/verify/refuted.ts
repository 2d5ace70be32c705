import type { FileChange, Verdict } from '#domain';
import { mask, standingFor } from './stated/masked-text.js';

/* A judge that denies what is there for everybody to see. Pure. */

const PLACE = '(?:\\s+(?:in|from|at)\\s+the\\s+(?:workspace|folder|project|repository|repo|directory|tree|root))?';
const ENDS = '(?=\\s*(?:[.,;!)]|$))';
const DENIES = new RegExp(
  [
    `(⟦F\\d+⟧)\\W{0,3}(?:file\\s+)?(?:does\\s+not\\s+exist|doesn['’]t\\s+exist|is\\s+missing|is\\s+not\\s+(?:there|present|found)|was\\s+(?:not|never)\\s+(?:created|found|written|made)|wasn['’]t\\s+(?:created|found)|could\\s+not\\s+be\\s+found|not\\s+found|is\\s+absent)${PLACE}${ENDS}`,
    `(?:missing\\s+file|no\\s+(?:such\\s+)?file|file\\s+not\\s+found)\\W{0,4}(⟦F\\d+⟧)${PLACE}${ENDS}`,
  ].join('|'),
  'iu',
);

/** The file whose being there a complaint denies, though this work has written it; null when it says anything else. */
export function deniedFile(issue: string, changes: readonly FileChange[]): string | null {
  const masked = mask(issue);
  const found = DENIES.exec(masked.text);
  if (found === null || masked.files.length !== 1) return null;
  const [name] = standingFor(found[0], masked, 'F');
  const there = changes.filter(({ operation }) => operation !== 'delete').map(({ path }) => path);
  return there.find((path) => path === name) ?? null;
}

/** The files a rejection denies, when it complains of nothing else. */
export function denials({ issues }: Verdict, changes: readonly FileChange[]): string[] {
  const denied = issues.map((issue) => deniedFile(issue, changes));
  return denied.some((path) => path === null) ? [] : denied.filter((path) => path !== null);
}
