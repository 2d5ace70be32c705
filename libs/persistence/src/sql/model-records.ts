import type { ModelProfile, VerifierTrial } from '#contracts';
import { fromJson, toJson } from '../rows/json.js';
import type { Connection } from './connection.js';
import { insertInto } from './statements.js';

/** What models have shown when they were asked on purpose: profiles, and trials of verifiers. */
export class ModelRecords {
  constructor(private readonly connection: Connection) {}

  async profiles(): Promise<ModelProfile[]> {
    const rows = await this.connection.lone.all<{ profile: string }>(
      'SELECT profile FROM model_profiles ORDER BY endpoint, model',
    );
    return rows.map((row) => fromJson<ModelProfile>(row.profile));
  }

  async keepProfile(profile: ModelProfile): Promise<void> {
    const row = { endpoint: profile.endpoint, model: profile.model, profile: toJson(profile) };
    await this.connection.lone.run(
      `${insertInto('model_profiles', row)} ON CONFLICT (endpoint, model) DO UPDATE SET profile = excluded.profile`,
      row,
    );
  }

  async trials(): Promise<VerifierTrial[]> {
    const rows = await this.connection.lone.all<{ trial: string }>(
      `SELECT trial FROM verifier_trials ORDER BY verifier_endpoint, verifier_model, executor_endpoint, executor_model`,
    );
    return rows.map((row) => fromJson<VerifierTrial>(row.trial));
  }

  keepTrials(trials: readonly VerifierTrial[]): Promise<void> {
    return this.connection.write(async (sql) => {
      for (const trial of trials) {
        const row = {
          executor_endpoint: trial.executor.endpoint,
          executor_model: trial.executor.model,
          verifier_endpoint: trial.verifier.endpoint,
          verifier_model: trial.verifier.model,
          trial: toJson(trial),
        };
        await sql.run(
          `${insertInto('verifier_trials', row)}
           ON CONFLICT (executor_endpoint, executor_model, verifier_endpoint, verifier_model)
           DO UPDATE SET trial = excluded.trial`,
          row,
        );
      }
    });
  }
}
