import { HOLDS_UP_MS, mergesOf, reverifiedOf, type Overtaken } from '#conductor';
import { goesFirst } from '#domain';
import { fromJson } from '../rows/json.js';
import type { SubtaskEntity } from '../entities/index.js';
import type { Sql } from './database.js';

/** Results of other tasks on the workspace that go first. `at` is now, RFC 3339. */
export async function overtakenBeside(
  sql: Sql,
  task: { readonly id: string; readonly workspaceId: string },
  at: string,
): Promise<Overtaken[]> {
  const rows = await sql.all<Pick<SubtaskEntity, 'task_id' | 'id' | 'verified' | 'candidate'>>(
    `SELECT s.task_id, s.id, s.verified, s.candidate FROM tasks t
     JOIN subtasks s ON s.task_id = t.id AND s.status IN ('running', 'verifying') AND s.phase IN ('verifying', 'landing')
     WHERE t.workspace_id = @workspaceId AND t.completed_at IS NULL AND t.id <> @id AND t.wish = 'run'
       AND EXISTS (SELECT 1 FROM attempts a WHERE a.task_id = s.task_id AND a.subtask_id = s.id AND a.stage = 'verify'
                   AND a.created_at >= @since)`,
    { ...task, since: new Date(Date.parse(at) - HOLDS_UP_MS).toISOString() },
  );
  return rows
    .map((row) => ({ ...row, verified: fromJson<string[]>(row.verified) }))
    .filter((row) => goesFirst(reverifiedOf(row)))
    .map((row) => ({ taskId: row.task_id, subtaskId: row.id, merges: mergesOf(row) }));
}
