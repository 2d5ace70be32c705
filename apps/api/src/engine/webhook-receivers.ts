import { BlockList, isIP } from 'node:net';

/** Networks that are not the public internet (IANA special-purpose registries), and multicast. */
const NOT_PUBLIC_V4 = networks([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
]);
/** All that is public of IPv6 lies in here... */
const GLOBAL_V6 = networks(['2000::/3']);
/** ...and this does not: protocol assignments with Teredo, 6to4 (both hold an IPv4 address), documentation. */
const NOT_PUBLIC_V6 = networks(['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']);
const LOOPBACK = networks(['127.0.0.0/8', '::1']);

/** Which addresses a webhook may be sent to. */
export class WebhookReceivers {
  private readonly names: ReadonlySet<string>;
  private readonly networks: BlockList;

  /** `loopback`: whether this machine's own services are open to webhooks; `allow`: names, addresses, networks. */
  constructor(private readonly of: { readonly loopback: boolean; readonly allow: readonly string[] }) {
    const allowed = of.allow.map(plainHost);
    const isAddress = (text: string): boolean => isIP(text.split('/')[0] ?? '') !== 0;
    this.names = new Set(allowed.filter((text) => !isAddress(text)));
    this.networks = networks(allowed.filter(isAddress));
  }

  /** `host` as it stands in the URL, `address` that which would be connected to. */
  permit(host: string, address: string): boolean {
    return (
      isPublic(address) ||
      (this.of.loopback && isIn(LOOPBACK, address)) ||
      this.names.has(plainHost(host)) ||
      isIn(this.networks, address)
    );
  }
}

/** A host without the brackets of an IPv6 address and the dot of a complete name. */
export const plainHost = (host: string): string => host.toLowerCase().replace(/^\[(.*)\]$|\.$/g, '$1');

function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !isIn(NOT_PUBLIC_V4, address);
  return isIn(GLOBAL_V6, address) && !isIn(NOT_PUBLIC_V6, address);
}

/** An IPv4 address in the clothes of IPv6 (`::ffff:127.0.0.1`) is looked up as what it is. */
function isIn(list: BlockList, address: string): boolean {
  const plain = address.replace(/%.*$/, '');
  const family = isIP(plain);
  return family !== 0 && list.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}

function networks(texts: readonly string[]): BlockList {
  const list = new BlockList();
  for (const text of texts) {
    const [address = '', length] = text.split('/');
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    if (length === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(length), family);
  }
  return list;
}
