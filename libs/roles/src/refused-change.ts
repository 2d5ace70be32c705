import { cut, oneLine } from '#prompts';

/* A claim of work without any change tells, behind its summary, why there is none. Pure. */

const NOTHING = '\n[Loom] No file was changed: ';

export const withRefusal = (summary: string, { tool, error }: { tool: string; error: string }): string =>
  `${summary}${NOTHING}the last call of ${tool} failed: ${cut(oneLine(error), 300)}`;

export const withoutCall = (summary: string): string =>
  `${summary}${NOTHING}the model only answered, and called no tool`;

/** The executor's own words, and what was said behind them; null when nothing was. */
export function parted(summary: string): { readonly own: string; readonly refusal: string | null } {
  const at = summary.lastIndexOf(NOTHING);
  return at < 0
    ? { own: summary, refusal: null }
    : { own: summary.slice(0, at), refusal: summary.slice(at + NOTHING.length) };
}
