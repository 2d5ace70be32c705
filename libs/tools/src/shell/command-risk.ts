import type { CommandRisk } from '#domain';
import { destructiveReason, isDestructive, scriptsIn } from './destructive.js';
import { argv } from './shell-words.js';

const SQL = /\b(?:drop\s+(?:table|database|schema|index|view|user|role)|truncate\s+(?:table\s+)?\w+|delete\s+from)\b/i;
const DATABASE_CLIENT = /^(?:psql|mysql|mariadb|mongosh?|sqlcmd|cockroach|clickhouse-client|sqlplus)$/;
const PACKAGES = /^(?:apt|apt-get|aptitude|dpkg|dnf|yum|zypper|apk|brew|snap|flatpak|pacman|rpm)$/;
const REMOVAL = /^(?:remove|purge|autoremove|uninstall|erase|rm|del|-r|--remove|--purge|-e|--erase|-R\w*)$/;
const CONTAINERS = /^(?:docker|podman|nerdctl)$/;
const CLOUD = /^(?:aws|gcloud|az|doctl|heroku|fly|flyctl)$/;

/** What a command would take away, and from what; null when it takes nothing away. Pure. */
export function commandRisk(command: string): CommandRisk | null {
  const beyond = destructiveReason(command);
  if (beyond !== null) return { reach: 'beyond', reason: beyond };
  const outside = outsideReason(command);
  if (outside !== null) return { reach: 'outside', reason: outside };
  return isDestructive(command) ? { reach: 'inside', reason: 'it takes something away' } : null;
}

function outsideReason(command: string): string | null {
  for (const simple of scriptsIn(command)) {
    const [name = '', ...args] = argv(simple);
    const reason = reasonOf(name, args, command);
    if (reason !== null) return reason;
  }
  return null;
}

function reasonOf(name: string, args: readonly string[], command: string): string | null {
  const has = (...verbs: string[]): boolean => args.some((arg) => verbs.includes(arg));
  // The statement may come through a pipe or a here-document, so the whole command is looked at.
  if (DATABASE_CLIENT.test(name) && SQL.test(command)) return `${name} would take data out of a database`;
  if (name === 'dropdb' || name === 'dropuser') return `${name} would remove part of a database server`;
  if (name === 'redis-cli' && args.some((arg) => /^(?:flushall|flushdb|del|unlink)$/i.test(arg)))
    return 'redis-cli would take data out of a database';
  if (PACKAGES.test(name) && args.some((arg) => REMOVAL.test(arg)))
    return `${name} would remove packages of the system`;
  if (CONTAINERS.test(name) && (has('rm', 'rmi', 'prune') || (has('down') && has('-v', '--volumes'))))
    return `${name} would remove containers, images or volumes`;
  if (name === 'kubectl' && has('delete', 'drain')) return 'kubectl would delete from a cluster';
  if (name === 'helm' && has('uninstall', 'delete')) return 'helm would remove from a cluster';
  if ((name === 'terraform' || name === 'tofu' || name === 'pulumi') && has('destroy'))
    return `${name} would destroy what it manages`;
  if (CLOUD.test(name) && args.some((arg) => /^(?:delete|rm|remove|destroy|terminate)(?:-|:|$)/.test(arg)))
    return `${name} would remove something in the cloud`;
  if (name === 'systemctl' && has('stop', 'disable', 'mask')) return 'systemctl would stop a service of the system';
  if ((name === 'userdel' || name === 'groupdel') && args.length > 0)
    return `${name} would remove a user of the system`;
  return null;
}
