// All that is looked at without running it, side by side: format, types, rules, boundaries, and the pages that are
// made.
// Each part's output comes whole, when it has ended; every part is run, so that one turn shows all there is to mend.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Longest first. */
const PARTS = [['lint'], ['types'], ['arch'], ['format:check'], ['docs', '--', '--check']];

/** Whether the script passed. */
function run([name, ...more]) {
  const began = Date.now();
  const part = spawn('npm', ['run', '--silent', name, ...more], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  for (const stream of [part.stdout, part.stderr]) stream.on('data', (chunk) => said.push(chunk));
  return new Promise((resolve, reject) => {
    part.on('error', reject);
    part.on('close', (code, signal) => {
      const how = code === 0 ? 'passed' : `FAILED (${signal ?? code})`;
      process.stdout.write(Buffer.concat(said));
      console.log(`check: ${name} ${how} after ${((Date.now() - began) / 1000).toFixed(1)} s`);
      resolve(code === 0);
    });
  });
}

const left = [...PARTS];
let hasFailed = false;
async function turn() {
  for (let part = left.shift(); part !== undefined; part = left.shift()) if (!(await run(part))) hasFailed = true;
}
await Promise.all(Array.from({ length: Math.min(availableParallelism(), PARTS.length) }, turn));
process.exitCode = hasFailed ? 1 : 0;
