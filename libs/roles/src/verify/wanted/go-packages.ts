import { posix } from 'node:path';
import type { CheckResult } from '#domain';
import type { FilesView } from '../stated/files-view.js';

/* Go takes the files of one folder for one package. */

const CLAUSE = /^[ \t]*package[ \t]+(\w{1,100})/m;
/** Its first lines say when it is built; two that are never built together may differ. */
const APART = /^\/\/(?:go:build|[ \t]*\+build)[ \t]/m;
const MOST_READ = 200;

/** The package a file's folder is to have; a test may stand outside of it. */
function packageOf(path: string, text: string): string | null {
  const name = CLAUSE.exec(text)?.[1] ?? null;
  if (name === null || name === 'documentation' || APART.test(text)) return null;
  return path.endsWith('_test.go') ? name.replace(/_test$/, '') : name;
}

/** Files that name another package than those beside them. */
export async function onePackage(files: FilesView): Promise<CheckResult[]> {
  const changed = files.changes.filter(({ path, operation }) => path.endsWith('.go') && operation !== 'delete');
  const faults: string[] = [];
  for (const { path } of changed.slice(0, MOST_READ)) {
    const own = packageOf(path, (await files.text(path)) ?? '');
    if (own === null) continue;
    const folder = posix.dirname(path);
    const beside = files.there.filter(
      (one) => one !== path && one.endsWith('.go') && posix.dirname(one) === folder && !one.includes('testdata/'),
    );
    for (const other of beside.slice(0, MOST_READ)) {
      const name = packageOf(other, (await files.text(other)) ?? '');
      if (name === null || name === own) continue;
      faults.push(`${path} is of package ${own}, and ${other} beside it of package ${name}`);
      break;
    }
  }
  return faults.length === 0 ? [] : [{ name: 'packages', passed: false, detail: faults.slice(0, 4).join('; ') }];
}
