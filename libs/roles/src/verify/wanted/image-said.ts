import type { CheckResult } from '#domain';
import type { FilesView } from '../stated/files-view.js';
import { sentencesOf, mask, standingFor } from '../stated/masked-text.js';

/* "Create a Dockerfile based on python:3.12 that exposes port 8000": it begins with that image and exposes that port. */

const CREATES = /^(?:please\s+)?(?:create|write|add|make)\s+(?:an?\s+|the\s+)?(?:new\s+)?(?:file\s+)?⟦F\d+⟧/i;
const PORTS = /\bexpos(?:es?|ing)\s+(?:the\s+)?port\s+(\d{2,5})\b/gi;
const IMAGE =
  /\b(?:based\s+on|from|using)\s+(?:the\s+)?(?:(?:base\s+)?image\s+)?([a-z][\w./-]{1,80}:[\w.-]{1,60}\w)(?=\s|[,.;]|$)/i;
/** One of several stages, or of several files. */
const OTHERWISE = /\b(?:stages?|multi-?stage|build\s+args?|ARG|variable|instead|not|unless|default)\b/i;

export interface ImageSaid {
  readonly path: string;
  readonly image: string | null;
  readonly ports: readonly string[];
}

/** Pure. */
export function imageSaid(told: string): ImageSaid | null {
  const masked = mask(told);
  const [first = ''] = sentencesOf(masked);
  const [path] = standingFor(first, masked, 'F');
  if (path === undefined || !/(?:^|\/)(?:Docker|Container)file$/.test(path)) return null;
  if (!CREATES.test(first) || OTHERWISE.test(masked.text)) return null;
  const ports = [...masked.text.matchAll(PORTS)].flatMap(([, port]) => (port === undefined ? [] : [port]));
  const image = IMAGE.exec(masked.text)?.[1] ?? null;
  return image === null && ports.length === 0 ? null : { path, image, ports };
}

/** Pure, linear. */
export function imageProblem({ path, image, ports }: ImageSaid, text: string): string | null {
  const lines = text.replaceAll('\\\n', ' ').split('\n');
  const said = (word: RegExp): string[] => lines.filter((line) => word.test(line)).map((line) => line.slice(0, 400));
  const [exposed, from] = [said(/^\s*EXPOSE\s/i).join(' '), said(/^\s*FROM\s/i)];
  if (exposed.includes('$') || from.some((line) => line.includes('$'))) return null;
  const missing = ports.find((port) => !new RegExp(`(?<!\\d)${port}(?!\\d)`).test(exposed));
  if (missing !== undefined) return `${path} does not expose port ${missing}`;
  if (image === null || from.length === 0) return null;
  return from.some((line) =>
    line.split(/\s+/).some((word) => word === image || word.endsWith(`/${image}`) || word.startsWith(`${image}-`)),
  )
    ? null
    : `${path} is not based on ${image}: ${from[0]?.trim() ?? ''}`;
}

/** `told`: the user's words. */
export async function asImageSaid(files: FilesView, told: string): Promise<CheckResult[]> {
  const image = imageSaid(told);
  const [path, ...others] = image === null ? [] : files.meant(image.path);
  if (image === null || path === undefined || others.length > 0 || !files.isChanged(path)) return [];
  const text = await files.text(path);
  const detail = text === null ? null : imageProblem({ ...image, path }, text);
  return detail === null ? [] : [{ name: 'image', passed: false, detail }];
}
