import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { errnoOf, WorkspaceFailure } from '../errors.js';
import { hold } from './conversation.js';

export interface StoredObject {
  readonly type: string;
  readonly body: Buffer;
}

interface Question {
  readonly id: string;
  readonly answer: (object: StoredObject | null) => void;
  readonly fail: (error: Error) => void;
}

/** Loose files above this are left to git: inflating them would hold up this process. */
const SMALL = 262_144;

const IDLE_MS = 10_000;

/**
 * Objects of one store by id. Loose ones are read from here; the rest comes from one `git cat-file --batch`, which is
 * started when needed, goes when it idles, and sees objects that others add meanwhile.
 */
export class ObjectReader {
  private child: ChildProcessWithoutNullStreams | null = null;
  private questions: Question[] = [];
  private chunks: Buffer[] = [];
  private held = 0;
  /** Of the object that is arriving. */
  private header: { type: string; size: number; end: number } | null = null;
  private idle: NodeJS.Timeout | undefined;

  constructor(
    private readonly dir: string,
    private readonly start: () => ChildProcessWithoutNullStreams,
    /** Of one object; a question for a larger one fails. */
    private readonly maxBytes = Number.POSITIVE_INFINITY,
  ) {}

  /** Null where the store has no such object. */
  async read(id: string): Promise<StoredObject | null> {
    return this.readLoose(id) ?? (await this.ask(id));
  }

  private readLoose(id: string): StoredObject | null {
    let packed: Buffer;
    try {
      packed = readFileSync(`${this.dir}/objects/${id.slice(0, 2)}/${id.slice(2)}`);
    } catch (error) {
      if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return null;
      throw error;
    }
    if (packed.length > SMALL) return null;
    try {
      const whole = inflateSync(packed, { maxOutputLength: 64 * SMALL });
      const end = whole.indexOf(0);
      const [type = '', size = ''] = whole.toString('latin1', 0, end).split(' ');
      const body = whole.subarray(end + 1);
      if (body.length === Number(size)) return { type, body };
    } catch {
      // Torn by a power cut, or much larger than it looks: git knows what to say.
    }
    return null;
  }

  private ask(id: string): Promise<StoredObject | null> {
    return new Promise((answer, fail) => {
      this.questions.push({ id, answer, fail });
      clearTimeout(this.idle);
      this.child ??= this.open();
      hold(this.child, true);
      this.child.stdin.write(`${id}\n`);
    });
  }

  private open(): ChildProcessWithoutNullStreams {
    const child = this.start();
    const ended = (): void => {
      if (this.child === child) this.forget(new WorkspaceFailure('git cat-file ended', { retryable: true }));
    };
    child.stdin.on('error', () => undefined);
    child.stderr.resume();
    child.on('error', ended);
    child.on('close', ended);
    child.stdout.on('data', (chunk: Buffer) => {
      if (this.child !== child) return;
      this.chunks.push(chunk);
      this.held += chunk.length;
      this.take();
    });
    return child;
  }

  private take(): void {
    for (;;) {
      const asked = this.questions[0];
      if (asked === undefined) break;
      if (this.header === null) {
        const bytes = this.joined();
        const end = bytes.indexOf(0x0a);
        if (end < 0) return;
        const [id = '', type = '', size = ''] = bytes.toString('latin1', 0, end).split(' ');
        if (type === 'missing' || id !== asked.id) {
          this.keep(bytes.subarray(end + 1));
          this.questions.shift();
          if (type === 'missing') asked.answer(null);
          else asked.fail(new WorkspaceFailure('git cat-file answered out of order'));
          continue;
        }
        if (Number(size) > this.maxBytes) return this.close(new WorkspaceFailure(`an object has ${size} bytes`));
        this.header = { type, size: Number(size), end };
      }
      const { type, size, end } = this.header;
      if (this.held < end + 1 + size + 1) return;
      const bytes = this.joined();
      this.header = null;
      this.keep(bytes.subarray(end + 1 + size + 1));
      this.questions.shift();
      asked.answer({ type, body: Buffer.from(bytes.subarray(end + 1, end + 1 + size)) });
    }
    if (this.questions.length > 0) return;
    if (this.child !== null) hold(this.child, false);
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.close(), IDLE_MS).unref();
  }

  private joined(): Buffer {
    const bytes = this.chunks.length === 1 ? (this.chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(this.chunks);
    this.chunks = [bytes];
    return bytes;
  }

  private keep(rest: Buffer): void {
    this.chunks = rest.length === 0 ? [] : [rest];
    this.held = rest.length;
  }

  /** Ends the process unless it is being asked. */
  rest(): void {
    if (this.questions.length === 0) this.close();
  }

  /** Ends the process; a later question starts another. */
  close(because: Error = new WorkspaceFailure('the store was closed', { retryable: true })): void {
    clearTimeout(this.idle);
    const child = this.child;
    this.forget(because);
    child?.kill('SIGKILL');
  }

  private forget(because: Error): void {
    const open = this.questions;
    this.child = null;
    this.questions = [];
    this.header = null;
    this.keep(Buffer.alloc(0));
    for (const question of open) question.fail(because);
  }
}
