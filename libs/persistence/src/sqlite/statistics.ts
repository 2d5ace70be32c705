import type { ModelStats } from '#conductor';
import type { ModelUsed, TokenUsage } from '#domain';
import type { ModelStatsEntity } from '../entities/index.js';
import { toFlag } from '../rows/json.js';
import type { Connection, Row } from './connection.js';

/** What each model has shown, summed up as it happens; and whether the database works at all. */
export class Statistics {
  private readonly add;
  private readonly all;
  private readonly check;

  constructor(private readonly connection: Connection) {
    const { db } = connection;
    this.add = db.prepare<[Row]>(
      `INSERT INTO model_stats (model, role, tier, successes, failures, prompt_tokens, completion_tokens, milliseconds)
       VALUES (@model, @role, @tier, @successes, @failures, @promptTokens, @completionTokens, @milliseconds)
       ON CONFLICT (model, role, tier) DO UPDATE SET
         successes = model_stats.successes + excluded.successes, failures = model_stats.failures + excluded.failures,
         prompt_tokens = model_stats.prompt_tokens + excluded.prompt_tokens,
         completion_tokens = model_stats.completion_tokens + excluded.completion_tokens,
         milliseconds = model_stats.milliseconds + excluded.milliseconds`,
    );
    this.all = db.prepare<[], ModelStatsEntity>('SELECT * FROM model_stats ORDER BY model, role, tier');
    this.check = db.prepare<[string]>(
      'INSERT INTO health_checks (id, at) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET at = excluded.at',
    );
  }

  record(of: { model: ModelUsed; role: string; success: boolean; usage: TokenUsage; milliseconds: number }): void {
    this.connection.write(() =>
      this.add.run({
        model: of.model.name,
        role: of.role,
        tier: of.model.tier,
        successes: toFlag(of.success),
        failures: toFlag(!of.success),
        promptTokens: of.usage.promptTokens,
        completionTokens: of.usage.completionTokens,
        milliseconds: Math.round(of.milliseconds),
      }),
    );
  }

  list(): ModelStats[] {
    return this.connection
      .read(() => this.all.all())
      .map(({ prompt_tokens, completion_tokens, ...row }) => ({
        ...row,
        promptTokens: prompt_tokens,
        completionTokens: completion_tokens,
      }));
  }

  ping(): void {
    this.connection.write(() => this.check.run(this.connection.at));
  }
}
