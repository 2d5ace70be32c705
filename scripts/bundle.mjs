// Puts each app and the packages it loads into a few files under dist/apps, in the place of the compiled ones: reading
// thousands of small files was most of what `loom serve` did before it answered. What is not named here stays a
// package of its own in node_modules; dist/libs stays as compiled.
import { readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, relative, sep } from 'node:path';

/** Packages that go in when Loom's own code imports them, with all they import themselves. */
const INSIDE =
  /^(?:@nestjs\/.+|bullmq|class-transformer|class-validator|ioredis|nest-commander|openai|prom-client|reflect-metadata|rxjs|typeorm|undici|yaml)$/;
/**
 * Packages that stay outside also when one of those imports them: compiled for the machine, with files of their own
 * beside their code, or only there when somebody installs them.
 */
const OUTSIDE =
  /^(?:better-sqlite3|pg|pg-native|msgpackr-extract|typescript|@fastify\/(?:static|view|multipart|swagger.*)|swagger-ui-dist|@nestjs\/(?:websockets|microservices|platform-express)(?:\/.*)?|mysql2?|oracledb|mssql|mongodb|sql\.js|sqlite3|redis|hdb-pool|cosmiconfig|prettier|@fig\/complete-commander|pg-query-stream|expo-sqlite|react-native-sqlite-storage|typeorm-aurora-data-api-driver|@google-cloud\/spanner|@sap\/.+|cli-highlight|ts-node|bufferutil|utf-8-validate)$/;

const BUILTIN = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));
const packageOf = (id) => /^(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? id;

/** Whether import `id`, written in file `importer`, stays an import. */
function staysOutside(id, importer) {
  if (id.startsWith('.') || id.startsWith('/') || id.startsWith('#') || id.startsWith('\0')) return false;
  if (BUILTIN.has(id) || OUTSIDE.test(id) || OUTSIDE.test(packageOf(id))) return true;
  const fromPackage = importer !== undefined && importer.includes(`${sep}node_modules${sep}`);
  return !fromPackage && !INSIDE.test(packageOf(id));
}

/** A module's own address goes on naming the place it was compiled to: every output lies three folders below dist. */
function keepAddresses(dist) {
  return {
    name: 'keep-addresses',
    transform(code, id) {
      if (!id.startsWith(dist + sep) || !code.includes('import.meta.url')) return null;
      const own = relative(dist, id).split(sep).join('/');
      const found = [];
      const visit = (node) => {
        if (node === null || typeof node !== 'object') return;
        if (node.type === 'MemberExpression' && node.object?.type === 'MetaProperty' && node.property?.name === 'url')
          found.push(node);
        for (const value of Object.values(node)) if (typeof value === 'object') visit(value);
      };
      visit(this.parse(code));
      let changed = code;
      for (const { start, end } of found.sort((a, b) => b.start - a.start))
        changed = `${changed.slice(0, start)}new URL('../../../${own}', import.meta.url).href${changed.slice(end)}`;
      return { code: changed };
    },
  };
}

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
    plugins: [keepAddresses(dist)],
    onLog: (level, log) => level === 'warn' && log.code !== 'EVAL' && warnings.push(log.message),
  });
  await bundle.write({
    dir: dist,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'apps/shared/src/[name]-[hash].js',
    // Names of classes are names of schemas, tables and log contexts.
    keepNames: true,
    strictExecutionOrder: true,
    // To read them is a part of each start.
    comments: { legal: true, annotation: false, jsdoc: false },
  });
  await bundle.close();
  if (warnings.length > 0) throw new Error(warnings.join('\n'));
}
