// Puts each app and the packages it loads into a few files under dist/apps, in the place of the compiled ones: reading
// thousands of small files was most of what `loom serve` did before it answered. What is not named here stays a
// package of its own in node_modules; dist/libs stays as compiled.
import { readdirSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, join, relative, sep } from 'node:path';

/** Packages that go in when Loom's own code imports them, with all they import themselves. */
const INSIDE =
  /^(?:@nestjs\/.+|bullmq|class-transformer|class-validator|ioredis|nest-commander|openai|prom-client|reflect-metadata|rxjs|typeorm|undici|yaml)$/;
/**
 * Packages that stay outside also when one of those imports them: compiled for the machine, with files of their own
 * beside their code, or only there when somebody installs them.
 */
const OUTSIDE =
  /^(?:better-sqlite3|pg|pg-native|msgpackr-extract|typescript|@fastify\/(?:view|multipart|swagger.*)|swagger-ui-dist|@nestjs\/(?:websockets|microservices|platform-express)(?:\/.*)?|mysql2?|oracledb|mssql|mongodb|sql\.js|sqlite3|redis|hdb-pool|cosmiconfig|prettier|@fig\/complete-commander|pg-query-stream|expo-sqlite|react-native-sqlite-storage|typeorm-aurora-data-api-driver|@google-cloud\/spanner|@sap\/.+|cli-highlight|ts-node|bufferutil|utf-8-validate)$/;

const BUILTIN = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));
const packageOf = (id) => /^(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? id;

/** Whether import `id`, written in file `importer`, stays an import. */
function staysOutside(id, importer) {
  if (id.startsWith('.') || id.startsWith('/') || id.startsWith('#') || id.startsWith('\0')) return false;
  if (BUILTIN.has(id) || OUTSIDE.test(id) || OUTSIDE.test(packageOf(id))) return true;
  const fromPackage = importer !== undefined && importer.includes(`${sep}node_modules${sep}`);
  return !fromPackage && !INSIDE.test(packageOf(id));
}

const imports = (names, from) =>
  new RegExp(`\\bimport\\s*\\{[^}]*\\b(?:${names})\\b[^}]*\\}\\s*from\\s*['"]${from}['"]`);
/** Packages that another brings in for what nobody here calls, and how that would be called. */
const UNUSED = new Map([
  ['inquirer', imports('InquirerService|QuestionSet|Question', 'nest-commander')],
  ['libphonenumber-js/max', imports('IsPhoneNumber', 'class-validator')],
]);
const EMPTY = '\0unused:';

/** Their place stays empty: they are a tenth of what a start would load. */
const leaveUnused = (dist) => ({
  name: 'leave-unused',
  resolveId: (id) => (UNUSED.has(id) ? EMPTY + id : null),
  load: (id) => (id.startsWith(EMPTY) ? 'module.exports = {};' : null),
  transform(code, id) {
    if (!id.startsWith(dist + sep)) return;
    for (const [name, called] of UNUSED) if (called.test(code)) this.error(`${id} calls ${name}, which is not bundled`);
  },
});

/**
 * `code` with `text` in place of what is from `start` to `end`, for every node of its tree that `instead` has that for.
 */
function rewritten(code, tree, instead) {
  const found = [];
  const visit = (node) => {
    if (node === null || typeof node !== 'object') return;
    const change = instead(node);
    if (change !== undefined) found.push(change);
    for (const value of Object.values(node)) if (typeof value === 'object') visit(value);
  };
  visit(tree);
  return found
    .sort((a, b) => b.start - a.start)
    .reduce((changed, { start, end, text }) => changed.slice(0, start) + text + changed.slice(end), code);
}

/** A module's own address goes on naming the place it was compiled to: every output lies three folders below dist. */
const keepAddresses = (dist) => ({
  name: 'keep-addresses',
  transform(code, id) {
    if (!id.startsWith(dist + sep) || !code.includes('import.meta.url')) return null;
    const text = `new URL('../../../${relative(dist, id).split(sep).join('/')}', import.meta.url).href`;
    const isAddress = ({ type, object, property }) =>
      type === 'MemberExpression' && object?.type === 'MetaProperty' && property?.name === 'url';
    return { code: rewritten(code, this.parse(code), (node) => (isAddress(node) ? { ...node, text } : undefined)) };
  },
});

const BEYOND_ASCII = /[^\0-\x7f]/;
/** An escaped letter is the letter. */
const escaped = (code) =>
  code.replace(/((?:^|[^\\])(?:\\\\)*)\\(?=[^\0-\x7f])/g, '$1').replace(/[^\0-\x7f]/g, escapeOf);
const escapeOf = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * What stays an import is asked of the loader: code that was compiled earlier knows no `import`. Letters beyond ASCII
 * are escaped, where no tag can see how they are written: a text of one byte a letter is read in no time, and half as
 * large.
 */
const forLoader = {
  name: 'for-loader',
  renderChunk(bundled) {
    const code = bundled.replace(/^#!.*/, '');
    if (!BEYOND_ASCII.test(code) && !/\bimport\(/.test(code)) return { code };
    const tree = this.parse(code);
    const tagged = [];
    const asked = rewritten(code, tree, ({ type, start, end }) => {
      if (type === 'TaggedTemplateExpression') tagged.push(code.slice(start, end));
      return type === 'ImportExpression' ? { start, end: start + 'import'.length, text: '__import' } : undefined;
    });
    return { code: tagged.some((text) => BEYOND_ASCII.test(text)) ? asked : escaped(asked) };
  },
};

/** What is in the place of a compiled entry file: everything else is loaded as CommonJS, which can be kept compiled. */
const entryFile = (bundle, exports) => `#!/usr/bin/env node
import { loadProgram } from '../../../libs/bootstrap/src/load-program.js';
${exports.length === 0 ? '' : `export const { ${exports.join(', ')} } = `}loadProgram(new URL('${bundle}', import.meta.url));
`;

/** @param root folder of the checkout; its dist has been compiled. */
export async function bundleApps(root) {
  const { rolldown } = await import('rolldown');
  const dist = join(root, 'dist');
  const apps = readdirSync(join(dist, 'apps'));
  const entries = [...apps.map((app) => `apps/${app}/src/main`), 'apps/api/src/serve'];
  const warnings = [];
  const bundle = await rolldown({
    cwd: root,
    platform: 'node',
    input: Object.fromEntries(entries.map((entry) => [entry, join(dist, `${entry}.js`)])),
    external: staysOutside,
    // Decorators and patches are side effects that no analysis sees.
    treeshake: false,
    plugins: [leaveUnused(dist), keepAddresses(dist), forLoader],
    // How long it takes on a busy machine is no fault.
    checks: { pluginTimings: false },
    onLog: (level, log) => level === 'warn' && log.code !== 'EVAL' && warnings.push(log.message),
  });
  const { output } = await bundle.write({
    dir: dist,
    format: 'cjs',
    // A name tells the content: code that was compiled for it stays right.
    entryFileNames: '[name]-[hash].cjs',
    chunkFileNames: 'apps/shared/src/[name]-[hash].cjs',
    // Names of classes are names of schemas, tables and log contexts.
    keepNames: true,
    // Would write the letters as they were.
    minify: false,
    strictExecutionOrder: true,
    // To read them is a part of each start.
    comments: { legal: true, annotation: false, jsdoc: false },
  });
  await bundle.close();
  for (const { isEntry, name, fileName, exports } of output) {
    if (isEntry) writeFileSync(join(dist, `${name}.js`), entryFile(`./${basename(fileName)}`, exports));
  }
  if (warnings.length > 0) throw new Error(warnings.join('\n'));
}
