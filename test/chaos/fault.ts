import type { Blow } from './blow.js';
import type { DatabaseName } from './database.js';
import type { Random, Range } from './random.js';
import type { Shape } from './shapes.js';
import type { World } from './world.js';

interface Place {
  readonly shape: Shape;
  /** The only database it can be done to; absent = any. */
  readonly database?: DatabaseName;
}

/** A way to hurt a Loom once; resolves when the harm is over and everything runs again. */
export interface Fault extends Place {
  /** Whether questions may be asked again: those that were under way when it happened. */
  readonly interruptsQuestions: boolean;
  /** Whether it may cost a subtask one of its tries: it looks like a failure of the work, or of the model. */
  readonly usesTries?: boolean;
  readonly strike: (world: World, blow: Blow, random: Random) => Promise<void>;
}

/** Kills of any part, one after the other, while the tasks recover from those before. */
export interface Storm extends Place {
  /** At least and at most; it ends with the last of the tasks. */
  readonly kills: Range;
  /** So many tasks at once in one folder; absent = as many as asked for, each in a folder of its own. */
  readonly inOneFolder?: number;
}
