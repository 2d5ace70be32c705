import type { TokenView } from '../api/views.js';
import { EXIT, WrongUsage } from '../exit-codes.js';
import { textOperand, textOption, type Invocation } from '../invocation.js';
import { jsonLine, lines } from '../output.js';
import { table } from '../render/table.js';
import { ago, oneLine } from '../render/text.js';
import { open } from './open.js';

/** `loom token create NAME`, `list`, `revoke ID`. */
export async function token(call: Invocation): Promise<number> {
  const what = textOperand(call, 1);
  switch (textOperand(call, 0)) {
    case 'create':
      return create(call, what);
    case 'list':
      return list(call);
    case 'revoke':
      return revoke(call, what);
    default:
      throw new WrongUsage('token takes create, list or revoke', 'loom token list');
  }
}

async function create(call: Invocation, name: string): Promise<number> {
  const { output } = call;
  if (name === '') throw new WrongUsage('a token needs a name', 'loom token create gpu-box --kind worker');
  const kind = (textOption(call, 'kind') ?? 'user') as TokenView['kind'];
  const made = await (await open(call)).post('/tokens', { body: { name, kind } });
  if (output.json) output.out(jsonLine(made));
  else {
    output.out(`${oneLine(made.token)}\n`);
    output.err(`It is shown this once. Revoke it with \`loom token revoke ${oneLine(made.id)}\`.\n`);
  }
  return EXIT.done;
}

async function list(call: Invocation): Promise<number> {
  const { output } = call;
  const found = await (await open(call)).get('/tokens');
  if (output.json) output.out(jsonLine(found));
  else if (found.length === 0) output.err('No token was made yet.\n');
  else {
    const now = Date.now();
    const shape = [
      { title: 'ID', cell: (t: TokenView) => t.id },
      { title: 'KIND', cell: (t: TokenView) => t.kind },
      { title: 'NAME', cell: (t: TokenView) => t.name, flexible: true },
      { title: 'CREATED', cell: (t: TokenView) => ago(t.created_at, now) },
      { title: 'USED', cell: (t: TokenView) => (t.last_used_at === null ? 'never' : ago(t.last_used_at, now)) },
      { title: 'REVOKED', cell: (t: TokenView) => (t.revoked_at === null ? '' : ago(t.revoked_at, now)) },
    ];
    output.out(lines(table<TokenView>(found, shape, output.columns, output.colors)));
  }
  return EXIT.done;
}

async function revoke(call: Invocation, id: string): Promise<number> {
  const { output } = call;
  if (id === '') throw new WrongUsage('name the token to revoke by its id', 'loom token revoke 3f2a5b6c7d8e');
  const answer = await (await open(call)).delete('/tokens/{tokenId}', { path: { tokenId: id } });
  output.out(output.json ? jsonLine(answer) : `${oneLine(id)}: revoked\n`);
  return EXIT.done;
}
