import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { RevertAnswer, RevertBody } from '#contracts';
import { call, SmallDisk } from '#testing';
import { startLoom, type TestLoom } from './support/index.js';
import { filesOf, putFile } from './support/files.js';
import { expectProblem } from './support/problem.js';

const UNDOS: readonly RevertBody[] = [{}, { subtask_id: 'one' }, { path: 'one.bin' }];

it.for(['the workspace', 'the data', 'both'] as const)(
  'an undo or a redo for which there is no room on the disk of %s changes nothing, says why, and works once there is some',
  { timeout: 120_000 },
  async (which, context) => {
    const disks = [SmallDisk.make(40), SmallDisk.make(40)] as const;
    const [first, second] = disks;
    if (first === null || second === null) return context.skip(SmallDisk.trouble);
    const data = join((which === 'both' ? first : second).dir, 'data');
    const full = which === 'the data' ? second : first;
    let loom: TestLoom | null = null;
    try {
      loom = await startLoom({
        outlives: true,
        story: {
          plan: ['one', { id: 'two', depends_on: ['one'] }],
          work: ({ subtask, turn }) =>
            turn === 0 ? call('shell_execute', { command: `head -c 120000 /dev/urandom > ${subtask}.bin` }) : undefined,
        },
        config: { workspace: { scratch_dir: join(data, 'scratch') }, memory: { database_path: join(data, 'loom.db') } },
      });
      const folder = join(first.dir, 'project');
      mkdirSync(folder);
      putFile(folder, 'one.bin', 'before\n'.repeat(20_000));
      const original = filesOf(folder);
      const id = await loom.submit('two files', { workspace: folder });
      expect((await loom.ended(id)).status).toBe('completed');
      const landed = filesOf(folder);
      const ask = (body: RevertBody) => (loom as TestLoom).call<RevertAnswer>('POST', `/tasks/${id}/revert`, body);
      const refused = async (body: RevertBody, files: Record<string, string>): Promise<void> => {
        full.fill();
        const problem = expectProblem(await ask(body), 503);
        expect([body, problem.type]).toEqual([body, 'urn:loom:problem:disk_full']);
        expect(filesOf(folder)).toEqual(files);
        full.free();
      };
      for (const body of UNDOS) await refused(body, landed);
      expect((await ask({})).body.reverted.sort()).toEqual(['one.bin', 'two.bin']);
      expect(filesOf(folder)).toEqual(original);
      await refused({ redo: true }, original);
      expect((await ask({ redo: true })).body.reverted.sort()).toEqual(['one.bin', 'two.bin']);
      expect(filesOf(folder)).toEqual(landed);
    } finally {
      await loom?.close();
      for (const disk of disks) disk?.drop();
    }
  },
);
