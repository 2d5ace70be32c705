/** Devices since DOS: taken whatever comes behind a dot, and in any case. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|com[1-9¹²³]|lpt[1-9¹²³]) *(?:\.|$)/i;
const FORBIDDEN = /[<>:"|?*\\]/;
const CONTROL = /[\u0000-\u001f]/;

/** Why Windows cannot hold a file or folder of this name, as the end of a sentence; null where it can. */
export function windowsProblem(name: string): string | null {
  if (DEVICE.test(name)) return 'it is the name of a device there';
  const character = FORBIDDEN.exec(name)?.[0];
  if (character !== undefined) return `it holds ${character}`;
  if (CONTROL.test(name)) return 'it holds a control character';
  return /[. ]$/.test(name) ? 'it ends with a dot or a blank' : null;
}
