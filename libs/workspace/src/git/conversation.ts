import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { WorkspaceFailure } from '../errors.js';

const IDLE_MS = 10_000;

/** What a program keeps of the objects it has seen grows with every question: then another one takes its place. */
const MAX_QUESTIONS = 2000;

interface Question {
  readonly mark: Buffer;
  readonly chunks: Buffer[];
  readonly answer: (bytes: Buffer) => void;
  readonly fail: (error: Error) => void;
  size: number;
  /** Last bytes of what has arrived. */
  carry: Buffer;
}

/**
 * One process that answers line by line on its standard input, started when needed and gone when it idles. The program
 * repeats a line that it does not understand: one such line after each question says where its answer ends.
 */
export class Conversation {
  private child: ChildProcessWithoutNullStreams | null = null;
  private questions: Question[] = [];
  private asked = 0;
  private idle: NodeJS.Timeout | undefined;

  constructor(
    private readonly start: () => ChildProcessWithoutNullStreams,
    private readonly maxAnswerBytes: number,
  ) {}

  /** `mark` is a line that neither the program nor an answer can hold by itself. */
  ask(line: string, mark: string): Promise<Buffer> {
    return new Promise((answer, fail) => {
      clearTimeout(this.idle);
      this.child ??= this.open();
      this.asked += 1;
      this.questions.push({
        mark: Buffer.from(`${mark}\n`),
        chunks: [],
        size: 0,
        carry: Buffer.alloc(0),
        answer,
        fail,
      });
      hold(this.child, true);
      this.child.stdin.write(`${line}\n${mark}\n`);
    });
  }

  private open(): ChildProcessWithoutNullStreams {
    const child = this.start();
    const ended = (): void => {
      if (this.child === child) this.forget();
    };
    child.stdin.on('error', () => undefined);
    child.stderr.resume();
    child.on('error', ended);
    child.on('close', ended);
    child.stdout.on('data', (chunk: Buffer) => {
      if (this.child === child) this.take(chunk);
    });
    return child;
  }

  private take(arrived: Buffer): void {
    let rest: Buffer = arrived;
    for (let open = this.questions[0]; open !== undefined && rest.length > 0; open = this.questions[0]) {
      open.chunks.push(rest);
      open.size += rest.length;
      if (open.size > this.maxAnswerBytes) return this.close();
      // The mark may have arrived in two pieces.
      const window = Buffer.concat([open.carry, rest]);
      const at = window.indexOf(open.mark);
      if (at < 0) {
        open.carry = window.subarray(Math.max(0, window.length - open.mark.length + 1));
        return;
      }
      const end = open.size - (window.length - at);
      const bytes = Buffer.concat(open.chunks);
      this.questions.shift();
      open.answer(bytes.subarray(0, end));
      rest = bytes.subarray(end + open.mark.length);
    }
    if (this.questions.length > 0) return;
    if (this.asked >= MAX_QUESTIONS) return this.close();
    if (this.child !== null) hold(this.child, false);
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.close(), IDLE_MS).unref();
  }

  /** Ends the process unless it is being asked. */
  rest(): void {
    if (this.questions.length === 0) this.close();
  }

  /** Ends the process; a later question starts another. */
  close(): void {
    const child = this.child;
    this.forget();
    child?.kill('SIGKILL');
  }

  private forget(): void {
    clearTimeout(this.idle);
    const open = this.questions;
    this.child = null;
    this.questions = [];
    this.asked = 0;
    for (const { fail } of open) fail(new WorkspaceFailure('git ended before its answer', { retryable: true }));
  }
}

/** The child alone keeps no process alive; an open question does. */
export function hold(child: ChildProcessWithoutNullStreams, on: boolean): void {
  for (const one of [child, child.stdin, child.stdout, child.stderr] as { ref?(): void; unref?(): void }[]) {
    if (on) one.ref?.();
    else one.unref?.();
  }
}
