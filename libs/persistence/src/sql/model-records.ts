import {
  blankProfile,
  withFinding,
  type ModelFinding,
  type ModelKey,
  type ModelProfile,
  type VerifierTrial,
} from '#contracts';
import { fromJson, toJson } from '../rows/json.js';
import type { Connection } from './connection.js';
import { insertInto } from './statements.js';

interface ProfileRow {
  readonly endpoint: string;
  readonly profile: string;
}

/** Far more than anybody runs: a worker that makes up names fills nothing. */
const MOST_PROFILES = 5000;

/** What models have shown when they were asked on purpose: profiles, and trials of verifiers. */
export class ModelRecords {
  constructor(private readonly connection: Connection) {}

  async profiles(endpoints?: readonly string[]): Promise<ModelProfile[]> {
    const rows = await this.connection.lone.all<ProfileRow>('SELECT * FROM model_profiles ORDER BY endpoint, model');
    return rows
      .filter((row) => endpoints === undefined || endpoints.includes(row.endpoint))
      .map((row) => fromJson<ModelProfile>(row.profile));
  }

  async learn(findings: readonly ModelFinding[]): Promise<void> {
    const { at } = this.connection;
    for (const finding of findings) {
      // A worker's clock may go before this one: what it found later must still count as later.
      const found = Date.parse(finding.at);
      const told = { ...finding, at: found < Date.parse(at) ? new Date(found).toISOString() : at };
      await this.change(finding, (profile) => withFinding(profile, told));
    }
  }

  async want(models: readonly ModelKey[]): Promise<string> {
    const { at } = this.connection;
    for (const key of models)
      await this.change(key, (profile) => ({ ...(profile ?? blankProfile(key, '')), wantedAt: at }));
    return at;
  }

  /** Compare and set, until nobody else was in between. */
  private async change(key: ModelKey, to: (profile: ModelProfile | null) => ModelProfile): Promise<void> {
    const { lone } = this.connection;
    const where = { endpoint: key.endpoint, model: key.model };
    for (;;) {
      const row = await lone.one<ProfileRow>(
        'SELECT * FROM model_profiles WHERE endpoint = @endpoint AND model = @model',
        where,
      );
      const profile = toJson(to(row === undefined ? null : fromJson<ModelProfile>(row.profile)));
      if (row?.profile === profile || (row === undefined && (await this.isFull()))) return;
      const changed =
        row === undefined
          ? await lone.run(`${insertInto('model_profiles', { ...where, profile })} ON CONFLICT DO NOTHING`, {
              ...where,
              profile,
            })
          : await lone.run(
              `UPDATE model_profiles SET profile = @profile
               WHERE endpoint = @endpoint AND model = @model AND profile = @before`,
              { ...where, profile, before: row.profile },
            );
      if (changed > 0) return;
    }
  }

  private async isFull(): Promise<boolean> {
    const row = await this.connection.lone.one<{ count: number }>('SELECT COUNT(*) AS count FROM model_profiles');
    return Number(row?.count ?? 0) >= MOST_PROFILES;
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
