import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** One kind of line in Loom's log, as the sources write it; `*` in a name stands for what is known at run time only. */
export interface LogLine {
  readonly name: string;
  readonly isAlarm: boolean;
  /** `file:line` */
  readonly at: string;
}

/** Every `did: …` that the sources give to a logger, or declare as what may be given to one. */
export function logLinesOf(root: string): LogLine[] {
  return ['apps', 'libs'].flatMap((top) =>
    readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !/\.(?:spec|fixture|d)\.ts$/.test(name))
      .flatMap((name) => linesIn(join(root, top, name))),
  );
}

function linesIn(file: string): LogLine[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: LogLine[] = [];
  const visit = (node: ts.Node): void => {
    if (isDid(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      const at = `${file}:${line + 1}`;
      for (const name of namesIn(node)) found.push({ name, isAlarm: isWarned(node), at });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const isDid = (node: ts.Node): node is ts.PropertyAssignment | ts.PropertySignature =>
  (ts.isPropertyAssignment(node) || ts.isPropertySignature(node)) && node.name.getText() === 'did';

function namesIn(node: ts.Node): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return [node.head.text + node.templateSpans.map((span) => `*${span.literal.text}`).join('')];
  const names: string[] = [];
  ts.forEachChild(node, (child) => void names.push(...namesIn(child)));
  return names;
}

/** Somewhere around it `….warn(…)` or `….error(…)` is called. */
function isWarned(node: ts.Node): boolean {
  for (let at: ts.Node | undefined = node.parent; at !== undefined; at = at.parent) {
    if (ts.isFunctionLike(at)) return false;
    if (!ts.isCallExpression(at)) continue;
    return ts.isPropertyAccessExpression(at.expression) && ['warn', 'error'].includes(at.expression.name.text);
  }
  return false;
}
