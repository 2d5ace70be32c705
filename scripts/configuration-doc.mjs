// Writes docs/configuration.md from the catalogue of keys, so that the page and the program cannot differ.
// `--check` only says whether the page is up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import { configKeys } from '../dist/libs/config/src/index.js';

const page = fileURLToPath(new URL('../docs/configuration.md', import.meta.url));
const sections = new Map();
for (const key of configKeys()) sections.set(key.section, [...(sections.get(key.section) ?? []), key]);

const shown = (key) =>
  key.required ? '*required*' : key.default === undefined ? 'none' : `\`${JSON.stringify(key.default)}\``;
const cell = (text) => String(text).replaceAll('|', '\\|');

const lines = [
  '# Configuration',
  '',
  'Loom reads the first of `--config FILE`, `$LOOM_CONFIG`, `./loom.toml`, `~/.loom/loom.toml`; without one, every key has its default. Unknown keys, wrong types and impossible values are refused at start, all at once, each with file, line and the nearest valid key. `${NAME}` in a string is replaced by that environment variable, and `~` in a path by your home folder; relative paths start at the file. Each key has an environment variable that goes before the file.',
  '',
];
for (const [section, keys] of sections) {
  const title = section === 'models' ? 'models.NAME' : section;
  lines.push(`## \`[${title}]\``, '', '| key | allowed | default | what | variable |', '|---|---|---|---|---|');
  for (const key of keys)
    lines.push(`| \`${key.key}\` | ${cell(key.allowed)} | ${shown(key)} | ${cell(key.about)} | \`${key.env}\` |`);
  lines.push('');
}
const text = await prettier.format(lines.join('\n'), { parser: 'markdown' });
if (process.argv.includes('--check')) {
  if (readFileSync(page, 'utf8') !== text) {
    console.error('docs/configuration.md is out of date: run `npm run docs`.');
    process.exit(1);
  }
} else writeFileSync(page, text);
