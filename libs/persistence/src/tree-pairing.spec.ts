import { expect, it } from 'vitest';
import { openDatabase } from './open-database.js';
import { SqlTreePairing } from './sql-tree-pairing.js';
import { newPlace } from './store.fixture.js';

it('keeps a database to the tree store that it met first, though two come at once', async () => {
  const place = await newPlace();
  const opened = await Promise.all([1, 2].map(() => openDatabase(place)));
  try {
    const met = await Promise.allSettled(
      opened.map((database, n) => new SqlTreePairing(database).meet({ id: `store-${n}`, place: `/srv/${n} on box` })),
    );
    const refused = met.flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : []));
    expect(refused).toMatchObject([{ code: 'other_tree_store', remedy: expect.stringContaining('--without-trees') }]);
    const won = met.findIndex(({ status }) => status === 'fulfilled');
    expect(refused[0]?.message).toContain(
      `goes with the trees of /srv/${won} on box, not with those of /srv/${1 - won}`,
    );

    const pairing = new SqlTreePairing(opened[0]!);
    await pairing.meet({ id: `store-${won}`, place: 'moved elsewhere' });
    await pairing.forget();
    await pairing.meet({ id: 'another', place: '/srv/new on box' });
    await expect(pairing.meet({ id: `store-${won}`, place: '/srv/old' })).rejects.toThrow(/\/srv\/new on box/);
  } finally {
    for (const database of opened) await database.close();
    await place.leave();
  }
});
