import { readFileSync } from 'node:fs';

/*
 * Loaded before a process of a hurt Loom (`node --import`): its wall clock can be set. On SIGUSR2 the file that
 * CHAOS_CLOCK names tells by how many milliseconds it is wrong from now on. Timers and performance.now keep their pace,
 * as they do when a real clock is set.
 */

const RealDate = Date;
let wrongByMs = 0;

process.on('SIGUSR2', () => {
  wrongByMs = Number(readFileSync(process.env['CHAOS_CLOCK'] ?? '', 'utf8'));
});

globalThis.Date = new Proxy(RealDate, {
  construct: (real, args: [], target) =>
    Reflect.construct(real, args.length === 0 ? [real.now() + wrongByMs] : args, target) as Date,
  apply: (real) => new real(real.now() + wrongByMs).toString(),
  get: (real, key, receiver): unknown =>
    key === 'now' ? () => real.now() + wrongByMs : Reflect.get(real, key, receiver),
});
