import type { SubtaskState } from '#conductor';
import type { SubtaskView } from '#contracts';
import type { SubtaskEntity } from '../entities/index.js';
import { fromJson, toFlag, toJson } from './json.js';

/** Column of each field; the compiler reports a field that has none. */
const COLUMN_OF = {
  id: 'id',
  planVersion: 'plan_version',
  position: 'position',
  description: 'description',
  dependsOn: 'depends_on',
  modelTier: 'model_tier',
  verificationTier: 'verification_tier',
  isCriticalPath: 'is_critical_path',
  acceptanceCriteria: 'acceptance_criteria',
  expectedOutputs: 'expected_outputs',
  checks: 'checks',
  status: 'status',
  phase: 'phase',
  executions: 'executions',
  verifications: 'verifications',
  landings: 'landings',
  extractions: 'extractions',
  failures: 'failures',
  outages: 'outages',
  inconclusive: 'inconclusive',
  conflicts: 'conflicts',
  base: 'base',
  head: 'head',
  candidate: 'candidate',
  toolSuccess: 'tool_success',
  verified: 'verified',
  feedback: 'feedback',
  summary: 'summary',
  standIns: 'stand_ins',
  error: 'error',
  model: 'model',
  confidence: 'confidence',
  approval: 'approval',
  approvalReason: 'approval_reason',
  sensitive: 'sensitive',
  asked: 'asked',
  destructive: 'destructive',
} as const satisfies Record<keyof SubtaskState, keyof SubtaskEntity>;

const toColumn = (value: unknown): unknown => {
  if (typeof value === 'boolean') return toFlag(value);
  return typeof value === 'object' && value !== null ? toJson(value) : value;
};

/** The given fields as columns. */
export function subtaskColumns(fields: Partial<SubtaskState>): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  for (const [field, column] of Object.entries(COLUMN_OF)) {
    const value = fields[field as keyof SubtaskState];
    if (value !== undefined) columns[column] = toColumn(value);
  }
  return columns;
}

export const toSubtaskState = (row: SubtaskEntity): SubtaskState => ({
  id: row.id,
  planVersion: row.plan_version,
  position: row.position,
  description: row.description,
  dependsOn: fromJson(row.depends_on),
  modelTier: row.model_tier,
  verificationTier: row.verification_tier,
  isCriticalPath: row.is_critical_path === 1,
  acceptanceCriteria: row.acceptance_criteria,
  expectedOutputs: fromJson(row.expected_outputs),
  checks: fromJson(row.checks),
  status: row.status,
  phase: row.phase as SubtaskState['phase'],
  executions: row.executions,
  verifications: row.verifications,
  landings: row.landings,
  extractions: row.extractions,
  failures: row.failures,
  outages: row.outages,
  inconclusive: row.inconclusive,
  conflicts: row.conflicts,
  base: row.base,
  head: row.head,
  candidate: row.candidate,
  toolSuccess: row.tool_success,
  verified: fromJson(row.verified),
  feedback: fromJson(row.feedback),
  summary: row.summary,
  standIns: row.stand_ins === null ? [] : fromJson(row.stand_ins),
  error: row.error,
  model: row.model,
  confidence: row.confidence,
  approval: row.approval,
  approvalReason: row.approval_reason,
  sensitive: row.sensitive === null ? null : fromJson(row.sensitive),
  asked: row.asked === null ? null : fromJson(row.asked),
  destructive: row.destructive === null ? null : row.destructive === 1,
});

export const toSubtaskView = (row: SubtaskEntity): SubtaskView => ({
  id: row.id,
  description: row.description,
  status: row.status,
  depends_on: fromJson(row.depends_on),
  model_tier: row.model_tier,
  verification_tier: row.verification_tier,
  is_critical_path: row.is_critical_path === 1,
  acceptance_criteria: row.acceptance_criteria,
  retry_count: row.failures,
  summary: row.summary,
  error: row.error,
  started_at: row.started_at,
  completed_at: row.completed_at,
  model: row.model,
  confidence: row.confidence,
});
