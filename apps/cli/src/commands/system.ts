import type { ToolView, WorkerView } from '../api/views.js';
import { EXIT } from '../exit-codes.js';
import type { Invocation } from '../invocation.js';
import { jsonLine, lines } from '../output.js';
import { outline } from '../render/outline.js';
import { table, type Column } from '../render/table.js';
import { ago } from '../render/text.js';
import { open } from './open.js';

function show<Row>(call: Invocation, rows: readonly Row[], shape: readonly Column<Row>[], whenEmpty: string): number {
  const { output } = call;
  if (output.json) output.out(jsonLine(rows));
  else if (rows.length === 0) output.err(`${whenEmpty}\n`);
  else output.out(lines(table(rows, shape, output.columns, output.colors)));
  return EXIT.done;
}

export async function tools(call: Invocation): Promise<number> {
  return show<ToolView>(
    call,
    await (await open(call)).get('/tools'),
    [
      { title: 'NAME', cell: (t) => t.name },
      { title: 'CHANGES', cell: (t) => (t.mutating ? 'files' : '') },
      { title: 'TIMEOUT', cell: (t) => `${t.timeout_seconds} s`, align: 'right' },
      { title: 'DESCRIPTION', cell: (t) => t.description, flexible: true },
    ],
    'The server offers no tools.',
  );
}

export async function workers(call: Invocation): Promise<number> {
  const now = Date.now();
  return show<WorkerView>(
    call,
    await (await open(call)).get('/workers'),
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
  const found = await (await open(call)).get('/config');
  output.out(output.json ? jsonLine(found) : lines(outline(found, output.colors)));
  return EXIT.done;
}
