import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { OwnNetwork } from './own-network.js';

const trouble = OwnNetwork.trouble();

/** Echoes what it is sent, and says when it heard it. */
const TALKER = `const s = require('node:net').connect({ host: process.argv[1], port: +process.argv[2] });
  s.on('data', (d) => process.stdout.write(d)); process.stdin.on('data', (d) => s.write(d));
  s.on('error', (e) => process.stdout.write('error ' + e.code)); s.on('close', () => process.stdout.write('closed'));`;

it.skipIf(trouble !== null)(
  `a cut is silent for both ends of a connection, and what they said arrives when it is mended${trouble === null ? '' : ` (${trouble})`}`,
  async () => {
    const network = OwnNetwork.create();
    const server = createServer().listen(0, network.host);
    await once(server, 'listening');
    const arrival = once(server, 'connection');
    const [program = '', ...words] = [...network.under, process.execPath, '-e', TALKER, network.host];
    const child = spawn(program, [...words, String((server.address() as AddressInfo).port)]);
    try {
      let [here, there] = ['', ''];
      const heard = { here: () => here, there: () => there };
      const [line] = (await arrival) as [Socket];
      const events: string[] = [];
      for (const name of ['error', 'close']) line.on(name, () => events.push(name));
      line.on('data', (data) => (here += String(data)));
      child.stdout.on('data', (data) => (there += String(data)));
      const until = async (isTrue: () => boolean): Promise<void> => {
        while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
      };
      line.write('1');
      child.stdin.write('1');
      await until(() => here === '1' && there === '1');
      network.cut();
      line.write('2');
      child.stdin.write('2');
      // As long as a retransmission takes, and one more.
      await new Promise((resolve) => setTimeout(resolve, 700));
      expect([heard.here(), heard.there(), events]).toEqual(['1', '1', []]);
      network.mend();
      await until(() => here === '12' && there === '12');
      expect(events).toEqual([]);
    } finally {
      child.kill('SIGKILL');
      server.close();
      network.remove();
    }
  },
);
