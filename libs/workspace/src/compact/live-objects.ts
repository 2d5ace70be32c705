import { PackIndex, type Pack } from '../git/packs.js';
import type { Repository } from '../git/repository.js';
import type { LooseObject } from '../git/store-size.js';
import { IdSet } from './id-set.js';
import { lines } from './lines.js';
import { HOUR_MS } from './repacking.js';

/**
 * What a name leads to, and what is young with all that it holds: whoever is about to name it builds on that. Fails
 * where a name leads to something that is not there: nothing may be removed then.
 */
export async function liveObjects(
  repo: Repository,
  young: { loose: readonly LooseObject[]; packs: readonly Pack[] },
): Promise<{ live: IdSet; isAllNamed: boolean }> {
  const live = new IdSet();
  const call = { output: lines((line) => live.addHex(line)), timeoutMs: HOUR_MS };
  const walk = ['rev-list', '--objects', '--no-object-names'];
  await repo.git.run([...walk, '--all'], call);
  const unnamed = young.loose.filter(({ id }) => !live.hasHex(id)).map(({ id }) => `${id}\n`);
  for (const { name } of young.packs) {
    const index = await PackIndex.read(repo.dir, name);
    for (let n = 0; n < index.count; n++) if (!live.hasAt(index.ids, 20 * n)) unnamed.push(`${index.id(n)}\n`);
  }
  if (unnamed.length > 0) {
    const input = Buffer.from(unnamed.join(''), 'latin1');
    await repo.git.run([...walk, '--no-walk', '--missing=allow-any', '--stdin'], { ...call, input });
  }
  return { live, isAllNamed: unnamed.length === 0 };
}
