import type { ToolView, WorkerView } from '#contracts';
import { EXIT } from '../exit-codes.js';
import type { Invocation } from '../invocation.js';
import { jsonLine, lines } from '../output.js';
import { outline } from '../render/outline.js';
import { table, type Column } from '../render/table.js';
import { ago } from '../render/text.js';
import { open } from './open.js';

async function show<Row>(
  call: Invocation,
  path: string,
  shape: readonly Column<Row>[],
  whenEmpty: string,
): Promise<number> {
  const { output } = call;
  const rows = await (await open(call)).get<Row[]>(path);
  if (output.json) output.out(jsonLine(rows));
  else if (rows.length === 0) output.err(`${whenEmpty}\n`);
  else output.out(lines(table(rows, shape, output.columns, output.colors)));
  return EXIT.done;
}

export const tools = (call: Invocation) =>
  show<ToolView>(
    call,
    '/tools',
    [
      { title: 'NAME', cell: (t) => t.name },
      { title: 'CHANGES', cell: (t) => (t.mutating ? 'files' : '') },
      { title: 'TIMEOUT', cell: (t) => `${t.timeout_seconds} s`, align: 'right' },
      { title: 'DESCRIPTION', cell: (t) => t.description, flexible: true },
    ],
    'The server offers no tools.',
  );

export function workers(call: Invocation): Promise<number> {
  const now = Date.now();
  return show<WorkerView>(
    call,
    '/workers',
    [
      { title: 'ID', cell: (w) => w.id, flexible: true },
      { title: 'HOST', cell: (w) => w.host, flexible: true },
      { title: 'ROLES', cell: (w) => w.roles.join(', '), flexible: true },
      { title: 'MODELS', cell: (w) => w.models.join(', '), flexible: true },
      { title: 'BUSY', cell: (w) => `${w.active}/${w.concurrency}`, align: 'right' },
      { title: 'VERSION', cell: (w) => w.version },
      { title: 'SEEN', cell: (w) => ago(w.last_seen_at, now), align: 'right' },
    ],
    'No worker is at work. `loom worker ROLE` starts one.',
  );
}

export async function config(call: Invocation): Promise<number> {
  const { output } = call;
  const found = await (await open(call)).get<unknown>('/config');
  output.out(output.json ? jsonLine(found) : lines(outline(found, output.colors)));
  return EXIT.done;
}
