#!/usr/bin/env node
import { EXIT } from './exit-codes.js';
import { runCommandLine } from './program.js';

// `loom list | head`: the reader has enough.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? EXIT.done : EXIT.failed));
}
void main();

async function main(): Promise<never> {
  process.exitCode = await runCommandLine(process.argv.slice(2));
  // What was started is closed by now; a timer that a library forgot must not keep the command from ending.
  for (const stream of [process.stdout, process.stderr])
    await new Promise<void>((done) => stream.write('', () => done()));
  process.exit();
}
