import type { Given, Operation } from './api/calls.js';
import type { TaskRow } from './api/views.js';
import type { LoomClient } from './client.js';
import { WrongUsage } from './exit-codes.js';
import { fit, oneLine } from './render/text.js';

const WHOLE = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const PAGE = 100;

/** The pages of GET /tasks, newest first. */
export async function* allTasks(
  client: LoomClient,
  query: Given<Operation<'/tasks', 'get'>>['query'] = {},
): AsyncGenerator<TaskRow> {
  const seen = new Set<string>();
  for (let cursor: string | undefined; ;) {
    const { body, headers } = await client.ask('get', '/tasks', { query: { limit: PAGE, ...query, cursor } });
    yield* body;
    cursor = nextCursor(headers['link']);
    if (cursor === undefined || seen.has(cursor)) return;
    seen.add(cursor);
  }
}

/** Where the next page begins; nothing else of its address is followed. */
export function nextCursor(link: string | string[] | undefined): string | undefined {
  const next = [link ?? []]
    .flat()
    .join(',')
    .split(',')
    .find((part) => /;\s*rel="?next"?/.test(part));
  const target = next === undefined ? null : /<([^>]*)>/.exec(next)?.[1];
  if (target === null || target === undefined || !URL.canParse(target, 'http://loom.invalid')) return undefined;
  return new URL(target, 'http://loom.invalid').searchParams.get('cursor') ?? undefined;
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
