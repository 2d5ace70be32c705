import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import { expect, it, onTestFinished } from 'vitest';
import type { ApiDocument } from '#testing';
import { HttpFixture } from '../../../apps/api/src/http/spec/http.fixture.js';

const at = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const TYPES = at('apps/cli/src/api/schema.ts');
const HEAD = '// Written by `npm run api-types` from the published description of the API. Not to be edited.\n\n';

/** What a client has in its hands: answers that say yes. A refusal looks the same everywhere. */
const onlyAnswers = (document: ApiDocument): string =>
  JSON.stringify(document, (key, value: object) =>
    key === 'responses' ? Object.fromEntries(Object.entries(value).filter(([status]) => status < '300')) : value,
  );

it('has the client of the command line typed by what the API publishes (npm run api-types)', async () => {
  const http = await HttpFixture.start();
  const folder = mkdtempSync(join(tmpdir(), 'loom-types-'));
  onTestFinished(async () => {
    await http.close();
    rmSync(folder, { recursive: true });
  });
  const described = join(folder, 'openapi.json');
  writeFileSync(described, onlyAnswers(http.published.document));
  // A document that is no valid OpenAPI is refused here.
  const generator = at('node_modules/openapi-typescript/bin/cli.js');
  const types = execFileSync(process.execPath, [generator, described, '--default-non-nullable=false'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const style = await prettier.resolveConfig(TYPES);
  const text = await prettier.format(HEAD + types, { ...style, parser: 'typescript' });
  await expect(text).toMatchFileSnapshot(TYPES);
});
