import type { StoreView } from '../api/views.js';
import { EXIT } from '../exit-codes.js';
import type { Invocation } from '../invocation.js';
import { jsonLine, lines } from '../output.js';
import { table } from '../render/table.js';
import { bytesText } from '../render/bytes.js';
import { open } from './open.js';

const HELD = { busy: 'a task works on it', no_space: 'the disk is too full', failed: 'it cannot be used now' } as const;

export async function gc(call: Invocation): Promise<number> {
  const { output } = call;
  const dryRun = call.options['dryRun'] === true;
  const stores = await (await open(call)).post('/gc', { body: { dry_run: dryRun } });
  if (output.json) output.out(jsonLine(stores));
  else if (stores.length === 0) output.err('No workspace is known yet.\n');
  else
    output.out(
      lines(
        table<StoreView>(
          stores,
          [
            { title: 'WORKSPACE', cell: (s) => s.workspace ?? '', flexible: true },
            { title: 'SIZE', cell: (s) => bytesText(s.bytes), align: 'right' },
            { title: 'EXPIRED', cell: (s) => String(s.expired), align: 'right' },
            {
              title: dryRun ? 'LOOSE' : 'FREED',
              cell: (s) => (dryRun ? String(s.loose_objects) : bytesText(s.freed_bytes)),
              align: 'right',
            },
            { title: 'LEFT ALONE', cell: (s) => (s.held === null ? '' : HELD[s.held]) },
          ],
          output.columns,
          output.colors,
        ),
      ),
    );
  return EXIT.done;
}
