// Writes the pages that are made of tables in the code, so that page and program cannot differ: docs/configuration.md
// of the
// catalogue of keys, docs/checks.md of the checks without a model. `--check` only says whether they are up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import { configKeys } from '../dist/libs/config/src/index.js';
import { TIER_ONE_CHECKS } from '../dist/libs/domain/src/index.js';

const cell = (text) => String(text).replaceAll('|', '\\|');

function configuration() {
  const sections = new Map();
  for (const key of configKeys()) sections.set(key.section, [...(sections.get(key.section) ?? []), key]);
  const shown = (key) =>
    key.required ? '*required*' : key.default === undefined ? 'none' : `\`${JSON.stringify(key.default)}\``;
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
  return lines;
}

function checks() {
  const lines = [
    '# Checks without a model',
    '',
    'What a worker claims is looked up before anybody is asked for an opinion. A check that fails sends the work back with what is wrong; no verdict of a model goes before it. In events, in `task.error` and in what the worker is told, each refusal begins with the name of its check: `named_files: to be made, and not there: a.txt`.',
    '',
    'Those that go by the words of the goal mostly read English, and say nothing where they do not understand. Where it is not certain that something is amiss, a person is asked instead ([approvals.md](approvals.md)). The commands that your project checks itself by, and the `checks` of a step, run besides.',
    '',
    'Does one of them refuse what you want? `loom feedback TASK "what you want instead"` and `loom retry TASK` often settle it: what the words of the goal alone would refuse is then mostly left to the verifier. Or leave a check out, in `loom.toml`:',
    '',
    '```toml',
    '[verification]',
    'tier1_except = ["one_version"]',
    '```',
    '',
    'What it would have refused can then land, if whoever else judges the work passes it. Protected files (`--protect`) have no name here: they stay as they are in any case.',
    '',
  ];
  for (const [title, group] of Object.entries(TIER_ONE_CHECKS)) {
    lines.push(`## ${title}`, '', '| check | what it wants |', '|---|---|');
    for (const [name, about] of Object.entries(group)) lines.push(`| \`${name}\` | ${cell(about)} |`);
    lines.push('');
  }
  return lines;
}

let isAmiss = false;
for (const [name, lines] of Object.entries({ configuration: configuration(), checks: checks() })) {
  const page = fileURLToPath(new URL(`../docs/${name}.md`, import.meta.url));
  const text = await prettier.format(lines.join('\n'), { parser: 'markdown' });
  if (!process.argv.includes('--check')) writeFileSync(page, text);
  else if (readFileSync(page, 'utf8') !== text) {
    console.error(`docs/${name}.md is out of date: run \`npm run docs\`.`);
    isAmiss = true;
  }
}
if (isAmiss) process.exit(1);
