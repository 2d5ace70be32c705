import { loadModes } from './catalogue.js';
import { allTurns, quickTurns, runGauntlet } from './run.js';
import { tableOf, totalsOf } from './table.js';

/** `npm run gauntlet [-- --quick] [--shard=1/4] [ID ... | FAMILY* ...]`: exit 1 when anything is silently wrong or stuck, or too little ends well. */
const words = process.argv.slice(2);
const quick = words.includes('--quick');
const wanted = words.filter((word) => !word.startsWith('--')).map((word) => word.toUpperCase());
const matches = (id: string, word: string): boolean =>
  word.endsWith('*') ? id.startsWith(word.slice(0, -1)) : id === word;
const modes = (await loadModes()).filter(
  ({ id }) => wanted.length === 0 || wanted.some((w) => matches(id.toUpperCase(), w)),
);
const [share, shares] = (words.find((word) => word.startsWith('--shard=')) ?? '--shard=1/1')
  .slice(8)
  .split('/')
  .map(Number);
const turns = (quick ? quickTurns(modes) : allTurns(modes)).filter((_, at) => at % (shares ?? 1) === (share ?? 1) - 1);
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
