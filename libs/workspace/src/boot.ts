import { readFileSync } from 'node:fs';

/** Changes with every start of the machine; empty where the system does not tell. */
export const BOOT = bootId();

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}
