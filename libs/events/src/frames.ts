import { toWireEvent, type StoredEvent, type TokenPiece } from '#contracts';

const built = new WeakMap<StoredEvent, string>();

/** The event as a server-sent event; built once for all readers who share the object. */
export function frameOf(event: StoredEvent): string {
  let frame = built.get(event);
  if (frame === undefined) {
    frame = `id: ${event.sequence}\nevent: ${event.type}\ndata: ${JSON.stringify(toWireEvent(event))}\n\n`;
    built.set(event, frame);
  }
  return frame;
}

/** Without an id: it cannot be asked for again. */
export function tokenFrame(piece: TokenPiece): string {
  const data = {
    task_id: piece.taskId,
    ...(piece.subtaskId === undefined ? {} : { subtask_id: piece.subtaskId }),
    event_type: 'token',
    correlation_id: piece.correlationId,
    kind: piece.kind,
    text: piece.text,
  };
  return `event: token\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Asks the reader to come back after a second when the line breaks. */
export const OPENING_FRAME = 'retry: 1000\n\n';
export const HEARTBEAT_FRAME = ': still here\n\n';
