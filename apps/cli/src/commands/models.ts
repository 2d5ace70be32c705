import type { ModelStatsView, ModelView, VerifierTrialView } from '../api/views.js';
import type { LoomClient } from '../client.js';
import { EXIT } from '../exit-codes.js';
import type { Invocation } from '../invocation.js';
import { jsonLine, lines } from '../output.js';
import { probeModels, type Probed } from '../probing.js';
import { mannerOf, openIn } from '../render/manner.js';
import { table, type Column } from '../render/table.js';
import { oneLine } from '../render/text.js';
import { open } from './open.js';

const NO_MODELS = 'No model is configured. `loom init` finds the ones on this machine.';

export async function models(call: Invocation): Promise<number> {
  const { output } = call;
  const client = await open(call);
  const probe = call.options['probe'];
  const { views, waiting } =
    probe === undefined
      ? { views: await client.get('/models'), waiting: [] }
      : await probed(call, client, typeof probe === 'string' ? probe : undefined);
  const wanted = call.options['stats'] === true;
  if (output.json) {
    output.out(jsonLine(wanted ? views.flatMap(statsOf) : views));
  } else if (views.length === 0) {
    output.err(`${NO_MODELS}\n`);
  } else {
    const rows = wanted ? print(call, views.flatMap(statsOf), STATS) : print(call, views, SHAPE);
    output.out(lines(rows));
    if (wanted && rows.length === 1) output.err('No model has worked yet.\n');
    const unsure = views.filter(({ profile }) => openIn(profile) !== '');
    if (!wanted && unsure.length > 0)
      output.out(
        lines(['', ...unsure.map(({ name, profile }) => oneLine(`${name}: not known yet: ${openIn(profile)}`))]),
      );
    const trials = views.flatMap(trialsOf);
    if (trials.length > 0) output.out(lines(['', ...print(call, trials, TRIALS)]));
  }
  if (waiting.length === 0) return EXIT.done;
  output.err(
    `${oneLine(waiting.join(', '))} could not be asked yet: work goes first. A worker asks as soon as it can.\n`,
  );
  return EXIT.failed;
}

async function probed({ output }: Invocation, client: LoomClient, name: string | undefined): Promise<Probed> {
  output.err(`Asking ${name === undefined ? 'every model' : oneLine(name)} what it can do…\n`);
  return probeModels(client, name);
}

const print = <Row>({ output }: Invocation, rows: readonly Row[], shape: readonly Column<Row>[]): string[] =>
  table(rows, shape, output.columns, output.colors);

const health = (model: ModelView): string => (!model.healthy ? 'away' : model.loaded === true ? 'loaded' : 'ready');

const SHAPE: readonly Column<ModelView>[] = [
  { title: 'NAME', cell: (m) => m.name },
  { title: 'MODEL', cell: (m) => m.model, flexible: true },
  { title: 'TIER', cell: (m) => String(m.tier), align: 'right' },
  { title: 'ROLES', cell: (m) => m.roles.join(', '), flexible: true },
  { title: 'HEALTH', cell: health, paint: (text, m, colors) => (m.healthy ? colors.green(text) : colors.red(text)) },
  {
    title: 'LATENCY',
    cell: (m) => (m.latency_ms === null ? '' : `${Math.round(m.latency_ms)} ms`),
    align: 'right',
    spare: 1,
  },
  { title: 'CONTEXT', cell: (m) => (m.context_window === null ? '' : String(m.context_window)), align: 'right' },
  { title: 'MANNER', cell: (m) => mannerOf(m.profile), flexible: true, spare: 2 },
  { title: 'AT', cell: (m) => m.base_url, flexible: true, spare: 3 },
  { title: 'DETAIL', cell: (m) => m.detail, flexible: true },
];

type StatsRow = { readonly name: string; readonly model: string } & ModelStatsView;
const statsOf = ({ name, model, stats }: ModelView): StatsRow[] => stats.map((row) => ({ name, model, ...row }));

export const percent = (share: number | null): string => (share === null ? '' : `${Math.round(share * 100)} %`);
const each = (sum: number, row: ModelStatsView): string => {
  const tries = row.successes + row.failures;
  return tries === 0 ? '' : String(Math.round(sum / tries));
};

const STATS: readonly Column<StatsRow>[] = [
  { title: 'NAME', cell: (s) => s.name },
  { title: 'MODEL', cell: (s) => s.model, flexible: true, spare: 1 },
  { title: 'ROLE', cell: (s) => s.role },
  { title: 'TIER', cell: (s) => String(s.tier), align: 'right' },
  { title: 'GOOD', cell: (s) => String(s.successes), align: 'right' },
  { title: 'BAD', cell: (s) => String(s.failures), align: 'right' },
  { title: 'SUCCESS', cell: (s) => percent(s.success_rate), align: 'right' },
  { title: 'RETRIES', cell: (s) => String(s.retries), align: 'right' },
  { title: 'TOKENS IN', cell: (s) => String(s.prompt_tokens), align: 'right' },
  { title: 'OUT', cell: (s) => String(s.completion_tokens), align: 'right' },
  { title: 'SECONDS', cell: (s) => String(s.seconds), align: 'right', spare: 2 },
  { title: 'S/TRY', cell: (s) => each(s.seconds, s), align: 'right' },
];

export type TrialRow = { readonly name: string } & VerifierTrialView;
const trialsOf = ({ name, as_verifier: trials }: ModelView): TrialRow[] => trials.map((t) => ({ name, ...t }));

export const TRIALS: readonly Column<TrialRow>[] = [
  { title: 'VERIFIER', cell: (t) => t.name },
  { title: 'JUDGES', cell: (t) => t.executor.model, flexible: true },
  {
    title: 'FAULTS PASSED',
    cell: (t) => `${t.false_accepts}/${t.faults - t.caught_by_checks} ${percent(t.false_accept_rate)}`,
    align: 'right',
    paint: (text, t, colors) => (t.too_lenient ? colors.red(text) : text),
  },
  {
    title: 'SOUND REJECTED',
    cell: (t) => `${t.false_rejects}/${t.sound} ${percent(t.false_reject_rate)}`,
    align: 'right',
  },
  { title: 'NO ANSWER', cell: (t) => String(t.inconclusive), align: 'right' },
  { title: 'FOUND BY CHECKS', cell: (t) => `${t.caught_by_checks}/${t.faults}`, align: 'right' },
  {
    title: '',
    cell: (t) => (t.too_lenient ? 'passes too many faults' : ''),
    paint: (text, _t, colors) => colors.red(text),
  },
];
