import type { ModelUse } from '#conductor';
import type { ModelStats } from '#contracts';
import type { ModelStatsEntity } from '../entities/index.js';
import { toFlag } from '../rows/json.js';
import type { Connection } from './connection.js';

/** Tries of late that are remembered at full weight; when there are more, all of them are halved. */
const RECENT = 40;

/** What each model has shown, summed up as it happens; and whether the database works at all. */
export class Statistics {
  constructor(private readonly connection: Connection) {}

  record({ attemptId, model, role, success, retry, usage, milliseconds }: ModelUse): Promise<void> {
    // A worker that does not say where its model runs is counted under the name of its section.
    const of = { endpoint: model.endpoint ?? model.name, model: model.model, role, tier: model.tier };
    return this.connection.write(async (sql) => {
      const isNew = await sql.run(
        `INSERT INTO model_uses (attempt_id, role) VALUES (@attemptId, @role) ON CONFLICT (attempt_id, role) DO NOTHING`,
        { attemptId, role },
      );
      if (isNew === 0) return;
      await sql.run(
        `INSERT INTO model_stats (endpoint, model, role, tier, successes, failures, retries, prompt_tokens,
           completion_tokens, milliseconds, recent_successes, recent_failures)
         VALUES (@endpoint, @model, @role, @tier, @successes, @failures, @retries, @promptTokens, @completionTokens,
           @milliseconds, @successes, @failures)
         ON CONFLICT (endpoint, model, role, tier) DO UPDATE SET
           successes = model_stats.successes + excluded.successes, failures = model_stats.failures + excluded.failures,
           retries = model_stats.retries + excluded.retries,
           prompt_tokens = model_stats.prompt_tokens + excluded.prompt_tokens,
           completion_tokens = model_stats.completion_tokens + excluded.completion_tokens,
           milliseconds = model_stats.milliseconds + excluded.milliseconds,
           recent_successes = model_stats.recent_successes + excluded.successes,
           recent_failures = model_stats.recent_failures + excluded.failures`,
        {
          ...of,
          successes: toFlag(success === true),
          failures: toFlag(success === false),
          retries: toFlag(retry),
          promptTokens: usage.promptTokens,
          completionTokens: usage.completionTokens,
          milliseconds: Math.round(milliseconds),
        },
      );
      await sql.run(
        `UPDATE model_stats SET recent_successes = recent_successes / 2, recent_failures = recent_failures / 2
         WHERE endpoint = @endpoint AND model = @model AND role = @role AND tier = @tier
           AND recent_successes + recent_failures > ${RECENT}`,
        of,
      );
    });
  }

  async list(): Promise<ModelStats[]> {
    const rows = await this.connection.lone.all<ModelStatsEntity>(
      'SELECT * FROM model_stats ORDER BY endpoint, model, role, tier',
    );
    return rows.map(({ prompt_tokens, completion_tokens, recent_successes, recent_failures, ...row }) => ({
      ...row,
      promptTokens: prompt_tokens,
      completionTokens: completion_tokens,
      recentSuccesses: recent_successes,
      recentFailures: recent_failures,
    }));
  }

  async ping(): Promise<void> {
    await this.connection.lone.run(
      'INSERT INTO health_checks (id, at) VALUES (1, @at) ON CONFLICT (id) DO UPDATE SET at = excluded.at',
      { at: this.connection.at },
    );
  }
}
