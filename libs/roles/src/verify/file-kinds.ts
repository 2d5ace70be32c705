/* What a path alone says of a file. Pure. */

const CODE =
  /\.(?:pyi?|[cm]?[jt]sx?|rb|go|rs|java|kt|swift|c|h|cc|cpp|hpp|cs|php|pl|lua|sh|bash|bats|dart|ex|exs|vue|svelte|scala)$/i;
export const isCode = (path: string): boolean => CODE.test(path);

const TABLE = /\.[ct]sv$/i;
export const isTable = (path: string): boolean => TABLE.test(path);
const SCRIPT = /\.[cm]?[jt]sx?$/i;
export const isScript = (path: string): boolean => SCRIPT.test(path);
const STYLE = /\.(?:css|scss|sass|less)$/i;
export const isStyle = (path: string): boolean => STYLE.test(path);
const IGNORES = /(?:^|\/)\.\w{1,20}ignore$/;
/** A list of what a tool passes over. */
export const isIgnoreList = (path: string): boolean => IGNORES.test(path);

const PROSE = /\.(?:md|markdown|mdx|rst|adoc)$/i;
const DOCUMENT =
  /\.(?:txt|csv|tsv|xlsx?|docx?|odt|pdf|ipynb|tex|png|jpe?g|gif|webp|svg|mp[34]|db|sqlite3?|sql|parquet|zip)$|(?:^|\/)(?:LICEN[CS]E|NOTICE|AUTHORS)$/i;
/** What people write and keep, as opposed to what a program consists of. */
export const isDocument = (path: string): boolean => PROSE.test(path) || DOCUMENT.test(path);

const TEST_FOLDER = /(?:^|\/)(?:tests?|__tests__|specs?|checks?)\//i;
const TEST_NAME =
  /^(?:tests?|specs?|conftest|checks?|verify)\.\w+$|^(?:tests?|specs?)[._-]|[._-](?:tests?|specs?)(?:\.\w+)?$|^(?:check|verify)[._-][\w.-]*\.(?:sh|bash)$|\.bats$/i;
const TEST_CLASS = /\w(?:Tests?|Spec)\.(?:java|kt|cs|swift|php|scala)$/;

/** A file that judges others: what it says is not what it is about. */
export function isTestFile(path: string): boolean {
  if (TEST_FOLDER.test(path)) return !PROSE.test(path);
  const name = nameOf(path);
  return (isCode(path) && TEST_NAME.test(name)) || TEST_CLASS.test(name);
}

const LOCK =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.ya?ml|go\.sum|bun\.lockb|gradle\.lockfile|(?:yarn|cargo|poetry|gemfile|uv|bun|deno|flake|composer|pipfile|pdm|mix|pubspec|podfile)\.lock)$/i;
/** What a package manager writes, and makes again. */
export const isLockFile = (path: string): boolean => LOCK.test(path);

const LEFT_BEHIND =
  /(?:^|\/)(?:__pycache__|\.pytest_cache|\.mypy_cache|\.ruff_cache|\.cache|node_modules|dist|build|out|target|coverage|htmlcov|\.next|\.nuxt|\.turbo|\.gradle|\.idea|\.vscode|[^/]+\.egg-info)\/|\.(?:pyc|pyo|class|o|log|tmp|swp|orig)$|(?:^|\/)(?:\.DS_Store|\.coverage|Thumbs\.db|nohup\.out)$/;
/** What tools leave behind and make again. */
export const isLeftBehind = (path: string): boolean => LEFT_BEHIND.test(path);

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
/** The name up to its first point, but for one that stands at the start. */
export const stemOf = (path: string): string => nameOf(path).replace(/(?<=[^.])\..*$/, '');

/** The stem of what a test file is about, by the usual ways of naming one; in small letters. */
export const subjectOf = (path: string): string =>
  stemOf(path)
    .replace(/^(?:test|spec)s?[_-]|[_-](?:test|spec)s?$|(?<=\w)(?:Tests?|Spec)$/g, '')
    .toLowerCase();

const AT_ITS_PLACE =
  /^\.|^(?:requirements[\w-]*|constraints|CMakeLists|robots|humans|llms|runtime)\.txt$|^[A-Z][A-Z_-]+\.\w+$|^(?:index|main|package|package-lock|tsconfig[\w.-]*|setup|conftest|manage|composer|deno|vercel|docker-compose|compose|mkdocs|pyproject|Cargo)\.\w+$|\.config\.\w+$|^_/;
/** Whether tools look for a file by its name, where it is. */
export const isLookedFor = (path: string): boolean => AT_ITS_PLACE.test(nameOf(path));
