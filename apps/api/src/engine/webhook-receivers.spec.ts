import { describe, expect, it } from 'vitest';
import { WebhookReceivers } from './webhook-receivers.js';

const open = new WebhookReceivers({ loopback: false, allow: [] });

describe('the addresses webhooks may reach', () => {
  it.each([
    ...['127.0.0.1', '127.255.0.9', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
    ...['169.254.169.254', '100.64.0.1', '192.0.2.1', '198.18.0.1', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
    ...['::', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:10.0.0.1', '::127.0.0.1', '64:ff9b::7f00:1'],
    ...['fc00::1', 'fd12:3456::1', 'fe80::1', 'fe80::1%eth0', 'ff02::1', '2002:7f00:1::', '2001:0:1::', '2001:db8::1'],
    ...['', 'localhost', '127.1'],
  ])('are not %s', (address) => expect(open.permit('receiver.example', address)).toBe(false));

  it.each(['1.1.1.1', '172.15.0.1', '172.32.0.1', '100.128.0.1', '223.255.255.255', '2606:4700::1111', '2a00:1450::1'])(
    'are public ones such as %s',
    (address) => expect(open.permit('receiver.example', address)).toBe(true),
  );

  it('are those of this machine where only it can reach the API, and no others of the network', () => {
    const local = new WebhookReceivers({ loopback: true, allow: [] });
    for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) expect(local.permit('x', address)).toBe(true);
    for (const address of ['0.0.0.0', '10.0.0.1', '169.254.169.254', 'fd00::1'])
      expect(local.permit('x', address)).toBe(false);
  });

  it('are those that are allowed by name, address or network', () => {
    const allow = ['Hooks.LAN', '10.1.0.0/16', '192.168.1.5', 'fd00:1::/32', '[::1]'];
    const some = new WebhookReceivers({ loopback: false, allow });
    expect(some.permit('hooks.lan', '10.9.9.9')).toBe(true);
    expect(some.permit('HOOKS.lan.', '10.9.9.9')).toBe(true);
    expect(some.permit('evil.hooks.lan', '10.9.9.9')).toBe(false);
    expect(some.permit('x', '10.1.200.1')).toBe(true);
    expect(some.permit('x', '::ffff:10.1.200.1')).toBe(true);
    expect(some.permit('x', '10.2.0.1')).toBe(false);
    expect(some.permit('x', '192.168.1.5')).toBe(true);
    expect(some.permit('x', '192.168.1.6')).toBe(false);
    expect(some.permit('x', 'fd00:1::5')).toBe(true);
    expect(some.permit('x', 'fd00:2::5')).toBe(false);
    expect(some.permit('[::1]', '::1')).toBe(true);
    expect(some.permit('x', '127.0.0.1')).toBe(false);
  });
});
