import { PostgresServer } from '#testing';
import { describe } from 'vitest';
import { usePostgres } from './store.fixture.js';

const { missing } = PostgresServer;

/* What is said of the store is said of both databases: the same specs again. */
describe.skipIf(missing !== null)(`on Postgres${missing === null ? '' : ` (${missing})`}`, () => {
  usePostgres();
  describe('decisions', () => load(import('./decisions.spec.js')));
  describe('reverts', () => load(import('./reverts.spec.js')));
  describe('leases', () => load(import('./leases.spec.js')));
  describe('leases of the API', () => load(import('./head-leases.spec.js')));
  describe('memory', () => load(import('./memory.spec.js')));
  describe('webhooks', () => load(import('./webhooks.spec.js')));
  describe('concurrency', () => load(import('./concurrency.spec.js')));
  describe('interleavings', () => load(import('./interleavings.spec.js')));
  describe('pulse', () => load(import('./pulse.spec.js')));
  describe('overtaken results', () => load(import('./overtaken.spec.js')));
  describe('tree pairing', () => load(import('./tree-pairing.spec.js')));
  describe('statements', () => load(import('./statement-count.spec.js')));
  describe('kill', () => load(import('./kill.spec.js')));
});

const load = async (spec: Promise<unknown>): Promise<void> => void (await spec);
