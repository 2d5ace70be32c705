import type { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Param, Put, Query, StreamableFile } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { TaskStore, TreeStore } from '#conductor';
import { attemptIdShape } from '#contracts';
import { LoomError } from '#domain';
import { invalidField, RequestRefused } from '../errors/problem-error.js';

/** What one push may hold. */
export const MAX_BUNDLE_BYTES = 256 * 1024 * 1024;
const MAX_HAVES = 256;
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const WORKSPACE = /^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/;

/**
 * Trees between the store here and workers elsewhere, as bundles. What a bundle may be is the tree store's to check.
 */
@ApiExcludeController()
@Controller('internal/worker')
export class WorkerTreesController {
  constructor(
    private readonly trees: TreeStore,
    private readonly store: TaskStore,
  ) {}

  @Get('workspaces/:workspaceId/bundle')
  async export(
    @Param('workspaceId') workspaceId: string,
    @Query('want') want: unknown,
    @Query('have') have: unknown,
  ): Promise<StreamableFile> {
    if (!WORKSPACE.test(workspaceId)) throw new RequestRefused(404, 'not_found', 'There is no such workspace.');
    const haves = have === undefined || have === '' ? [] : typeof have === 'string' ? have.split(',') : null;
    if (haves === null || haves.length > MAX_HAVES || !haves.every((one) => COMMIT.test(one)))
      throw invalidField('/have', `must be at most ${MAX_HAVES} commit ids, separated by commas`);
    const bundle = await this.trees.exportBundle(workspaceId, commitIn('want', want), haves).catch((error: unknown) => {
      // What is not in the store will not be there the next time either: no 500, which a worker would repeat.
      if (!(error instanceof LoomError) || error.code !== 'workspace_error' || error.retryable) throw error;
      throw new RequestRefused(404, 'not_found', 'There is no such workspace, or the commit is not in it.');
    });
    return new StreamableFile(bundle, { type: 'application/octet-stream', length: bundle.length });
  }

  @Put('attempts/:attemptId/bundle')
  @HttpCode(204)
  async import(
    @Param('attemptId') given: string,
    @Query() query: Record<string, unknown>,
    @Body() body: Readable | undefined,
  ): Promise<void> {
    const attemptId = attemptIdShape(given, '/attemptId');
    const base = commitIn('base', query['base']);
    const commit = commitIn('commit', query['commit']);
    const epoch = epochIn(query['epoch']);
    // Which workspace it is follows from the attempt: a worker cannot name another.
    const record = await this.store.attempt(attemptId);
    const task = record === null ? null : await this.store.task(record.taskId);
    if (record === null || task === null) throw new RequestRefused(404, 'not_found', 'There is no such attempt.');
    if (record.attempt.epoch !== epoch)
      throw new RequestRefused(409, 'superseded', 'The attempt has another owner by now.');
    if (record.attempt.stage !== 'execute' || record.attempt.input.base !== base)
      throw new RequestRefused(400, 'refused_bundle', 'The attempt did not start from that commit.');
    const bundle = await readAll(body);
    await this.trees.importBundle(task.workspaceId, { base, commit, bundle, attemptId });
  }
}

function commitIn(name: string, value: unknown): string {
  if (typeof value === 'string' && COMMIT.test(value)) return value;
  throw invalidField(`/${name}`, 'must be the id of a commit');
}

function epochIn(value: unknown): number {
  if (typeof value === 'string' && /^[1-9]\d{0,8}$/.test(value)) return Number(value);
  throw invalidField('/epoch', 'must be a whole number from 1');
}

async function readAll(body: Readable | undefined): Promise<Buffer> {
  if (body === undefined || typeof body.on !== 'function')
    throw new RequestRefused(415, 'unsupported_media_type', 'Send the bundle as application/octet-stream.');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BUNDLE_BYTES)
      throw new RequestRefused(413, 'body_too_large', `A bundle may hold at most ${MAX_BUNDLE_BYTES} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
