import type { AttemptOutcomeOf, Landing, LandingRecord, Tip } from '#conductor';
import type { ChangeView } from '#contracts';
import type { LandingNote } from '#domain';
import type { ChangeEntity, LandingEntity, WorkspaceEntity } from '../entities/index.js';
import { fromJson, toFlag } from '../rows/json.js';
import type { Connection } from './connection.js';
import type { Sql } from './database.js';
import { insertInto } from './statements.js';

export class Landings {
  constructor(private readonly connection: Connection) {}

  /** Inside a transaction. */
  async add(sql: Sql, taskId: string, landings: readonly Landing[], at: string): Promise<void> {
    for (const landing of landings) {
      const { attemptId: attempt_id, kind, before } = landing;
      const row = {
        attempt_id,
        task_id: taskId,
        kind,
        subtask_id: landing.subtaskId,
        before,
        commit_id: landing.commit,
        generation: landing.generation,
        landed_at: at,
      };
      await sql.run(insertInto('landings', row), row);
      for (const change of landing.changes) {
        const changed = {
          attempt_id,
          path: change.path,
          operation: change.operation,
          old_path: change.oldPath ?? null,
          additions: change.additions,
          deletions: change.deletions,
          is_binary: toFlag(change.binary),
        };
        await sql.run(insertInto('changes', changed), changed);
      }
      for (const reverted of landing.reverts) {
        if (kind === 'redo')
          await sql.run('UPDATE landings SET reverted_by = NULL WHERE reverted_by = @reverted', { reverted });
        await sql.run(
          'UPDATE landings SET reverted_by = @attempt_id WHERE attempt_id = @reverted AND reverted_by IS NULL',
          { attempt_id, reverted },
        );
      }
    }
  }

  list(taskId: string): Promise<LandingRecord[]> {
    return this.listWith(this.connection.lone, taskId);
  }

  changes(taskId: string): Promise<ChangeView[]> {
    return this.connection.read(async (sql) => {
      const landings = await this.listWith(sql, taskId);
      const gone = new Set(landings.filter((l) => l.revertedBy !== null).map((l) => l.attemptId));
      // The undo of a part says nothing any more once all of that landing is undone.
      const past = new Set(
        landings
          .filter(({ parts }) => parts.length > 0 && parts.every(({ landing }) => gone.has(landing)))
          .map((l) => l.attemptId),
      );
      // An undo is shown where it took back a part; where it took back a whole landing, both are out of sight.
      const rows = await sql.all<ChangeEntity & Pick<LandingEntity, 'subtask_id' | 'landed_at'>>(
        `SELECT c.*, l.subtask_id, l.landed_at FROM landings l JOIN changes c ON c.attempt_id = l.attempt_id
         WHERE l.task_id = @taskId AND l.reverted_by IS NULL
         AND NOT EXISTS (SELECT 1 FROM landings taken WHERE taken.reverted_by = l.attempt_id)
         ORDER BY l.generation, l.seq, c.seq`,
        { taskId },
      );
      return rows.filter((row) => !past.has(row.attempt_id)).map(toChangeView);
    });
  }

  async notes(taskId: string): Promise<LandingNote[]> {
    const rows = await this.connection.lone.all<{ outcome: string }>(
      `SELECT a.outcome FROM landings l JOIN attempts a ON a.id = l.attempt_id
       WHERE l.task_id = @taskId AND l.reverted_by IS NULL AND a.outcome LIKE '%"notes":[%'
       ORDER BY l.generation, l.seq`,
      { taskId },
    );
    const found = new Map<string, LandingNote>();
    for (const { notes = [] } of rows.map((row) => fromJson<{ notes?: readonly LandingNote[] }>(row.outcome))) {
      for (const note of notes) {
        const key = `${note.kind} ${note.path}`;
        found.delete(key);
        found.set(key, note);
      }
    }
    return [...found.values()];
  }

  async workspaceTip(id: string): Promise<Tip | null> {
    const row = await this.connection.lone.one<WorkspaceEntity>('SELECT * FROM workspaces WHERE id = @id', { id });
    return row === undefined || row.tip === null ? null : { commit: row.tip, generation: row.tip_generation };
  }

  private async listWith(sql: Sql, taskId: string): Promise<LandingRecord[]> {
    const rows = await sql.all<LandingEntity & { outcome: string | null }>(
      `SELECT l.*, CASE l.kind WHEN 'undo' THEN a.outcome END AS outcome
       FROM landings l LEFT JOIN attempts a ON a.id = l.attempt_id WHERE l.task_id = @taskId
       ORDER BY l.generation, l.seq`,
      { taskId },
    );
    return rows.map((row) => ({
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
}

const toChangeView = (row: ChangeEntity & Pick<LandingEntity, 'subtask_id' | 'landed_at'>): ChangeView => ({
  path: row.path,
  operation: row.operation,
  ...(row.old_path === null ? {} : { old_path: row.old_path }),
  subtask_id: row.subtask_id,
  additions: row.additions,
  deletions: row.deletions,
  binary: row.is_binary === 1,
  landed_at: row.landed_at,
});

function undoneBy(outcome: string | null): Pick<LandingRecord, 'parts' | 'overwrote'> {
  const undo = outcome === null ? null : fromJson<AttemptOutcomeOf['revert']>(outcome);
  if (undo?.kind !== 'reverted') return { parts: [], overwrote: [] };
  const paths = new Set(undo.paths);
  // Undos of earlier versions did not note them.
  return { parts: undo.parts ?? [], overwrote: (undo.met ?? []).filter((path) => paths.has(path)) };
}
