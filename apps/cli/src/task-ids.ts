import type { IncomingHttpHeaders } from 'node:http';
import type { TaskRow } from '#contracts';
import type { LoomClient } from './client.js';
import { WrongUsage } from './exit-codes.js';
import { fit, oneLine } from './render/text.js';

const WHOLE = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const PAGE = 100;

/** The pages of GET /tasks, newest first. */
export async function* allTasks(
  client: LoomClient,
  query: Readonly<Record<string, string>> = {},
): AsyncGenerator<TaskRow> {
  let path: string | null = `/tasks?${new URLSearchParams({ limit: String(PAGE), ...query }).toString()}`;
  const seen = new Set<string>();
  while (path !== null && !seen.has(path)) {
    seen.add(path);
    const { body, headers }: { body: TaskRow[]; headers: IncomingHttpHeaders } = await client.json('GET', path);
    yield* body;
    path = nextPage(headers['link']);
  }
}

/** Path and query of the next page; the host in it is not followed. */
export function nextPage(link: string | string[] | undefined): string | null {
  const next = [link ?? []]
    .flat()
    .join(',')
    .split(',')
    .find((part) => /;\s*rel="?next"?/.test(part));
  const target = next === undefined ? null : /<([^>]*)>/.exec(next)?.[1];
  if (target === null || target === undefined) return null;
  const { pathname, search } = new URL(target, 'http://loom.invalid');
  const at = pathname.lastIndexOf('/tasks');
  return at < 0 ? null : pathname.slice(at) + search;
}

/** The id that `given` begins, when exactly one does. */
export async function taskIdOf(client: LoomClient, given: string): Promise<string> {
  const wanted = given.toLowerCase();
  if (WHOLE.test(wanted)) return wanted;
  if (!/^[0-9a-f-]{1,36}$/.test(wanted)) {
    throw new WrongUsage(
      `${JSON.stringify(given)} is not a task id`,
      '`loom list` shows them; the first letters of one are enough.',
    );
  }
  const found: TaskRow[] = [];
  for await (const task of allTasks(client)) if (task.task_id.toLowerCase().startsWith(wanted)) found.push(task);
  const [only, ...others] = found;
  if (only === undefined) throw new WrongUsage(`no task begins with "${given}"`, '`loom list` shows the tasks.');
  if (others.length > 0) {
    const some = found.slice(0, 5).map((t) => `${t.task_id} ${fit(oneLine(t.goal), 40)}`);
    throw new WrongUsage(`${found.length} tasks begin with "${given}": ${some.join('; ')}`, 'Give more of the id.');
  }
  return only.task_id;
}

/** How much of each id tells it from the others, at least 8 characters. */
export function shortIds(ids: readonly string[]): Map<string, string> {
  const sorted = [...ids].sort();
  const common = (a = '', b = ''): number => {
    let n = 0;
    while (n < a.length && a[n] === b[n]) n++;
    return n;
  };
  return new Map(
    sorted.map((id, i) => [
      id,
      id.slice(0, Math.max(8, common(id, sorted[i - 1]) + 1, common(id, sorted[i + 1]) + 1)).replace(/-$/, ''),
    ]),
  );
}

export const inPath = (id: string): string => encodeURIComponent(id);
