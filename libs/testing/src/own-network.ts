import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';

/** Loom's tests alone make these; the kernel bounds a link's name to 15 characters. */
const PREFIX = 'loomt';
/** Nobody's: what is sent there arrives nowhere, and nobody hears of it. */
const NOWHERE = '02:00:00:00:00:01';
const TRIES = 20;

export type Direction = 'in' | 'out' | 'both';

/**
 * A network namespace with one wire to this machine: what runs under `under` sees nothing but `host`. Packets can be
 * lost, without any end hearing of it. Needs root and `ip`.
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
      const trial = OwnNetwork.create();
      try {
        trial.cut();
        trial.mend();
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

  /**
   * Packets are lost from now on, as with a cable that is pulled out somewhere between the two: all of them, or those
   * of one direction, seen from inside.
   */
  cut(direction: Direction = 'both'): void {
    const lost = ['lladdr', NOWHERE, 'nud', 'permanent', 'dev'];
    if (direction !== 'in') this.inside('ip', 'neigh', 'replace', this.host, ...lost, this.inner);
    if (direction !== 'out') ip('neigh', 'replace', this.guest, ...lost, this.link);
  }

  mend(): void {
    for (const heal of [
      () => this.inside('ip', 'neigh', 'del', this.host, 'dev', this.inner),
      () => ip('neigh', 'del', this.guest, 'dev', this.link),
    ]) {
      try {
        heal();
      } catch {
        // That direction was whole.
      }
    }
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
  private get inner(): string {
    return `${this.name}w`;
  }
  private get guest(): string {
    return this.host.replace(/\d+$/, (last) => String(Number(last) + 1));
  }

  private open(): void {
    const { inner, guest } = this;
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
