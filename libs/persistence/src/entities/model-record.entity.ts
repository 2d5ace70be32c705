import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a model on its server has shown it can do. */
@Entity('model_profiles')
export class ModelProfileEntity {
  @PrimaryColumn('text') readonly endpoint!: string;
  @PrimaryColumn('text') readonly model!: string;
  @Column('text') readonly profile!: string;
}

/** How a verifier judged work with known faults; the latest trial of each pair. */
@Entity('verifier_trials')
export class VerifierTrialEntity {
  @PrimaryColumn('text') readonly executor_endpoint!: string;
  @PrimaryColumn('text') readonly executor_model!: string;
  @PrimaryColumn('text') readonly verifier_endpoint!: string;
  @PrimaryColumn('text') readonly verifier_model!: string;
  @Column('text') readonly trial!: string;
}
