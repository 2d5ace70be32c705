// The model of the compose test: runs in a container of Loom's own image, as Loom's model server. Two subtasks that do
// not need each other and one that needs both; each runs a slow command whose repetition would show in its file.
import { connect, createServer } from 'node:net';
import { call, finish, accept, memory, plan, ScriptedModelServer, textOf, turnOf } from '#testing';

const INTERRUPTED = 'interrupted, outcome unknown';
const shell = (command) => call('shell_execute', { command });

const WORK = {
  left: [shell('sleep 2; echo left >> left.txt'), shell('sleep 2; id -u > who.txt; ls / > root.txt'), finish('left')],
  right: [
    shell('sleep 2; echo right >> right.txt'),
    shell('sleep 2; ls -A /proc | grep -c "^[0-9]" > seen.txt'),
    finish('right'),
  ],
  join: [shell('cat left.txt right.txt > joined.txt; sleep 1'), finish('join')],
};

const PLAN = plan([
  { id: 'left', expected_outputs: ['left.txt'], checks: ['test "$(cat left.txt)" = left'] },
  { id: 'right', checks: ['test "$(cat right.txt)" = right'] },
  { id: 'join', depends_on: ['left', 'right'], checks: ['test "$(wc -l < joined.txt)" = 2'] },
]);

function answer(request) {
  switch (request.role) {
    case 'planner':
      return PLAN;
    case 'executor': {
      const subtask = /^# (?:Your|The) subtask: (\S+)$/m.exec(textOf(request))?.[1] ?? '';
      // A command that was cut off left no trace, so it is run again.
      const cutOff = request.messages.filter((m) => m.role === 'tool' && m.content.includes(INTERRUPTED)).length;
      return WORK[subtask]?.[turnOf(request) - cutOff];
    }
    case 'verifier':
      return accept();
    default:
      return memory([{ summary: 'It was done in containers.' }]);
  }
}

const server = await ScriptedModelServer.start(answer);
// The scripted server keeps to loopback; the other containers come through here.
createServer((client) => {
  const upstream = connect(server.port, '127.0.0.1');
  client.pipe(upstream).pipe(client);
  for (const socket of [client, upstream]) socket.on('error', () => [client, upstream].forEach((s) => s.destroy()));
}).listen(11_434, '0.0.0.0');
process.on('SIGTERM', () => process.exit(0));
