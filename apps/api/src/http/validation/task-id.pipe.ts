import { Injectable, type PipeTransform } from '@nestjs/common';
import { UnknownSubtask, UnknownTask } from '#conductor';

export const TASK_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
export const SUBTASK_ID = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** What cannot be the id of a task names none. */
@Injectable()
export class TaskIdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!TASK_ID.test(value)) throw new UnknownTask(shortened(value));
    return value.toLowerCase();
  }
}

@Injectable()
export class SubtaskIdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!SUBTASK_ID.test(value)) throw new UnknownSubtask('', shortened(value));
    return value;
  }
}

const shortened = (text: string): string => (text.length > 64 ? `${text.slice(0, 64)}…` : text);
