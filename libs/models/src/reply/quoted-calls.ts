import type { ToolSchema } from '#domain';

/** Shorter lines are everybody's. */
const LEAST = 16;
/** Results hold texts as JSON has them, with line numbers before their lines. */
const folded = (text: string): string => text.replace(/[\\\s]+/g, '');

/** What a line quotes, without the words and marks of a quotation round it. */
function withoutWords(line: string): string {
  const from = line.search(/[<{[]/);
  const to = Math.max(line.lastIndexOf('>'), line.lastIndexOf('}'), line.lastIndexOf(']'));
  return from < 0 || to < from ? line : line.slice(from, to + 1);
}

/**
 * A text without the lines that name a tool and stand in what tools have shown: a call that a file holds is read out,
 * not made. Pure.
 */
export function withoutQuotes(text: string, tools: readonly ToolSchema[], heard: readonly string[]): string {
  const shown = heard.map(folded).filter((one) => tools.some(({ name }) => one.includes(name)));
  if (shown.length === 0) return text;
  const isShown = (part: string): boolean => {
    const own = folded(part);
    return (
      own.length >= LEAST && tools.some(({ name }) => own.includes(name)) && shown.some((one) => one.includes(own))
    );
  };
  const isQuoted = (line: string): boolean => isShown(line) || isShown(withoutWords(line));
  return text
    .split('\n')
    .filter((line) => !isQuoted(line))
    .join('\n');
}
