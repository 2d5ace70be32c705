import { mkdtempSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Hold, sharedLoom, writesOwnFile, type Ended } from './support/index.js';

const OWNERS = 'the-token-of-the-owner';
/** An address of this machine that is not loopback; only this file's own requests go there. */
const host = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.family === 'IPv4' && !one.internal)?.address;

interface Made {
  readonly id: string;
  readonly token: string;
}

describe.skipIf(host === undefined)(
  `a Loom on an address of the network${host ? '' : ' [skipped: there is none]'}`,
  () => {
    const loom = sharedLoom({ config: { server: { host, token: OWNERS } } });
    const owner = (...args: string[]): Promise<Ended> => loom().cli(args);
    /** On another machine: nothing is known but the address and what is said. */
    const away = (token: string | null, ...args: string[]): Promise<Ended> => {
      const home = mkdtempSync(join(loom().home, 'away-'));
      const known = ['--server', loom().url, ...(token === null ? [] : ['--token', token])];
      return loom().cli([...args, ...known], { cwd: home, env: { HOME: home } });
    };
    const create = async (name: string, ...more: string[]): Promise<Made> =>
      JSON.parse((await owner('token', 'create', name, ...more, '--json')).stdout) as Made;

    it('answers 401 to whoever shows no token or a wrong one, and says to a person what to do', async () => {
      for (const authorization of ['', 'Bearer wrong', `Basic ${OWNERS}`]) {
        const headers: Record<string, string> = authorization === '' ? {} : { authorization };
        const { status, headers: answered } = await fetch(`${loom().url}/tasks`, { headers });
        expect([status, answered.get('www-authenticate')]).toEqual([401, 'Bearer']);
      }
      expect((await fetch(`${loom().url}/health`)).status).toBe(200);
      for (const token of [null, 'wrong']) {
        const { code, stdout, stderr } = await away(token, 'list');
        expect([code, stdout]).toEqual([2, '']);
        expect(stderr).toMatch(/token[^]*--token/);
      }
      expect((await away(OWNERS, 'list')).code).toBe(0);
    });

    it('makes tokens of users and workers, shows each once, and each opens what its kind may do', async () => {
      const printed = await owner('token', 'create', 'laptop');
      const [token = ''] = printed.stdout.split('\n');
      expect(printed.code, printed.stderr).toBe(0);
      expect(printed.stdout).toMatch(/^loom_user_[0-9a-f]{12}_\S{43}\n$/);
      expect(printed.stderr).toMatch(/shown this once[^]*loom token revoke [0-9a-f]{12}/);
      const box = await create('gpu-box', '--kind', 'worker');
      expect((await away(token, 'list')).code).toBe(0);
      const refused = await away(token, 'token', 'list');
      expect([refused.code, refused.stdout]).toEqual([2, '']);
      expect(refused.stderr).toMatch(/\[server\] token/);
      expect((await away(box.token, 'list')).stderr).toMatch(/worker/);
      const wrong = await away(token, 'worker', 'executor');
      expect([wrong.code, wrong.stdout]).toEqual([2, '']);
      expect(wrong.stderr).toMatch(/--kind worker/);
      const listed = await owner('token', 'list');
      expect(listed.stdout).toMatch(/user +laptop[^]*|worker +gpu-box/);
      for (const secret of [token, box.token, token.slice(-43)]) {
        expect(listed.stdout).not.toContain(secret);
        expect((await owner('token', 'list', '--json')).stdout).not.toContain(secret);
        expect(loom().log()).not.toContain(secret);
      }
    });

    it('ends what a revoked token has open within seconds: who watches is told, a worker stops taking work', async () => {
      const held = Hold.on('executor', 'one');
      loom().tell('watched from away', { plan: ['one'], work: writesOwnFile, holds: [held] });
      const [user, box] = await Promise.all([create('watcher'), create('box', '--kind', 'worker')]);
      const home = mkdtempSync(join(loom().home, 'away-'));
      const at = { cwd: home, env: { HOME: home } };
      const task = await away(user.token, 'run', 'watched from away', '--detach');
      await held.reached();
      const watching = await loom().spawn(
        ['watch', task.stdout.trim(), '--server', loom().url, '--token', user.token],
        at,
      );
      const working = await loom().spawn(['worker', 'extractor', '--api', loom().url, '--token', box.token], at);
      await watching.says(/one/);
      await working.says(/Working as extractor/);
      for (const { id } of [user, box]) expect((await owner('token', 'revoke', id)).stdout).toBe(`${id}: revoked\n`);
      const watched = await watching.toTheEnd(15_000);
      expect(watched.code, watched.stderr).toBe(2);
      expect(watched.stderr).toMatch(/token/);
      const worked = await working.toTheEnd(30_000);
      expect(worked.code, worked.stderr).toBe(2);
      expect(worked.stderr).toMatch(/token/);
      held.release();
      expect((await away(user.token, 'list')).code).toBe(2);
      expect((await owner('token', 'list')).stdout).toMatch(/watcher.*(now|ago|s)/);
    });

    it('says which word, name or id is wrong', async () => {
      for (const [args, said] of [
        [['token', 'make', 'x'], /create, list or revoke/],
        [['token', 'create'], /needs a name/],
        [['token', 'create', 'x', '--kind', 'robot'], /user, worker/],
        [['token', 'revoke'], /id/],
        [['token', 'revoke', 'nobody'], /no token with this id/],
      ] as const) {
        const { code, stdout, stderr } = await owner(...args);
        expect([args.join(' '), code, stdout]).toEqual([args.join(' '), 2, '']);
        expect(stderr).toMatch(said);
      }
    });
  },
);
