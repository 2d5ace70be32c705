import { LoomError, type UndoConflict } from '#domain';

export class UnknownTask extends LoomError {
  readonly code = 'unknown_task';
  override readonly remedy = 'Run `loom list` to see the tasks there are.';
  constructor(readonly taskId: string) {
    super(`there is no task ${taskId}`);
  }
}

export class UnknownSubtask extends LoomError {
  readonly code = 'unknown_subtask';
  constructor(
    readonly taskId: string,
    readonly subtaskId: string,
  ) {
    super(`the task has no subtask "${subtaskId}"`);
  }
}

/** The request is sound, and the state the task is in does not allow it. */
export class StateForbids extends LoomError {
  readonly code = 'state_forbids';
  constructor(
    readonly taskId: string,
    message: string,
    /** Where files are what is in the way. */
    readonly paths: readonly string[] = [],
    /** The same with what each side holds. */
    readonly conflicts: readonly UndoConflict[] = [],
  ) {
    super(message);
  }
}

/** An Idempotency-Key came back with another body. */
export class KeyReused extends LoomError {
  readonly code = 'key_reused';
  constructor(readonly taskId: string) {
    super('this Idempotency-Key was used before with another body');
  }
}
