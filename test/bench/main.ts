import { measureLedger } from './ledger.js';

/**
 * `npm run bench`: what the parts cost that every task pays for. Compare ratios, not times: they hold on any machine.
 */
const { microseconds, ratios } = await measureLedger();
process.stdout.write('ledger: microseconds each (median of rounds)\n');
for (const { name, value } of microseconds) process.stdout.write(`  ${value.toFixed(1).padStart(8)}  ${name}\n`);
process.stdout.write('ledger: ratios\n');
for (const { name, value } of ratios) process.stdout.write(`  ${value.toFixed(2).padStart(8)}  ${name}\n`);
