import type { AttemptOutcomeOf, Landing, LandingRecord } from '#conductor';
import type { ChangeView } from '#contracts';
import type { ChangeEntity, LandingEntity } from '../entities/index.js';
import { fromJson, toFlag } from '../rows/json.js';
import type { Connection, Row } from './connection.js';

export class Landings {
  private readonly insert;
  private readonly insertChange;
  private readonly revert;
  private readonly restore;
  private readonly ofTask;
  private readonly changesOfTask;
  private readonly tip;

  constructor(private readonly connection: Connection) {
    const { db } = connection;
    this.insert = db.prepare<[Row]>(
      `INSERT INTO landings (attempt_id, task_id, kind, subtask_id, before, commit_id, landed_at)
       VALUES (@attempt, @task, @kind, @subtask, @before, @commit, @at)`,
    );
    this.insertChange = db.prepare<[Row]>(
      `INSERT INTO changes (attempt_id, path, operation, old_path, additions, deletions, is_binary)
       VALUES (@attempt, @path, @operation, @oldPath, @additions, @deletions, @binary)`,
    );
    this.revert = db.prepare<[string, string]>(
      'UPDATE landings SET reverted_by = ? WHERE attempt_id = ? AND reverted_by IS NULL',
    );
    this.restore = db.prepare<[string]>('UPDATE landings SET reverted_by = NULL WHERE reverted_by = ?');
    this.ofTask = db.prepare<[string], LandingEntity & { outcome: string | null }>(
      `SELECT l.*, CASE l.kind WHEN 'undo' THEN a.outcome END AS outcome
       FROM landings l LEFT JOIN attempts a ON a.id = l.attempt_id WHERE l.task_id = ? ORDER BY l.seq`,
    );
    // An undo is shown where it took back a part; where it took back a whole landing, both are out of sight.
    this.changesOfTask = db.prepare<[string], ChangeEntity & Pick<LandingEntity, 'subtask_id' | 'landed_at'>>(
      `SELECT c.*, l.subtask_id, l.landed_at FROM landings l JOIN changes c ON c.attempt_id = l.attempt_id
       WHERE l.task_id = ? AND l.reverted_by IS NULL
       AND NOT EXISTS (SELECT 1 FROM landings taken WHERE taken.reverted_by = l.attempt_id)
       ORDER BY l.seq, c.seq`,
    );
    this.tip = db.prepare<[string], string | null>('SELECT tip FROM workspaces WHERE id = ?').pluck();
  }

  /** Inside a transaction. */
  add(taskId: string, landings: readonly Landing[], at: string): void {
    for (const landing of landings) {
      const { attemptId: attempt, kind, subtaskId: subtask, before, commit } = landing;
      this.insert.run({ attempt, task: taskId, kind, subtask, before, commit, at });
      for (const change of landing.changes) {
        this.insertChange.run({
          attempt,
          path: change.path,
          operation: change.operation,
          oldPath: change.oldPath ?? null,
          additions: change.additions,
          deletions: change.deletions,
          binary: toFlag(change.binary),
        });
      }
      for (const reverted of landing.reverts) {
        if (kind === 'redo') this.restore.run(reverted);
        this.revert.run(attempt, reverted);
      }
    }
  }

  list(taskId: string): LandingRecord[] {
    return this.connection
      .read(() => this.ofTask.all(taskId))
      .map((row) => ({
        attemptId: row.attempt_id,
        kind: row.kind,
        subtaskId: row.subtask_id,
        before: row.before,
        commit: row.commit_id,
        landedAt: row.landed_at,
        revertedBy: row.reverted_by,
        ...undoneBy(row.outcome),
      }));
  }

  changes(taskId: string): ChangeView[] {
    const landings = this.list(taskId);
    const gone = new Set(landings.filter((l) => l.revertedBy !== null).map((l) => l.attemptId));
    // The undo of a part says nothing any more once all of that landing is undone.
    const past = new Set(
      landings
        .filter(({ parts }) => parts.length > 0 && parts.every(({ landing }) => gone.has(landing)))
        .map((l) => l.attemptId),
    );
    return this.connection
      .read(() => this.changesOfTask.all(taskId))
      .filter((row) => !past.has(row.attempt_id))
      .map((row) => ({
        path: row.path,
        operation: row.operation,
        ...(row.old_path === null ? {} : { old_path: row.old_path }),
        subtask_id: row.subtask_id,
        additions: row.additions,
        deletions: row.deletions,
        binary: row.is_binary === 1,
        landed_at: row.landed_at,
      }));
  }

  workspaceTip(workspaceId: string): string | null {
    return this.connection.read(() => this.tip.get(workspaceId)) ?? null;
  }
}

function undoneBy(outcome: string | null): Pick<LandingRecord, 'parts' | 'overwrote'> {
  const undo = outcome === null ? null : fromJson<AttemptOutcomeOf['revert']>(outcome);
  if (undo?.kind !== 'reverted') return { parts: [], overwrote: [] };
  const paths = new Set(undo.paths);
  // Undos of earlier versions did not note them.
  return { parts: undo.parts ?? [], overwrote: (undo.met ?? []).filter((path) => paths.has(path)) };
}
