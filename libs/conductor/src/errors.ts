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

/**
 * A change of the user's folder has begun and is neither done nor taken back: what became of it can only be said when
 * one of both has worked.
 */
export class ChangeUnfinished extends LoomError {
  readonly code = 'change_unfinished';
  override readonly retryable = true;
  override readonly remedy = 'Mend that; Loom tries again by itself.';
  constructor(because: string, cause: unknown) {
    super(`a change of the folder is neither done nor taken back: ${because}`, { cause });
  }
}

/** An Idempotency-Key came back with another body. */
export class KeyReused extends LoomError {
  readonly code = 'key_reused';
  constructor(readonly taskId: string) {
    super('this Idempotency-Key was used before with another body');
  }
}
