import type { ToolSchema } from '#domain';

/** Shorter lines are everybody's. */
const LEAST = 16;
/** Results hold texts as JSON has them, with line numbers before their lines. */
const folded = (text: string): string => text.replace(/[\\\s]+/g, '');

/**
 * A text without the lines that name a tool and stand in what tools have shown: a call that a file holds is read out,
 * not made. Pure.
 */
export function withoutQuotes(text: string, tools: readonly ToolSchema[], heard: readonly string[]): string {
  const shown = heard.map(folded).filter((one) => tools.some(({ name }) => one.includes(name)));
  if (shown.length === 0) return text;
  const isQuoted = (line: string): boolean => {
    const own = folded(line);
    return (
      own.length >= LEAST && tools.some(({ name }) => own.includes(name)) && shown.some((one) => one.includes(own))
    );
  };
  return text
    .split('\n')
    .filter((line) => !isQuoted(line))
    .join('\n');
}
