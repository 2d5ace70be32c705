import type { ModelProfile, VerifierTrial } from '#contracts';
import { fromJson, toJson } from '../rows/json.js';
import type { Connection, Row } from './connection.js';

/** What models have shown when they were asked on purpose: profiles, and trials of verifiers. */
export class ModelRecords {
  private readonly putProfile;
  private readonly allProfiles;
  private readonly putTrial;
  private readonly allTrials;

  constructor(private readonly connection: Connection) {
    const { db } = connection;
    this.putProfile = db.prepare<[Row]>(
      `INSERT INTO model_profiles (endpoint, model, profile) VALUES (@endpoint, @model, @profile)
       ON CONFLICT (endpoint, model) DO UPDATE SET profile = excluded.profile`,
    );
    this.allProfiles = db.prepare<[], string>('SELECT profile FROM model_profiles ORDER BY endpoint, model').pluck();
    this.putTrial = db.prepare<[Row]>(
      `INSERT INTO verifier_trials (executor_endpoint, executor_model, verifier_endpoint, verifier_model, trial)
       VALUES (@executorEndpoint, @executorModel, @verifierEndpoint, @verifierModel, @trial)
       ON CONFLICT (executor_endpoint, executor_model, verifier_endpoint, verifier_model)
       DO UPDATE SET trial = excluded.trial`,
    );
    this.allTrials = db
      .prepare<[], string>(
        `SELECT trial FROM verifier_trials
         ORDER BY verifier_endpoint, verifier_model, executor_endpoint, executor_model`,
      )
      .pluck();
  }

  profiles(): ModelProfile[] {
    return this.connection.read(() => this.allProfiles.all()).map((json) => fromJson<ModelProfile>(json));
  }

  keepProfile(profile: ModelProfile): void {
    const { endpoint, model } = profile;
    this.connection.write(() => this.putProfile.run({ endpoint, model, profile: toJson(profile) }));
  }

  trials(): VerifierTrial[] {
    return this.connection.read(() => this.allTrials.all()).map((json) => fromJson<VerifierTrial>(json));
  }

  keepTrials(trials: readonly VerifierTrial[]): void {
    this.connection.write(() => {
      for (const trial of trials)
        this.putTrial.run({
          executorEndpoint: trial.executor.endpoint,
          executorModel: trial.executor.model,
          verifierEndpoint: trial.verifier.endpoint,
          verifierModel: trial.verifier.model,
          trial: toJson(trial),
        });
    });
  }
}
