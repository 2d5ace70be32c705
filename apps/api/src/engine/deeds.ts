import type { AttemptEntry, Deed } from '#contracts';

/** The last ones count. */
const MOST_DEEDS = 100;
const MOST_PATHS = 50;
const LONGEST_COMMAND = 2000;
/** Characters of all outputs together. */
const MOST_SHOWN = 200_000;
/** What stands where an output was cut. */
const CUT = /\[\.\.\. /;

/** What an attempt has run and changed, as its entries tell. Pure. */
export function deedsOf(entries: readonly AttemptEntry[]): Deed[] {
  const given = new Map(entries.flatMap((entry) => (entry.kind === 'call' ? [[entry.callId, entry.arguments]] : [])));
  const deeds: Deed[] = [];
  let room = MOST_SHOWN;
  for (const entry of [...entries].reverse()) {
    if (entry.kind !== 'result' || deeds.length >= MOST_DEEDS) continue;
    const paths = entry.filesChanged.slice(0, MOST_PATHS).map(({ path }) => path);
    const printed = printedBy(entry.message.content);
    if (printed === null) {
      if (paths.length > 0) deeds.push({ paths });
      continue;
    }
    const command = Object.values(given.get(entry.callId) ?? {}).find((value) => typeof value === 'string') ?? '';
    room -= printed.length;
    const isWhole = room >= 0 && !CUT.test(printed);
    deeds.push({ command: command.slice(0, LONGEST_COMMAND), ...(isWhole ? { output: printed } : {}), paths });
  }
  return deeds.reverse();
}

/** What a command has printed; null where the result is of another tool. */
function printedBy(content: string): string | null {
  const line = content.split('\n').find((one) => one.startsWith('{"success":'));
  if (line === undefined) return null;
  try {
    const { output, data } = JSON.parse(line) as { output?: unknown; data?: { exit_code?: unknown } };
    return typeof output === 'string' && data?.exit_code !== undefined ? output : null;
  } catch {
    return null;
  }
}
