import { randomUUID } from 'node:crypto';
import { Catch, Logger, NotFoundException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RouteTable } from '../edge/route-table.js';
import { TASK_ID } from '../validation/task-id.pipe.js';
import { RequestRefused } from './problem-error.js';
import { toProblem } from './to-problem.js';

export const PROBLEM_JSON = 'application/problem+json; charset=utf-8';

/** The one place where an error becomes an answer, wherever in the request it was thrown. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  constructor(private readonly routes: RouteTable) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    if (reply.sent || reply.raw.headersSent) return this.giveUp(error, reply);
    const errorId = randomUUID();
    const allowed = error instanceof NotFoundException && request.is404 ? this.routes.methodsOf(request.url) : [];
    const { problem, isDefect } = toProblem(
      allowed.length > 0 ? wrongMethod(request.method, allowed) : error,
      errorId,
      taskIdOf(request),
    );
    if (isDefect) this.log(error, errorId, request);
    if (allowed.length > 0) void reply.header('allow', allowed.join(', '));
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
    if (error instanceof RequestRefused && error.retryAfterSeconds !== undefined)
      void reply.header('retry-after', String(error.retryAfterSeconds));
    if (problem.status === 503) void reply.header('retry-after', '2');
    // A body that was refused unread is not read to its end either.
    if (problem.status === 413) void reply.header('connection', 'close');
    void reply.status(problem.status).header('content-type', PROBLEM_JSON).send(JSON.stringify(problem));
  }

  private giveUp(error: unknown, reply: FastifyReply): void {
    this.log(error, 'answer_cut', reply.request);
    reply.raw.destroy();
  }

  private log(error: unknown, errorId: string, request: FastifyRequest): void {
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.logger.error({
      did: 'request_failed',
      errorId,
      method: request.method,
      route: request.routeOptions?.url ?? null,
      error: said,
      ...(error instanceof Error && error.cause instanceof Error ? { cause: error.cause.message } : {}),
    });
  }
}

const wrongMethod = (method: string, allowed: readonly string[]): RequestRefused =>
  new RequestRefused(
    405,
    'method_not_allowed',
    `This address does not take ${method}; it takes ${allowed.join(', ')}.`,
  );

function taskIdOf(request: FastifyRequest): string | undefined {
  const { taskId } = (request.params ?? {}) as { taskId?: unknown };
  return typeof taskId === 'string' && TASK_ID.test(taskId) ? taskId.toLowerCase() : undefined;
}
