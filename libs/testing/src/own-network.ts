import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';

/** Loom's tests alone make these; the kernel bounds a link's name to 15 characters. */
const PREFIX = 'loomt';
const TRIES = 20;

/**
 * A network namespace with one wire to this machine: what runs under `under` sees nothing but `host`. Packets can be
 * dropped, without any end hearing of it. Needs root, `ip` and `iptables`.
 */
export class OwnNetwork {
  private constructor(
    readonly name: string,
    /** Address of this machine on the wire. */
    readonly host: string,
  ) {}

  /** Why there can be none here; null when there can. */
  static trouble(): string | null {
    if (process.platform !== 'linux') return 'network namespaces are Linux only';
    if (process.getuid?.() !== 0) return 'network namespaces need root';
    try {
      for (const program of ['ip', 'iptables']) execFileSync(program, ['-V'], { stdio: 'ignore' });
      const trial = OwnNetwork.create();
      try {
        trial.cut();
      } finally {
        trial.remove();
      }
      return null;
    } catch (error) {
      return `network namespaces do not work here: ${(error as Error).message.split('\n', 1)[0] ?? ''}`;
    }
  }

  static create(): OwnNetwork {
    for (let tries = 1; ; tries++) {
      const id = randomInt(16_384);
      const network = new OwnNetwork(
        `${PREFIX}${id}`,
        `10.${213 + (id >> 12)}.${(id >> 4) & 255}.${((id & 15) << 4) + 1}`,
      );
      try {
        network.open();
        return network;
      } catch (error) {
        network.remove();
        if (tries === TRIES) throw error;
      }
    }
  }

  /** What to put before a command. */
  get under(): readonly string[] {
    return ['ip', 'netns', 'exec', this.name];
  }

  /** Drops every packet from now on, as a pulled cable does. */
  cut(): void {
    this.inside('iptables', '-w', '-A', 'INPUT', '!', '-i', 'lo', '-j', 'DROP');
    this.inside('iptables', '-w', '-A', 'OUTPUT', '!', '-o', 'lo', '-j', 'DROP');
  }

  mend(): void {
    this.inside('iptables', '-w', '-F');
  }

  /** The namespace goes when the last process in it is gone. */
  remove(): void {
    for (const args of [
      ['netns', 'del', this.name],
      ['link', 'del', this.link],
    ]) {
      try {
        ip(...args);
      } catch {
        // It never came to be, or went with the other.
      }
    }
  }

  private get link(): string {
    return `${this.name}h`;
  }

  private open(): void {
    const inner = `${this.name}w`;
    const guest = this.host.replace(/\d+$/, (last) => String(Number(last) + 1));
    ip('netns', 'add', this.name);
    ip('link', 'add', this.link, 'type', 'veth', 'peer', 'name', inner);
    ip('link', 'set', inner, 'netns', this.name);
    ip('addr', 'add', `${this.host}/30`, 'dev', this.link);
    ip('link', 'set', this.link, 'up');
    this.inside('ip', 'addr', 'add', `${guest}/30`, 'dev', inner);
    for (const one of [inner, 'lo']) this.inside('ip', 'link', 'set', one, 'up');
  }

  private inside(...command: readonly string[]): void {
    const [program = '', ...args] = [...this.under, ...command];
    execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  }
}

const ip = (...args: readonly string[]): void => {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });
};
