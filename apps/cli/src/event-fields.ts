import type { WireEvent } from '#contracts';

/* What an event says, as far as it is of the form that is expected. */

export const textOf = (event: WireEvent, ...names: string[]): string | null => {
  for (const name of names) {
    const value = event[name];
    if (typeof value === 'string' && value !== '') return value;
  }
  return null;
};
export const numberOf = (event: WireEvent, ...names: string[]): number => {
  for (const name of names) {
    const value = event[name];
    if (typeof value === 'number' && Number.isFinite(value)) return value;
  }
  return 0;
};

/** What is said of the folder as it is read for the first time; null = the event is about something else. */
export function takingIn(event: WireEvent): string | null {
  const leftOut = numberOf(event, 'left_out');
  if (leftOut > 0) {
    const named = listOf(event, 'left_out_files').slice(0, 5);
    const more = leftOut > named.length ? ` and ${leftOut - named.length} more` : '';
    return `not seen by the task: ${named.join(', ')}${more}`;
  }
  const [taken, total] = [numberOf(event, 'files_taken'), numberOf(event, 'files_total')];
  return total === 0 ? null : `taking in the folder: ${taken} of ${total} files`;
}
export const listOf = (event: WireEvent, name: string): string[] => {
  const value = event[name];
  return Array.isArray(value) ? value.filter((v): v is string => typeof v === 'string') : [];
};

/** What the user may want to know or do after a change of the folder. */
export const notesIn = (event: WireEvent): string[] => {
  const notes = Array.isArray(event['notes']) ? (event['notes'] as unknown[]) : [];
  return notes.flatMap((note) => {
    const says: unknown = typeof note === 'object' && note !== null ? (note as { says?: unknown }).says : null;
    return typeof says === 'string' ? [says] : [];
  });
};

/** Planned files in whose place others were judged; the path is null where one is gone. */
export function standInsIn(event: WireEvent): { readonly output: string; readonly path: string | null }[] {
  const checks = Array.isArray(event['checks']) ? (event['checks'] as unknown[]) : [];
  return checks.flatMap((check) => {
    const standIn: unknown =
      typeof check === 'object' && check !== null ? (check as Record<string, unknown>)['standIn'] : null;
    if (typeof standIn !== 'object' || standIn === null) return [];
    const { output, path } = standIn as Record<string, unknown>;
    return typeof output === 'string' ? [{ output, path: typeof path === 'string' ? path : null }] : [];
  });
}

/** A tool call in a few words: its name and the argument that says most. */
export function callOf(event: WireEvent): string {
  const tool = textOf(event, 'tool', 'tool_name', 'name') ?? 'tool';
  const given = event['arguments'] ?? event['args'];
  if (typeof given !== 'object' || given === null) return tool;
  const values = given as Record<string, unknown>;
  const telling = ['path', 'command', 'pattern', 'query', 'summary'].map((key) => values[key]);
  const first = telling.find((value) => typeof value === 'string');
  return typeof first === 'string' ? `${tool} ${first}` : tool;
}

export function whyRejected(event: WireEvent): string {
  const checks = Array.isArray(event['checks']) ? (event['checks'] as Record<string, unknown>[]) : [];
  const failed = checks.filter((c) => c !== null && typeof c === 'object' && c['passed'] === false);
  const names = failed.map((c) => (typeof c['name'] === 'string' ? c['name'] : 'a check'));
  if (names.length > 0) return `failed: ${names.join(', ')}`;
  return listOf(event, 'issues').join('; ') || textOf(event, 'because', 'suggestion') || 'rejected';
}

export const waitingFor = (event: WireEvent): string => {
  const role = textOf(event, 'role') ?? 'worker';
  return `no worker can take this: ${role}${numberOf(event, 'tier') > 0 ? ` of tier ${numberOf(event, 'tier')}` : ''}`;
};
