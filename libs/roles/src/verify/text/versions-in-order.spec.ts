import { describe, expect, it } from 'vitest';
import { outOfOrder } from './versions-in-order.js';

const log = (...versions: string[]): string =>
  `# Log\n\n${versions.map((version) => `## ${version}\n\n- x\n\n`).join('')}`;

describe('versions in a list', () => {
  it.each([
    [log('2.3.1', '2.3.0'), log('2.3.1', '2.3.0', '2.4.0')],
    [log('[2.10.0] - 2026-01-01', '[2.9.0] - 2025-01-01'), log('[2.10.0]', '[2.11.0]', '[2.9.0]')],
    [log('v1.0', 'v1.1'), log('v1.2', 'v1.0', 'v1.1')],
  ])('are out of order', (before, now) => {
    expect(outOfOrder(before, now)).toContain('its versions stood from the ');
  });
  it.each([
    [log('2.3.1', '2.3.0'), log('2.4.0', '2.3.1', '2.3.0')],
    [log('2.9.0', '2.8.0'), log('2.10.0', '2.9.0', '2.8.0')],
    [log('v1.0', 'v1.1'), log('v1.0', 'v1.1', 'v1.2')],
    [log('2.3.1', '2.4.0', '2.3.0'), log('2.3.1', '2.4.0', '2.3.0', '2.5.0')],
    [log('2.3.1'), log('2.3.1', '2.4.0')],
    [log('2.3.1', '2.3.0'), log('2.3.0', '2.3.1')],
  ])('may stand so', (before, now) => {
    expect(outOfOrder(before, now)).toBeNull();
  });
});
