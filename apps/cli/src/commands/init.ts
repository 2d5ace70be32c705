import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { ROLES, type Role } from '#domain';
import { causeOf } from '../client.js';
import { EXIT, Interrupted, WrongUsage } from '../exit-codes.js';
import { numberOption, textOption, type Invocation } from '../invocation.js';
import { makeFolder } from '../make-folder.js';
import { findModels, KNOWN_SERVERS, type FoundModel } from '../model-servers.js';
import { jsonLine } from '../output.js';
import { oneLine } from '../render/text.js';
import { configText, suggestRoles, type Cast } from '../starting-config.js';

export async function init(call: Invocation): Promise<number> {
  const { output } = call;
  const path = resolve(
    call.cwd,
    (textOption(call, 'output') ?? call.globals.config ?? 'loom.toml').replace(/^~(?=\/)/, homedir()),
  );
  const force = call.options['force'] === true;
  if (existsSync(path) && !force) {
    throw new WrongUsage(`${path} exists already`, 'Replace it with --force, or write another with --output FILE.');
  }
  const servers = KNOWN_SERVERS.map((server) => ({
    ...server,
    port: numberOption(call, server.option) ?? server.port,
  }));
  const found = await findModels(servers);
  for (const model of found) output.err(`Found ${oneLine(model.model)} (${model.server}, ${model.baseUrl})\n`);
  if (found.length === 0) {
    const looked = servers.map((s) => `${s.title} on ${s.port}`).join(', ');
    throw new WrongUsage(
      `no model server with a model was found on this machine (looked for ${looked})`,
      'Start one and try again (for Ollama: ollama serve, then ollama pull qwen3:8b), or say its port, for example --ollama-port 11500.',
    );
  }
  const suggested = suggestRoles(found);
  const asks = call.options['yes'] !== true && process.stdin.isTTY === true && process.stderr.isTTY === true;
  if (!asks && call.options['yes'] !== true)
    output.err('Nobody can be asked here: the suggested models are taken (as with --yes).\n');
  const cast = asks ? await ask(found, suggested) : suggested;
  await makeFolder(dirname(path));
  try {
    // The file may hold keys later on; `wx` keeps a file that appeared meanwhile.
    await writeFile(path, configText(cast), { mode: 0o600, flag: force ? 'w' : 'wx' });
  } catch (error) {
    throw new WrongUsage(`${path} cannot be written (${causeOf(error)})`, 'Write another file with --output FILE.');
  }
  if (output.json) output.out(jsonLine({ path, roles: rolesOf(cast) }));
  else {
    for (const role of ROLES) output.out(`${role.padEnd(10)} ${oneLine(cast[role].model)} (${cast[role].server})\n`);
    output.out(`\nWrote ${path}.\nCheck it: loom doctor\nThen:     loom run "what you want done" --workspace .\n`);
  }
  return EXIT.done;
}

const rolesOf = (cast: Cast) =>
  Object.fromEntries(
    ROLES.map((role) => {
      const { server, provider, baseUrl, model, atOnce } = cast[role];
      return [role, { server, provider, base_url: baseUrl, model, max_concurrency: atOnce }];
    }),
  );

async function ask(found: readonly FoundModel[], suggested: Cast): Promise<Cast> {
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  const aborted = new Promise<never>((_resolve, reject) => {
    prompt.once('SIGINT', () => reject(new Interrupted('nothing was written')));
    prompt.once('close', () => reject(new Interrupted('nothing was written')));
  });
  aborted.catch(() => undefined);
  try {
    process.stderr.write(`\n${found.map((m, i) => `  ${i + 1}  ${oneLine(m.model)} (${m.server})`).join('\n')}\n\n`);
    const cast: Record<Role, FoundModel> = { ...suggested };
    for (const role of ROLES) {
      const usual = found.indexOf(suggested[role]) + 1;
      for (;;) {
        const answer = (
          await Promise.race([prompt.question(`Which model is the ${role}? [${usual}] `), aborted])
        ).trim();
        const chosen = answer === '' ? suggested[role] : found[Number(answer) - 1];
        if (chosen !== undefined) {
          cast[role] = chosen;
          break;
        }
        process.stderr.write(`Give a number from 1 to ${found.length}, or nothing for ${usual}.\n`);
      }
    }
    return cast;
  } finally {
    prompt.close();
  }
}
