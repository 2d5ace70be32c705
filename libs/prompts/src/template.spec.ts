import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BadTemplate, composePrompt, fill, loadTemplates, parseTemplate, SECTIONS, TEMPLATE_NAMES } from './index.js';

const shipped = (name: string) => readFileSync(new URL(`../templates/${name}.yaml`, import.meta.url), 'utf8');

describe('templates', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'loom-prompts-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are shipped for every role, with all seven sections and a role line each', () => {
    const templates = loadTemplates();
    for (const name of TEMPLATE_NAMES) {
      expect(Object.keys(templates[name].sections)).toEqual([...SECTIONS]);
      expect(templates[name].sections.role).toMatch(/^You are the (planner|executor|verifier|extractor) of Loom/);
    }
  });

  it('give tier 3 voters different wordings', () => {
    expect(new Set(loadTemplates().verifier.wordings).size).toBeGreaterThanOrEqual(3);
  });

  it('are replaced one by one by files in the user folder', () => {
    writeFileSync(join(folder, 'planner.yaml'), shipped('planner').replace('# The goal', '# Das Ziel'));
    const templates = loadTemplates(folder);
    expect(templates.planner.sections.subtask).toContain('# Das Ziel');
    expect(templates.executor).toEqual(loadTemplates().executor);
  });

  it('of the user that say it in one way only have the shipped ways behind theirs, for who is to differ', () => {
    const file = join(folder, 'verifier.yaml');
    const text = shipped('verifier').replace(/wordings:\n(?: {2}- .*\n)+/, 'wordings:\n  - Judge kindly.\n');
    writeFileSync(file, text);
    const own = loadTemplates(folder).verifier;
    expect(own.wordings).toEqual(['Judge kindly.', ...loadTemplates().verifier.wordings]);
    writeFileSync(file, text.replace(' {{wording}}', ''));
    const said = [0, 1, 2].map((wording) => {
      const values = { description: 'd', acceptance_criteria: 'c' };
      const parts = { values, memory: [], tools: [], nonce: 'n', wording };
      return composePrompt(loadTemplates(folder).verifier, parts, { maxTokens: 100_000, tokensPerChar: 0.25 })
        .messages[0]?.content;
    });
    expect(new Set(said).size).toBe(3);
    expect(said[0]).toBe(own.sections.role.replace(' {{wording}}', ''));
  });

  it('of the user that lack a section are refused with the file and the remedy', () => {
    const file = join(folder, 'verifier.yaml');
    writeFileSync(file, shipped('verifier').replace('constraints: |', 'wordings_more: |'));
    expect(() => loadTemplates(folder)).toThrow(BadTemplate);
    writeFileSync(file, shipped('verifier').split('constraints: |')[0] ?? '');
    expect(() => loadTemplates(folder)).toThrow(`${file} lacks the section "constraints"`);
  });

  it.each([
    ['an unknown placeholder', (t: string) => t.replace('{{goal}}', '{{goal}} {{gaol}}'), '{{gaol}}'],
    ['a missing placeholder', (t: string) => t.replace('{{goal}}', 'the goal'), 'lacks the placeholder {{goal}}'],
    ['another role', (t: string) => t.replace('the planner of Loom', 'a pirate'), 'has another role'],
    ['broken YAML', (t: string) => `role: [\n${t}`, 'is not YAML'],
    ['a list instead of sections', () => '- a\n- b', 'is not a map of sections'],
  ])('with %s are refused', (_what, change, message) => {
    expect(() => parseTemplate('planner', change(shipped('planner')), 'planner.yaml')).toThrow(message);
  });
});

describe('fill', () => {
  it('leaves braces, dollar signs and placeholders in what is put in as they are', () => {
    const goal = 'print "{{memory}}" and $& $1 {x} {{ goal }}';
    expect(fill('<{{goal}}|{{memory}}>', { goal, memory: '$`' })).toBe(`<${goal}|$\`>`);
  });
});
