import { Body, Controller, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  parseJob,
  readFinish,
  WORKER_CALLS,
  workerCardShape,
  workerIdShape,
  WorkerLink,
  type ClaimAnswer,
  type HoldAnswer,
  type ModelProfile,
  type Recollection,
} from '#contracts';
import { LOOM_VERSION } from '../ports.js';

/** The version the API speaks, for a worker that joins. */
export const VERSION_HEADER = 'x-loom-version';

/**
 * The workers' side door: `WorkerLink` over HTTP. Bodies are read by the shapes of the contracts, not by DTOs, since
 * they are bound by the types that both ends share and carry keys that models have chosen.
 */
@ApiExcludeController()
@Controller('internal/worker')
export class WorkerController {
  constructor(
    private readonly link: WorkerLink,
    @Inject(LOOM_VERSION) private readonly version: string,
  ) {}

  @Post('claim')
  @HttpCode(200)
  async claim(@Body() body: unknown): Promise<ClaimAnswer> {
    const { job, worker } = (body ?? {}) as { job?: unknown; worker?: unknown };
    return this.link.claim(parseJob(job), workerIdShape(worker, '/worker'));
  }

  @Post('renew')
  @HttpCode(200)
  async renew(@Body() body: unknown): Promise<HoldAnswer> {
    const { lease, sinceInstruction } = WORKER_CALLS.renew(body, '');
    return this.link.renew(lease, sinceInstruction);
  }

  @Post('record')
  @HttpCode(200)
  async record(@Body() body: unknown): Promise<HoldAnswer> {
    const { lease, entries, sinceInstruction } = WORKER_CALLS.record(body, '');
    return this.link.record(lease, entries, sinceInstruction);
  }

  @Post('finish')
  @HttpCode(200)
  async finish(@Body() body: unknown): Promise<HoldAnswer> {
    const { lease, outcome } = readFinish(body);
    return this.link.finish(lease, outcome);
  }

  @Post('release')
  @HttpCode(204)
  async release(@Body() body: unknown): Promise<void> {
    const { lease, outage } = WORKER_CALLS.release(body, '');
    await this.link.release(lease, outage);
  }

  @Post('memory')
  @HttpCode(200)
  async searchMemory(@Body() body: unknown): Promise<{ entries: readonly Recollection[] }> {
    const { lease, query, limit } = WORKER_CALLS.memory(body, '');
    return { entries: await this.link.searchMemory(lease, query, limit) };
  }

  @Post('tokens')
  @HttpCode(204)
  showTokens(@Body() body: unknown): void {
    this.link.showTokens(WORKER_CALLS.tokens(body, '').pieces);
  }

  @Post('heartbeat')
  @HttpCode(200)
  async heartbeat(
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ version: string; profiles: readonly ModelProfile[]; at_work: boolean }> {
    const { findings } = WORKER_CALLS.heartbeat(body, '');
    const { profiles, atWork } = await this.link.heartbeat(workerCardShape(body, ''), findings ?? []);
    void reply.header(VERSION_HEADER, this.version);
    return { version: this.version, profiles, at_work: atWork };
  }
}
