import { loadModes } from './catalogue.js';
import { allTurns, quickTurns, runGauntlet } from './run.js';
import { tableOf, totalsOf } from './table.js';

/** `npm run gauntlet [-- --quick] [ID ...]`: exit 1 when anything is silently wrong or stuck, or too little ends well. */
const words = process.argv.slice(2);
const quick = words.includes('--quick');
const wanted = words.filter((word) => !word.startsWith('--')).map((word) => word.toUpperCase());
const modes = (await loadModes()).filter(({ id }) => wanted.length === 0 || wanted.some((w) => id.toUpperCase() === w));
const turns = quick ? quickTurns(modes) : allTurns(modes);
let done = 0;
const results = await runGauntlet(turns, {
  atOnce: 4,
  onResult: ({ mode, protocol, chunking, end, tookMs }) => {
    done++;
    process.stderr.write(`${done}/${turns.length} ${mode.id} ${protocol} ${String(chunking)}: ${end} (${tookMs} ms)\n`);
  },
});
process.stdout.write(`${tableOf(results)}\n`);
process.exit(totalsOf(results).good ? 0 : 1);
