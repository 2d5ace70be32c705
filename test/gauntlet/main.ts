import { parseArgs } from 'node:util';
import { loadModes } from './catalogue.js';
import { allTurns, quickTurns, runGauntlet } from './run.js';
import { tableOf, totalsOf } from './table.js';

const HELP = `Plays weak models' failure modes against Loom.

  npm run gauntlet [-- [--quick] [--shard N/M] [--at-once N] [ID | FAMILY* ...]]

  --quick      each mode in one form; without it on both protocols and with three chunkings of the stream
  --shard N/M  the Nth of M shares
  --at-once N  so many at a time (4)

Ends with 1 when anything is silently wrong or stuck, or too little ends well.
`;
const options = {
  quick: { type: 'boolean', default: false },
  shard: { type: 'string', default: '1/1' },
  'at-once': { type: 'string', default: '4' },
  help: { type: 'boolean', default: false },
} as const;

function refuse(why: string): never {
  process.stderr.write(`gauntlet: ${why}. See npm run gauntlet -- --help.\n`);
  process.exit(2);
}
function asked() {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    return refuse((error as Error).message);
  }
}

const { values: of, positionals } = asked();
if (of.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const [share = 0, shares = 0] = /^[1-9]\d*\/[1-9]\d*$/.test(of.shard) ? of.shard.split('/').map(Number) : [];
if (share < 1 || share > shares) refuse(`--shard takes N/M with N from 1 to M, not ${of.shard}`);
const atOnce = Number(of['at-once']);
if (!(Number.isInteger(atOnce) && atOnce > 0)) refuse(`--at-once takes a number above 0, not ${of['at-once']}`);
const matches = (id: string, word: string): boolean =>
  word.endsWith('*') ? id.startsWith(word.slice(0, -1)) : id === word;
const all = await loadModes();
const wanted = positionals.map((word) => word.toUpperCase());
for (const word of wanted)
  if (!all.some(({ id }) => matches(id.toUpperCase(), word))) refuse(`there is no mode ${word}`);
const modes = all.filter(({ id }) => wanted.length === 0 || wanted.some((w) => matches(id.toUpperCase(), w)));
const turns = (of.quick ? quickTurns(modes) : allTurns(modes)).filter((_, at) => at % shares === share - 1);
let done = 0;
const results = await runGauntlet(turns, {
  atOnce,
  onResult: ({ mode, protocol, chunking, end, tookMs }) => {
    done++;
    process.stderr.write(`${done}/${turns.length} ${mode.id} ${protocol} ${String(chunking)}: ${end} (${tookMs} ms)\n`);
  },
});
process.stdout.write(`${tableOf(results)}\n`);
process.exit(totalsOf(results).good ? 0 : 1);
