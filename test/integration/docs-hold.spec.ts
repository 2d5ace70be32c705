import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfig } from '#config';
import pkg from '../../package.json' with { type: 'json' };
import { COMMANDS } from '../../apps/cli/src/catalogue.js';

/*
 * What the pages name is there: links, files, commands with their options, scripts, and configurations that are taken.
 */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const inFolder = (folder: string): string[] =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
const PAGES = [...inFolder(''), ...inFolder('docs'), ...inFolder('docs/adr')];
const textOf = (page: string): string => readFileSync(join(ROOT, page), 'utf8');
const proseOf = (page: string): string => textOf(page).replace(/^```[\s\S]*?^```$/gm, '');

const home = mkdtempSync(join(tmpdir(), 'loom-docs-'));
afterAll(() => rmSync(home, { recursive: true }));

const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

describe.each(PAGES)('%s', (page) => {
  it('links to what is there', () => {
    const dead = [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].filter(([, target = '']) => {
      if (/^[a-z]+:/.test(target)) return false;
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? page : join(dirname(page), path);
      if (!existsSync(join(ROOT, file))) return true;
      if (anchor === undefined) return false;
      const headings = [...textOf(file).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading));
      return !headings.includes(anchor);
    });
    expect(dead.map(([link]) => link)).toEqual([]);
  });

  it('names scripts, files and commands that exist', () => {
    const text = textOf(page);
    const scripts = [...text.matchAll(/npm run ([a-z][\w:-]*)/g)].map(([, script = '']) => script);
    expect(scripts.filter((script) => !(script in pkg.scripts))).toEqual([]);
    // What the change log tells of may be gone by now.
    if (page === 'CHANGELOG.md') return;
    const files = [...text.matchAll(/`((?:libs|apps|test|scripts|docker)\/[\w./-]+\.\w+)`/g)].map(
      ([, path = '']) => path,
    );
    expect(files.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    const wrong = [...text.matchAll(/`(?:npx )?loom ([a-z]+)([^`]*)`/g)].flatMap(([whole, name, rest = '']) => {
      const command = COMMANDS.find((one) => one.name === name);
      if (command === undefined) return name === 'help' ? [] : [whole];
      const known = (command.options ?? []).flatMap(({ flags }) => flags.match(/--[a-z-]+/g) ?? []);
      const global = ['--config', '--server', '--token', '--json', '--no-color', '--help'];
      const asked = rest.split(' -- ')[0]?.match(/(?<!\S)--[a-z][a-z-]*/g) ?? [];
      return asked.some((option) => ![...known, ...global].includes(option)) ? [whole] : [];
    });
    expect(wrong).toEqual([]);
  });

  it('shows configurations that are taken', () => {
    for (const [, toml = ''] of textOf(page).matchAll(/^```toml\n([\s\S]*?)^```$/gm)) {
      const path = join(home, 'loom.toml');
      // A piece that only corrects what is known of a model lacks what every model needs.
      const isPiece = /^\[models\.\w+\]$/m.test(toml) && !/^provider\b/m.test(toml);
      const needed = 'provider = "ollama"\nbase_url = "http://127.0.0.1:11434"\nmodel = "m"\n';
      writeFileSync(path, isPiece ? toml.replace(/^(\[models\.\w+\])$/m, `$1\n${needed}`) : toml);
      expect(() => loadConfig({ path, env: {}, cwd: home, home }), toml).not.toThrow();
    }
  });
});
