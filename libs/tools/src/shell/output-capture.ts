import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { countNewlines, headOf, tailOf } from '../text/plain-text.js';

const HEAD_BYTES = 64 * 1024;
const TAIL_BYTES = 64 * 1024;
/** Output from here on is also written to a file, since the model is shown no more than 10 KiB of it. */
const LOG_FROM_BYTES = 9 * 1024;
const MAX_LOG_BYTES = 16 * 1024 * 1024;

/** Keeps the two ends of a stream of any length in bounded memory, and its first part in a file. */
export class OutputCapture {
  private head: Buffer[] = [];
  private headBytes = 0;
  private tail: Buffer[] = [];
  private tailBytes = 0;
  private total = 0;
  private newlines = 0;
  private endsOpen = false;
  private log: FileHandle | null = null;
  private logBytes = 0;
  private logFailed = false;
  logName: string | null = null;

  /** @param logFolder null = no file */
  constructor(private readonly logFolder: string | null) {}

  async add(chunk: Buffer): Promise<void> {
    this.total += chunk.length;
    this.newlines += countNewlines(chunk);
    this.endsOpen = chunk[chunk.length - 1] !== 10;
    const forHead = chunk.subarray(0, Math.max(0, HEAD_BYTES - this.headBytes));
    if (forHead.length > 0) {
      this.head.push(Buffer.from(forHead));
      this.headBytes += forHead.length;
    }
    const forTail = chunk.subarray(forHead.length);
    if (forTail.length > 0) this.addTail(forTail);
    await this.addLog(chunk);
  }

  private addTail(bytes: Buffer): void {
    this.tail.push(Buffer.from(bytes));
    this.tailBytes += bytes.length;
    if (this.tailBytes < TAIL_BYTES * 4) return;
    const kept = Buffer.concat(this.tail).subarray(-TAIL_BYTES);
    this.tail = [Buffer.from(kept)];
    this.tailBytes = kept.length;
  }

  private async addLog(chunk: Buffer): Promise<void> {
    if (this.logFolder === null || this.logFailed || this.total <= LOG_FROM_BYTES) return;
    if (this.logBytes >= MAX_LOG_BYTES) return;
    try {
      if (this.log === null) {
        // The command can write this folder too: a name it cannot know, and no link is followed.
        const name = `shell-${randomBytes(6).toString('hex')}.log`;
        const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
        this.log = await open(join(this.logFolder, name), flags, 0o600);
        this.logName = name;
        // All that came before this chunk is still in the head.
        const before = Buffer.concat(this.head).subarray(0, this.total - chunk.length);
        await this.log.write(before);
        this.logBytes = before.length;
      }
      const part = chunk.subarray(0, MAX_LOG_BYTES - this.logBytes);
      await this.log.write(part);
      this.logBytes += part.length;
    } catch {
      // A full disk must not fail the command; the ends are still shown.
      this.logFailed = true;
    }
  }

  async finish(): Promise<{
    head: string;
    tail: string;
    totalBytes: number;
    totalLines: number;
    omittedBytes: number;
    logName: string | null;
  }> {
    await this.log?.close();
    const all = this.total <= HEAD_BYTES + Math.min(this.tailBytes, TAIL_BYTES);
    const tailBuffer = Buffer.concat(this.tail);
    const kept = all ? tailBuffer : tailOf(tailBuffer, TAIL_BYTES);
    const headBuffer = Buffer.concat(this.head);
    const head = all ? Buffer.concat([headBuffer, kept]) : headOf(headBuffer, headBuffer.length);
    return {
      head: head.toString('utf8'),
      tail: all ? '' : kept.toString('utf8'),
      totalBytes: this.total,
      totalLines: this.newlines + (this.endsOpen ? 1 : 0),
      omittedBytes: all ? 0 : this.total - head.length - kept.length,
      logName: this.logFailed && this.logBytes === 0 ? null : this.logName,
    };
  }
}
