import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cwd, eachInItsFolders, home, MODEL, refusal, root } from './load-config.fixture.js';

eachInItsFolders();

describe('what a file is refused for', () => {
  it.each<[what: string, text: string, line: number, key: string, message: RegExp]>([
    ['a misspelled key', '# c\n[server]\nprot = 1\n', 3, '[server] prot', /Did you mean "port"\?/],
    ['a misspelled section', '[sever]\nport = 1\n', 1, '[sever]', /Did you mean "server"\?/],
    ['a key that resembles none', '[redis]\nxyzzy = 1\n', 2, '[redis] xyzzy', /There are url, prefix/],
    ['a key of another section', '[server]\ntier1_enabled = true\n', 2, '[server] tier1_enabled', /\[verification\]/],
    [
      'a check that there is not',
      '[verification]\ntier1_except = ["no_changes"]\n',
      2,
      '[verification] tier1_except',
      /Did you mean "no_change"\?/,
    ],
    ['a key outside any section', 'port = 1\n', 1, 'port', /belongs under \[server\]/],
    ['a misspelt key outside any section', 'prot = 1\n', 1, 'prot', /Did you mean "port" under \[server\]\?/],
    ['a misspelt section without brackets', 'sever = 1\n', 1, 'sever', /Did you mean "server"\?/],
    ['a part of a key outside any section', 'database = "x"\n', 1, 'database', /"database_path" under \[memory\]/],
    [
      'a slip that is a key of another section',
      `${MODEL}mode = "q"\n`,
      5,
      '[models.main] mode',
      /Did you mean "model"\? Else it belongs under \[workspace\] or \[sandbox\]/,
    ],
    ['one word of a key', `${MODEL}url = "http://h"\n`, 5, '[models.main] url', /Did you mean "base_url"\?/],
    ['a section that is a value', 'server = 1\n', 1, 'server', /write \[server\] on a line of its own/],
    ['a dotted key that is unknown', 'server.prot = 1\n', 1, '[server] prot', /"port"/],
    ['an inline table with an unknown key', 'server = {\n port = 1,\n hots = "x" }\n', 3, '[server] hots', /"host"/],
    ['a text for a number', '[server]\nport = "9000"\n', 2, '[server] port', /"9000" is not allowed.*0 to 65535/],
    ['a number out of range', '[server]\nport = 70000\n', 2, '[server] port', /70000 is not allowed.*0 to 65535/],
    [
      'a fraction for a whole number',
      '[execution]\nmax_subtask_retries = 1.5\n',
      2,
      '[execution] max_subtask_retries',
      /1\.5/,
    ],
    ['a negative count', '[execution]\nmax_plan_versions = 0\n', 2, '[execution] max_plan_versions', /from 1 to/],
    ['an infinite number', `${MODEL}temperature = inf\n`, 5, '[models.main] temperature', /from 0 to 2/],
    ['a text for a truth value', '[sandbox]\nnetwork = "yes"\n', 2, '[sandbox] network', /true or false/],
    ['a date', '[server]\nhost = 2020-01-01T00:00:00Z\n', 2, '[server] host', /a date is not allowed/],
    ['a day alone', '[server]\nhost = 2020-01-01\n', 2, '[server] host', /a date is not allowed/],
    ['a time alone', '[redis]\nprefix = 07:32:00\n', 2, '[redis] prefix', /a date is not allowed/],
    [
      'a day in a list',
      '[workspace]\nroots = [2020-01-01]\n',
      2,
      '[workspace] roots',
      /\["2020-01-01"\] is not allowed/,
    ],
    [
      'a whole number without end',
      `${MODEL}max_tokens = 1e30\n`,
      5,
      '[models.main] max_tokens',
      /1e\+30 is not allowed/,
    ],
    [
      'a number beyond 53 bits',
      '# [server]\n[execution] # x\nmax_task_tokens = 9223372036854775807\n',
      3,
      '[execution] max_task_tokens',
      /Integer 9223372036854775807 is too large\.$/,
    ],
    [
      'a number beyond 64 bits',
      `${MODEL}max_tokens = 99999999999999999999\n`,
      5,
      '[models.main] max_tokens',
      /outside the 64-bit/,
    ],
    [
      'a root that is empty',
      '[workspace]\nroots = ["/a", ""]\n',
      2,
      '[workspace] roots',
      /\["\/a",""\] is not allowed/,
    ],
    ['a table for a value', '[server.port]\nx = 1\n', 1, '[server] port', /a table is not allowed/],
    ['a text for a list', `${MODEL}roles = "executor"\n`, 5, '[models.main] roles', /has to be a list/],
    ['an unknown role', `${MODEL}roles = ["executer"]\n`, 5, '[models.main] roles', /Did you mean "executor"\?/],
    ['a role given twice', `${MODEL}roles = ["planner", "planner"]\n`, 5, '[models.main] roles', /at most once/],
    ['no role at all', `${MODEL}roles = []\n`, 5, '[models.main] roles', /a list of/],
    ['an unknown mode', '[sandbox]\nmode = "Required"\n', 2, '[sandbox] mode', /Did you mean "required"\?/],
    [
      'an unknown provider',
      '[models.a]\nprovider = "openai"\nbase_url = "http://h"\nmodel = "m"\n',
      2,
      '[models.a] provider',
      /Did you mean "openai_compatible"\?/,
    ],
    ['a missing key', '\n[models.a]\nprovider = "ollama"\nmodel = "m"\n', 2, '[models.a] base_url', /is missing.*http/],
    [
      'a base_url without scheme',
      '[models.a]\nprovider = "ollama"\nmodel = "m"\nbase_url = "localhost:1"\n',
      4,
      '[models.a] base_url',
      /http/,
    ],
    ['a model without section', '[models]\nprovider = "ollama"\n', 2, '[models] provider', /\[models\.NAME\]/],
    ['models as an array', '[[models]]\nname = "a"\n', 1, 'models', /\[models\.NAME\]/],
    [
      'an unquoted dot in a name',
      '[models.qwen2.5]\nprovider = "ollama"\n',
      1,
      '[models.qwen2] 5',
      /\[models\."qwen2\.5"\]/,
    ],
    ['a model name with a comma', '[models."a,b"]\nprovider = "ollama"\n', 1, '[models."a,b"]', /1 to 64 letters/],
    [
      'a context that the answer fills',
      `${MODEL}context_window = 4096\n`,
      5,
      '[models.main] context_window',
      /no room/,
    ],
    ['a host with a scheme', '[server]\nhost = "http://0.0.0.0"\n', 2, '[server] host', /an IP address or a host name/],
    ['a half address', '[server]\nhost = "10.0.0"\n', 2, '[server] host', /an IP address or a host name/],
    ['a public host without token', '[server]\nhost = "0.0.0.0"\n', 2, '[server] host', /a token is required/],
    [
      'a network that is too narrow',
      '[server]\nwebhook_allow = ["hooks.lan", "10.0.0.0/33"]\n',
      2,
      '[server] webhook_allow',
      /host names, IP addresses and networks/,
    ],
    ['a Redis URL of another kind', '[redis]\nurl = "http://x"\n', 2, '[redis] url', /rediss:\/\//],
    ['an unset variable', '[redis]\nurl = "${NOPE}"\n', 2, '[redis] url', /variable NOPE is not set/],
    ['a broken variable', '[redis]\nurl = "${NO-PE}"\n', 2, '[redis] url', /name of an environment variable/],
    ['a key given twice', '[server]\nport = 1\nport = 2\n', 3, '[server] port', /not valid TOML.*port/],
    ['text without quotes', '[server]\nhost = localhost\n', 2, '[server] host', /Text needs quotes/],
    [
      'a Windows path in double quotes',
      '[memory] # here\ndatabase_path = "C:\\loom"\n',
      2,
      '[memory] database_path',
      /'single quotes'/,
    ],
    ['a line that is no key', '[server]\nport 9000\n', 2, '', /not valid TOML/],
    [
      'a database of the kernel',
      '[memory]\ndatabase_path = "/proc/x/loom.db"\n',
      2,
      '[memory] database_path',
      /belongs to the kernel/,
    ],
    [
      'scratch of the kernel',
      '[workspace]\nscratch_dir = "/tmp/../sys/x"\n',
      2,
      '[workspace] scratch_dir',
      /"\/sys\/x" belongs/,
    ],
    ['logs in no path', '[logging]\nevent_log_path = "/tmp/\\u0000a"\n', 2, '[logging] event_log_path', /NUL/],
    ['an end too early', '[server]\nport =', 2, '[server] port', /end of the file/],
  ])('%s', (_what, text, line, key, message) => {
    const { problems } = refusal(text, {});
    const found = problems.find((problem) => problem.key === key);
    expect(problems.map((p) => `${p.key} ${p.message}`)).toContainEqual(expect.stringMatching(message));
    expect(found).toMatchObject({ file: join(cwd, 'loom.toml'), line, message: expect.stringMatching(message) });
  });

  it('names everything that is wrong at once, from top to bottom', () => {
    const error = refusal('[server]\nprot = 1\nport = -1\n[loging]\n[sandbox]\nmemory_mb = 1\n', {
      LOOM_SERVER_HOTS: 'x',
    });
    expect(error.problems.map((problem) => problem.line)).toEqual([2, 3, 4, 6, null]);
    expect(error.message).toContain(`${join(cwd, 'loom.toml')}:2: [server] prot: there is no such key.`);
    expect(error).toMatchObject({ code: 'bad_config', retryable: false });
  });

  it('refuses a folder for a file and a file for a folder, also where they are the defaults', () => {
    const folder = join(root, 'folder');
    mkdirSync(folder);
    writeFileSync(join(root, 'file'), '');
    const wrong = (section: string, key: string, path: string): string =>
      refusal(`[${section}]\n${key} = "${path}"\n`).message;
    expect(wrong('memory', 'database_path', folder)).toContain(
      `${join(cwd, 'loom.toml')}:2: [memory] database_path: "${folder}" is a folder, it has to be a file.`,
    );
    expect(wrong('logging', 'event_log_path', join(root, 'file'))).toMatch(
      /"[^"]*file" is a file, it has to be a folder/,
    );
    expect(wrong('memory', 'database_path', join(root, 'file', 'loom.db'))).toMatch(
      /lies below something that is no folder/,
    );
    writeFileSync(join(cwd, 'loom.toml'), '');
    mkdirSync(join(home, '.loom', 'loom.db'));
    expect(refusal(null).message).toMatch(/\[memory\] database_path: "[^"]*" is a folder, it has to be a file/);
  });

  it('never shows a secret it refuses', () => {
    const text = `[server]\ntoken = "short"\n[redis]\nurl = "http://u:hunter2@h"\n${MODEL}api_key = 77234\n`;
    const { message } = refusal(text);
    expect(message).toContain('[server] token');
    expect(message).not.toMatch(/short"|hunter2|77234/);
  });
});
