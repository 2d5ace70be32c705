import type { Invocation } from '../invocation.js';
export async function demo(call: Invocation): Promise<number> {
  call.output.err('');
  return 1;
}
