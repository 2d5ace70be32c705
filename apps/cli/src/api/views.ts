import type { components } from './schema.js';

type Schemas = components['schemas'];

export type ApprovalView = Schemas['ApprovalDto'];
export type ApproveBody = Schemas['ApproveDto'];
export type ChangeView = Schemas['ChangeDto'];
export type CreateTaskBody = Schemas['CreateTaskDto'];
export type MemoryView = Schemas['MemoryDto'];
export type ModelProfileView = Schemas['ModelProfileDto'];
export type ModelStatsView = Schemas['ModelStatsDto'];
export type ModelView = Schemas['ModelDto'];
export type Problem = Schemas['ProblemDto'];
export type RevertBody = Schemas['RevertDto'];
export type StoreView = Schemas['StoreDto'];
export type SubtaskView = Schemas['SubtaskDto'];
export type TaskCreated = Schemas['TaskCreatedDto'];
export type TaskRow = Schemas['TaskRowDto'];
export type TaskView = Schemas['TaskDto'];
export type TokenView = Schemas['TokenDto'];
export type ToolView = Schemas['ToolDto'];
export type UndoConflictView = Schemas['UndoConflictDto'];
export type VerifierTrialView = Schemas['VerifierTrialDto'];
export type WorkerView = Schemas['WorkerDto'];
