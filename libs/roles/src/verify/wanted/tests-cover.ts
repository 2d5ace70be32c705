import type { CheckResult, FileChange } from '#domain';
import { listed } from '../doubt.js';
import { isCode, isTestFile } from '../file-kinds.js';
import { hasWord } from '../has-word.js';
import type { FilesView } from '../stated/files-view.js';

/* "Write tests for add, sub and mul": each of the functions that are named is tested. */

const NAMES =
  '`?[A-Za-z_$][\\w$]*`?(?:\\(\\))?(?:(?:\\s*,\\s*(?:(?:and|und|et|y|e)\\s+)?|\\s+(?:and|und|et|y|e)\\s+|\\s*&\\s*)`?[A-Za-z_$][\\w$]*`?(?:\\(\\))?){1,20}';
const TESTS = new RegExp(
  `\\b(?:tests?|specs?|test\\s+cases?|unit-?tests?|tests\\s+unitaires|pruebas)\\s+(?:for|für|pour|para|per)\\s+(?:(?:the|die|les|las|le)\\s+)?(?:functions?\\s+|methods?\\s+|funktionen\\s+|fonctions\\s+|funciones\\s+|funzioni\\s+)?(${NAMES})(?=\\s+(?:of|in|from|aus|von|de|dans|di|en)\\b|\\s*[.;,)]|\\s*$|\\s+functions?\\b)`,
  'i',
);

/** Pure. */
function toBeTested(told: string): string[] {
  const [, list = ''] = TESTS.exec(told) ?? [];
  return [...new Set(list.match(/[A-Za-z_$][\w$]*/g))].filter((name) => !/^(?:and|und|et|y|e)$/i.test(name));
}

/** `told`: the user's words; `changes`: all of the task's. */
export async function testsCover(
  files: FilesView,
  told: string,
  changes: readonly FileChange[],
): Promise<CheckResult[]> {
  const names = toBeTested(told);
  const tests = changes.filter(({ path, operation }) => operation !== 'delete' && isTestFile(path));
  if (names.length < 2 || tests.length === 0) return [];
  const code = files.there.filter((path) => isCode(path) && !isTestFile(path)).slice(0, 200);
  const texts = await Promise.all(code.map(async (path) => (await files.text(path)) ?? ''));
  // A word of the list that no code has is no function.
  if (names.some((name) => !texts.some((text) => hasWord(text, name)))) return [];
  const tested = (await Promise.all(tests.map(async ({ path }) => (await files.text(path)) ?? ''))).join('\n');
  const missing = names.filter((name) => !hasWord(tested, name) && !tested.toLowerCase().includes(name.toLowerCase()));
  if (missing.length === 0 || missing.length === names.length) return [];
  return [
    {
      name: 'tests_cover',
      passed: false,
      detail: `no test speaks of ${listed(missing)}, and tests for it were asked for`,
    },
  ];
}
