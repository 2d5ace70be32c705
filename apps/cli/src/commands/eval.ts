import { trialView, type VerifierTrial } from '#contracts';
import type { LoomConfig, ModelConfig } from '#config';
import type { Judgement, PreparedCase } from '#roles';
import { LoomClient } from '../client.js';
import { EXIT, WrongUsage } from '../exit-codes.js';
import { textOperand, textOption, type Invocation } from '../invocation.js';
import { jsonLine, lines } from '../output.js';
import { oneLine } from '../render/text.js';
import { table } from '../render/table.js';
import { serverAddress } from '../server-address.js';
import { TRIALS, type TrialRow } from './models.js';

interface Pair {
  readonly executor: ModelConfig;
  readonly verifier: ModelConfig;
}
interface Held extends Pair {
  readonly trial: VerifierTrial;
}

/** `loom eval verifier` */
export async function evaluate(call: Invocation): Promise<number> {
  const { output, globals, env, cwd } = call;
  const what = textOperand(call, 0);
  if (what !== 'verifier')
    throw new WrongUsage(`there is no evaluation of ${JSON.stringify(oneLine(what))}`, 'Try: loom eval verifier');
  const { loadConfig } = await import('#config');
  const config = loadConfig({ ...(globals.config === undefined ? {} : { path: globals.config }), env, cwd });
  const pairs = pairsOf(config, textOption(call, 'executor'), textOption(call, 'verifier'));
  const signal = call.interrupt.listen();
  const held = await holdTrials(call, config, pairs, signal);
  if (signal.aborted) return EXIT.interrupted;
  await keep(
    call,
    held.map(({ trial }) => trial),
  );
  if (output.json) output.out(jsonLine(held.map(({ trial, ...pair }) => ({ ...named(pair), ...trialView(trial) }))));
  else {
    const rows = held.map(({ trial, verifier }): TrialRow => ({ name: verifier.name, ...trialView(trial) }));
    output.out(lines(table(rows, TRIALS, output.columns, output.colors)));
    for (const { trial, verifier } of held)
      if (trial.wrong.length > 0)
        output.out(lines(['', `${verifier.name} was wrong about:`, ...trial.wrong.map((name) => `  ${name}`)]));
  }
  return EXIT.done;
}

const named = ({ executor, verifier }: Pair) => ({ executor_name: executor.name, verifier_name: verifier.name });

/** Every verifier with the work of every executor; one judges its own work only where there is no other. */
function pairsOf({ models }: LoomConfig, executor: string | undefined, verifier: string | undefined): Pair[] {
  const playing = (role: string, wanted: string | undefined): ModelConfig[] => {
    const able = models.filter((m) => m.roles.includes(role as ModelConfig['roles'][number]));
    const chosen = wanted === undefined ? able : able.filter(({ name }) => name === wanted);
    if (chosen.length > 0) return chosen;
    throw new WrongUsage(
      wanted === undefined ? `no model plays the ${role}` : `no model named ${wanted} plays the ${role}`,
      `Configured for it: ${able.map(({ name }) => name).join(', ') || 'none'}.`,
    );
  };
  const executors = playing('executor', executor);
  const verifiers = playing('verifier', verifier);
  const isSame = (a: ModelConfig, b: ModelConfig): boolean => a.baseUrl === b.baseUrl && a.model === b.model;
  const seen = new Set<string>();
  return verifiers.flatMap((v) => {
    const others = executors.filter((e) => !isSame(e, v));
    return (others.length > 0 ? others : executors).flatMap((e) => {
      const key = JSON.stringify([v.baseUrl, v.model, e.baseUrl, e.model]);
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ executor: e, verifier: v }];
    });
  });
}

async function holdTrials(
  call: Invocation,
  config: LoomConfig,
  pairs: readonly Pair[],
  signal: AbortSignal,
): Promise<Held[]> {
  const { claimBy, TRIAL_CASES, trialOf, VerifierTrials } = await import('#roles');
  const { modelKey, VerifierBench } = await import('#worker-runtime');
  const wanted = textOption(call, 'case')?.toLowerCase();
  const cases = TRIAL_CASES.filter(({ name }) => wanted === undefined || name.toLowerCase().includes(wanted));
  if (cases.length === 0)
    throw new WrongUsage(
      `no case is named like ${JSON.stringify(oneLine(wanted ?? ''))}`,
      'Leave --case out to run all of them.',
    );
  const progress = progressOf(call, pairs.length * cases.length);
  const bench = await VerifierBench.open(config);
  try {
    const trials = new VerifierTrials(bench);
    const prepared: PreparedCase[] = [];
    for (const of of cases) prepared.push(await trials.prepare(of));
    const claims = new Map<string, string>();
    const held: Held[] = [];
    for (const { executor, verifier } of pairs) {
      const startedAt = performance.now();
      const worker = bench.only({ ...executor, roles: ['executor'] });
      const judge = bench.only({ ...verifier, roles: ['verifier'] });
      const judged: { of: PreparedCase['of']; judgement: Judgement }[] = [];
      for (const one of prepared) {
        signal.throwIfAborted();
        const key = JSON.stringify([executor.name, one.of.name]);
        const claim = claims.get(key) ?? (await claimBy(worker, one.of, signal));
        claims.set(key, claim);
        const judgement = await trials.judge(one, judge, claim, executor.name, signal);
        judged.push({ of: one.of, judgement });
        progress(`${verifier.name} on ${executor.name}: ${one.of.name}: ${judgement.replaceAll('_', ' ')}`);
      }
      const pair = { executor: modelKey(executor), verifier: modelKey(verifier) };
      const when = { milliseconds: Math.round(performance.now() - startedAt), at: new Date().toISOString() };
      held.push({ executor, verifier, trial: trialOf(pair, judged, when) });
    }
    return held;
  } catch (error) {
    if (signal.aborted) return [];
    throw error;
  } finally {
    await bench.close();
  }
}

/** One line that changes on a terminal, a line a case elsewhere. */
function progressOf({ output }: Invocation, all: number): (line: string) => void {
  let done = 0;
  return (line) => {
    const text = `${++done}/${all} ${oneLine(line)}`;
    if (!output.isTerminal) output.err(`${text}\n`);
    else output.err(`\r\u001b[K${text.slice(0, (output.columns ?? 80) - 1)}${done === all ? '\r\u001b[K' : ''}`);
  };
}

/** The API alone writes: the server that answers, or one that is started for this. */
async function keep(call: Invocation, trials: readonly VerifierTrial[]): Promise<void> {
  const { globals, env } = call;
  const send = async (client: LoomClient): Promise<void> => {
    await client.json('POST', '/internal/trials', { trials });
  };
  const configured = new LoomClient(await serverAddress(call));
  if (configured.server.from !== 'config' || (await configured.whoAnswers()) === 'loom') return send(configured);
  const { startServe } = await import('../other-apps.js');
  const loom = await startServe({
    ...(globals.config === undefined ? {} : { configPath: globals.config }),
    ...{ port: 0, roles: 'none', quiet: true, env },
  });
  try {
    const token = loom.token === undefined ? {} : { token: loom.token };
    await send(new LoomClient({ url: loom.url, ...token, from: 'embedded', remedy: '`loom serve` shows why.' }));
  } finally {
    await loom.close();
  }
}
