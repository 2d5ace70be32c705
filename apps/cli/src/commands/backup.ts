import { EXIT } from '../exit-codes.js';
import { textOperand, type Invocation } from '../invocation.js';
import { jsonLine, lines } from '../output.js';
import { oneLine } from '../render/text.js';

/** `loom backup DIR` */
export async function backup(call: Invocation): Promise<number> {
  const { output } = call;
  const [{ makeBackup }, config] = await Promise.all([import('../backup/make-backup.js'), configOf(call)]);
  const folder = textOperand(call, 0);
  const made = await makeBackup(config, folder, progressOf(call));
  if (output.json) output.out(jsonLine({ folder, ...made }));
  else {
    const outside = made.workspaces.filter(({ inScratch }) => !inScratch).length;
    output.out(`${oneLine(folder)}: the database and the files of ${made.workspaces.length} workspaces, checked.\n`);
    if (outside > 0)
      output.err(
        `Your own folders (${outside}) are in it as Loom last saw them; what they ignore, and what you changed since, is not.\n`,
      );
  }
  return EXIT.done;
}

/** `loom restore DIR` */
export async function restore(call: Invocation): Promise<number> {
  const { output } = call;
  const [{ restoreBackup }, config] = await Promise.all([import('../backup/restore-backup.js'), configOf(call)]);
  const folder = textOperand(call, 0);
  const folders = call.options['folders'] === true;
  const { manifest, missing, filled } = await restoreBackup(config, folder, { folders, say: progressOf(call) });
  const { made_at, workspaces } = manifest;
  if (output.json) {
    output.out(jsonLine({ folder, data_dir: config.dataDir, made_at, workspaces: workspaces.length, missing, filled }));
    return EXIT.done;
  }
  output.out(
    `Restored into ${oneLine(config.dataDir)} what there was at ${made_at}. \`loom serve\` goes on with it.\n`,
  );
  const left = missing.filter((path) => !filled.includes(path));
  if (filled.length > 0)
    output.out(lines(['Filled as Loom last saw them:', ...filled.map((path) => `  ${oneLine(path)}`)]));
  if (left.length > 0) {
    const hint = folders ? 'nothing was taken in of them yet' : 'put them back first, or restore with --folders';
    output.out(lines([`Not there (${hint}):`, ...left.map((path) => `  ${oneLine(path)}`)]));
  }
  return EXIT.done;
}

async function configOf({ globals, env, cwd }: Invocation) {
  const { loadConfig } = await import('#config');
  return loadConfig({ ...(globals.config === undefined ? {} : { path: globals.config }), env, cwd });
}

const progressOf =
  ({ output }: Invocation) =>
  (line: string): void =>
    output.err(`${line} …\n`);
