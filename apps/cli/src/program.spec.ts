import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { EXIT } from './exit-codes.js';
import { runCommandLine } from './program.js';

let dir = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'loom-cli-'));
});
afterAll(() => rmSync(dir, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

async function said(...argv: string[]): Promise<{ code: number; err: string }> {
  let err = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += text.toString();
    return true;
  });
  return { code: await runCommandLine(argv), err };
}

describe('a command line', () => {
  it.each([
    ['--workspace', 'run', 'x', '--workspace', ''],
    ['--protect', 'run', 'x', '--protect', ''],
    ['--config', '--config', '', 'list'],
    ['--server', '--server', '', 'list'],
  ])('does not take nothing for %s', async (option, ...argv) => {
    const { code, err } = await said(...argv);
    expect(code).toBe(EXIT.usage);
    expect(err).toContain(option);
    expect(err).toContain('It must not be empty.');
  });

  it('names the word for no worker where nothing is said', async () => {
    const { code, err } = await said('serve', '--roles', '');
    expect(code).toBe(EXIT.usage);
    expect(err).toContain('It must not be empty. For no worker here, say --roles none.');
  });

  it('says that there is no such command when help on it is asked for', async () => {
    const { code, err } = await said('help', 'statsu');
    expect(code).toBe(EXIT.usage);
    expect(err).toContain("unknown command 'statsu'");
    expect(err).toContain('Did you mean status?');
  });

  it('tells of a mistake in the configuration where nothing answers at the address it comes to', async () => {
    const config = join(dir, 'typo.toml');
    writeFileSync(config, '[server]\nport = 1\n[modles.a]\nmodel = "x"\n');
    const { code, err } = await said('--config', config, 'list');
    expect(code).toBe(EXIT.usage);
    expect(err).toContain(`${config}:3`);
    expect(err).toContain('models');
  });

  it('tells that nothing answers where the configuration is right', async () => {
    const config = join(dir, 'right.toml');
    writeFileSync(config, '[server]\nport = 1\n');
    const { code, err } = await said('--config', config, 'list');
    expect(code).toBe(EXIT.unreachable);
    expect(err).toContain('no Loom answers at http://127.0.0.1:1');
  });
});
