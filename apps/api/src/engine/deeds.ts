import type { AttemptEntry, Deed, RefusedChange } from '#contracts';

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
      const refused = entry.success ? null : refusedBy(entry, given.get(entry.callId) ?? {});
      if (refused !== null) deeds.push({ paths: [], refused });
      else if (paths.length > 0) deeds.push({ paths });
      continue;
    }
    const command = Object.values(given.get(entry.callId) ?? {}).find((value) => typeof value === 'string') ?? '';
    room -= printed.length;
    const isWhole = room >= 0 && !CUT.test(printed);
    const exitCode = exitOf(entry.message.content);
    deeds.push({
      command: command.slice(0, LONGEST_COMMAND),
      ...(isWhole ? { output: printed } : {}),
      ...(exitCode === 0 ? {} : { exitCode }),
      paths,
    });
  }
  return deeds.reverse();
}

/** Tools that change the one file they are given. */
const CHANGES_A_FILE: ReadonlySet<string> = new Set(['write_file', 'edit_file']);
const LONGEST_TEXT = 2000;

function refusedBy(
  { tool, message }: Extract<AttemptEntry, { kind: 'result' }>,
  given: Readonly<Record<string, unknown>>,
): RefusedChange | null {
  if (!CHANGES_A_FILE.has(tool)) return null;
  const named = (keys: RegExp): string | undefined =>
    Object.entries(given).find(([key, value]) => keys.test(key) && typeof value === 'string')?.[1] as
      string | undefined;
  const path = named(/^(?:path|file|(?:file|target)_?(?:path|name|file))$/i);
  const because = resultIn(message.content)?.error;
  if (path === undefined || typeof because !== 'string') return null;
  const text = named(/^(?:content|contents|new_?(?:str|string|text)|text)$/i) ?? '';
  return {
    path: path.replace(/^\.\//, ''),
    text: text.slice(0, LONGEST_TEXT),
    because: because.slice(0, LONGEST_TEXT),
  };
}

/** What a command has printed; null where the result is of another tool. */
function printedBy(content: string): string | null {
  const result = resultIn(content);
  return typeof result?.output === 'string' && result.data?.exit_code !== undefined ? result.output : null;
}

function exitOf(content: string): number {
  const code = resultIn(content)?.data?.exit_code;
  return typeof code === 'number' ? code : 0;
}

interface SaidResult {
  readonly output?: unknown;
  readonly error?: unknown;
  readonly data?: { readonly exit_code?: unknown };
}

function resultIn(content: string): SaidResult | null {
  const line = content.split('\n').find((one) => one.startsWith('{"success":'));
  if (line === undefined) return null;
  try {
    return JSON.parse(line) as SaidResult;
  } catch {
    return null;
  }
}
