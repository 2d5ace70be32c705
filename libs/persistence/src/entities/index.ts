import { AttemptEntity } from './attempt.entity.js';
import { ChangeEntity } from './change.entity.js';
import { EntryEntity } from './entry.entity.js';
import { EventEntity } from './event.entity.js';
import { HealthCheckEntity } from './health-check.entity.js';
import { InstructionEntity } from './instruction.entity.js';
import { LandingEntity } from './landing.entity.js';
import { MemoryEntity } from './memory.entity.js';
import { ModelProfileEntity, VerifierTrialEntity } from './model-record.entity.js';
import { ModelStatsEntity, ModelUseEntity } from './model-stats.entity.js';
import { OutboxEntity } from './outbox.entity.js';
import { SubtaskEntity } from './subtask.entity.js';
import { TaskEntity } from './task.entity.js';
import { TaskRequestEntity } from './task-request.entity.js';
import { TokenEntity } from './token.entity.js';
import { TreeStoreEntity } from './tree-store.entity.js';
import { WebhookEntity } from './webhook.entity.js';
import { WorkspaceEntity } from './workspace.entity.js';

export const ENTITIES = [
  TaskEntity,
  TaskRequestEntity,
  WorkspaceEntity,
  SubtaskEntity,
  AttemptEntity,
  EntryEntity,
  EventEntity,
  OutboxEntity,
  LandingEntity,
  ChangeEntity,
  MemoryEntity,
  InstructionEntity,
  ModelStatsEntity,
  ModelUseEntity,
  ModelProfileEntity,
  VerifierTrialEntity,
  HealthCheckEntity,
  WebhookEntity,
  TokenEntity,
  TreeStoreEntity,
];

export {
  TaskEntity,
  TaskRequestEntity,
  WorkspaceEntity,
  SubtaskEntity,
  AttemptEntity,
  EntryEntity,
  EventEntity,
  OutboxEntity,
  LandingEntity,
  ChangeEntity,
  MemoryEntity,
  InstructionEntity,
  ModelStatsEntity,
  ModelUseEntity,
  ModelProfileEntity,
  VerifierTrialEntity,
  HealthCheckEntity,
  WebhookEntity,
  TokenEntity,
  TreeStoreEntity,
};
