import { afterEach, describe, expect, it } from 'vitest';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { everyOfAFolder } from './every-of-a-folder.js';

afterEach(removePlayed);
const REPORTS: Files = { 'reports/hall.md': 'a\n', 'reports/pool.md': 'b\n', 'reports/sauna.md': 'c\n' };
const TOLD = 'Summarise every report in the folder reports in summary.md: one line that begins with its name.';
const faults = async (list: string, told = TOLD, before = REPORTS): Promise<string> => {
  const view = await viewOf(before, { ...before, 'summary.md': list });
  return (await everyOfAFolder(view, told)).map(({ detail }) => detail).join();
};

describe('a list of every file of a folder', () => {
  it('names all of them', async () => {
    expect(await faults('hall: a\npool: b\n')).toContain('and not reports/sauna.md');
    expect(await faults('Hall\nPool\nSauna\n')).toBe('');
    const german = 'Fasse alle Berichte aus dem Ordner reports in summary.md zusammen.';
    expect(await faults('hall\npool\n', german)).toContain('sauna');
    const russian = 'Опиши каждый отчёт из папки reports в summary.md.';
    expect(await faults('hall\npool\n', russian)).toContain('sauna');
  });

  it.each(['re-ports', 're+ports', 're (1)', '[re]', '$re', '報告-1'])('may be called %s', async (folder) => {
    const before = { [`${folder}/hall.md`]: 'a\n', [`${folder}/pool.md`]: 'b\n', [`${folder}/sauna.md`]: 'c\n' };
    await expect(faults('hall\npool\n', TOLD.replace('reports', folder), before)).resolves.toBeTypeOf('string');
  });

  it('names all of a folder with a sign in its name', async () => {
    const before = { 're-ports/hall.md': 'a\n', 're-ports/pool.md': 'b\n', 're-ports/sauna.md': 'c\n' };
    expect(await faults('hall\npool\n', TOLD.replace('reports', 're-ports'), before)).toContain('re-ports/sauna.md');
  });

  it.each<[string, string, string?, Files?]>([
    ['it names none', 'All is well.\n'],
    ['it names few', 'hall: a\n'],
    [
      'not all are meant',
      'hall\npool\n',
      'Summarise every report in the folder reports except the last in summary.md.',
    ],
    [
      'their titles do',
      'Hall\nPool\nHot tub\n',
      TOLD,
      { 'reports/hall.md': 'a\n', 'reports/pool.md': 'b\n', 'reports/hot-tub.md': 'c\n' },
    ],
    ['it is about the others', 'hall\npool\nsauna\n', TOLD, { ...REPORTS, 'reports/README.md': 'R\n' }],
    ['no word says all', 'hall\npool\n', 'Summarise the folder reports in summary.md.'],
    ['the folder holds other kinds', 'hall\npool\n', TOLD, { ...REPORTS, 'reports/logo.svg': '<svg/>\n' }],
  ])('may leave some out where %s', async (_why, list, told, before) => {
    expect(await faults(list, told, before)).toBe('');
  });
});
