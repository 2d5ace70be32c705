import { HttpException } from '@nestjs/common';
import { StateForbids } from '#conductor';
import type { Problem, UndoConflictView } from '#contracts';
import { isDiskFull, LoomError } from '#domain';
import { TASK_ID } from '../validation/task-id.pipe.js';
import { RequestRefused } from './problem-error.js';

/** What a code of the LoomError family is on the wire. A code that is not here is a defect, hence 500. */
const ANSWERS: Readonly<Record<string, { status: number; pointer?: string }>> = {
  unknown_task: { status: 404 },
  unknown_subtask: { status: 404 },
  unknown_model: { status: 404 },
  state_forbids: { status: 409 },
  entry_gap: { status: 409 },
  key_reused: { status: 422 },
  unusable_workspace: { status: 400, pointer: '/workspace' },
  bad_cursor: { status: 400, pointer: '/cursor' },
  unreadable_job: { status: 400 },
  unreadable_payload: { status: 400 },
  refused_bundle: { status: 400 },
  too_many: { status: 429 },
  queue_unavailable: { status: 503 },
  redis_unreachable: { status: 503 },
  database_failed: { status: 503 },
  no_model: { status: 503 },
  no_worker: { status: 503 },
  model_unreachable: { status: 503 },
  change_unfinished: { status: 503 },
};

/** Codes whose message speaks of the machine's inside; the log has it, the client gets a plain sentence. */
const SILENT: Readonly<Record<string, string>> = {
  database_failed: 'The database does not take the request at the moment. Ask again; `loom doctor` says what is wrong.',
};

const NO_ROOM = 'There is no room on the disk of this server. Free some space and ask again; Loom goes on by itself.';

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not authorised',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  408: 'Request timeout',
  409: 'Conflict with the present state',
  413: 'Body too large',
  415: 'Unsupported media type',
  422: 'Not the same request',
  429: 'Too many requests',
  431: 'Header fields too large',
  500: 'Internal error',
  503: 'Not available at the moment',
};

/** Where a fault of these lies inside what was sent, the error knows itself. */
const POINTED: ReadonlySet<string> = new Set(['unreadable_payload']);

const SENTENCES: Readonly<Record<number, string>> = {
  400: 'The request cannot be read.',
  404: 'There is nothing at this address.',
  413: 'The body is larger than this address takes.',
  415: 'Send the body as application/json.',
  429: 'Too many requests at once. Ask again in a moment.',
  503: 'This server is stopping or not ready. Ask again in a moment.',
};

export interface Translated {
  readonly problem: Problem;
  /** Set where the cause has to be in the log. */
  readonly isDefect: boolean;
}

/** Any thrown value as the answer it becomes. `errorId` ties a 500 to the log. */
export function toProblem(error: unknown, errorId: string, taskId?: string): Translated {
  if (error instanceof RequestRefused) {
    const { status, code, message, faults } = error;
    return answer(status, code, message, { taskId, faults });
  }
  if (isDiskFull(error)) return answer(503, 'disk_full', NO_ROOM, { taskId }, true);
  const known = error instanceof LoomError ? ANSWERS[error.code] : undefined;
  if (error instanceof LoomError && known) {
    const detail = SILENT[error.code] ?? withRemedy(error);
    const pointer = known.pointer ?? (POINTED.has(error.code) ? pointerOf(error) : undefined);
    const faults = pointer === undefined ? [] : [{ pointer, detail: sentence(error.message) }];
    const more = { taskId: taskId ?? taskIdOf(error), faults, paths: pathsOf(error), conflicts: conflictsOf(error) };
    return answer(known.status, error.code, detail, more, error.code in SILENT);
  }
  const status = statusOf(error);
  if (status >= 400 && status < 500)
    return answer(status, CODES[status] ?? 'bad_request', detailOf(status), { taskId });
  if (status === 503) return answer(503, 'unavailable', detailOf(503), { taskId });
  const detail = `Loom failed at this request. Its log says more under ${errorId}.`;
  return answer(500, 'internal_error', detail, { taskId }, true);
}

const CODES: Readonly<Record<number, string>> = {
  400: 'unreadable_request',
  404: 'not_found',
  413: 'body_too_large',
  415: 'unsupported_media_type',
  429: 'too_many',
};

interface More {
  readonly taskId?: string | undefined;
  readonly faults?: readonly { pointer: string; detail: string }[];
  readonly paths?: readonly string[];
  readonly conflicts?: readonly UndoConflictView[];
}

function answer(status: number, code: string, detail: string, more: More, isDefect = false): Translated {
  const { taskId, faults = [], paths = [], conflicts = [] } = more;
  const problem: Problem = {
    type: `urn:loom:problem:${code}`,
    title: TITLES[status] ?? 'Refused',
    status,
    detail,
    ...(faults.length > 0 ? { errors: faults.map(({ pointer, detail: said }) => ({ pointer, detail: said })) } : {}),
    ...(taskId === undefined ? {} : { task_id: taskId }),
    ...(paths.length > 0 ? { paths: [...paths] } : {}),
    ...(conflicts.length > 0 ? { conflicts: [...conflicts] } : {}),
  };
  return { problem, isDefect };
}

const detailOf = (status: number): string => SENTENCES[status] ?? 'The request cannot be answered.';

/** Nest's exceptions and Fastify's errors; their own messages name internals, so only the status is taken over. */
function statusOf(error: unknown): number {
  const status = ownStatusOf(error);
  // A parameter that is too long for the router names nothing that is here.
  return status === 414 ? 404 : status;
}

function ownStatusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (typeof error !== 'object' || error === null) return 500;
  const { statusCode, code } = error as { statusCode?: unknown; code?: unknown };
  const isFastify = typeof code === 'string' && code.startsWith('FST_');
  return isFastify && typeof statusCode === 'number' ? statusCode : 500;
}

/** Messages of the LoomError family begin in lower case and have no full stop; on the wire they are sentences. */
function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

const withRemedy = (error: LoomError): string =>
  error.remedy === undefined ? sentence(error.message) : `${sentence(error.message)} ${error.remedy}`;

function taskIdOf(error: object): string | undefined {
  const { taskId } = error as { taskId?: unknown };
  return typeof taskId === 'string' && TASK_ID.test(taskId) ? taskId : undefined;
}

function pointerOf(error: object): string | undefined {
  const { pointer } = error as { pointer?: unknown };
  return typeof pointer === 'string' ? pointer : undefined;
}

function pathsOf(error: object): readonly string[] {
  const { paths } = error as { paths?: unknown };
  return Array.isArray(paths) ? paths.filter((path): path is string => typeof path === 'string') : [];
}

const conflictsOf = (error: object): readonly UndoConflictView[] =>
  error instanceof StateForbids ? error.conflicts : [];
