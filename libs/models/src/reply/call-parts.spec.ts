import { expect, it } from 'vitest';
import { callParts } from './call-parts.js';

it.each([
  [{ id: 'functions.read_file:0', function: { name: '', arguments: '{}' } }, 'read_file'],
  [{ id: 'functions.read_file:0', function: { name: 'write_file', arguments: '{}' } }, 'write_file'],
  [{ id: 'call_read_file', function: { name: '', arguments: '{}' } }, ''],
])('reads the name of the call %j', (call, name) => {
  expect(callParts(call)?.name).toBe(name);
});
