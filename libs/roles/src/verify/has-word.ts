/** Whether a text holds a name as a word of its own; `before`: what may not stand before one. Linear. */
export function hasWord(text: string, name: string, before = /[\w$]/): boolean {
  if (name === '') return false;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!before.test(text[at - 1] ?? ' ') && !/[\w$]/.test(text[at + name.length] ?? ' ')) return true;
  }
  return false;
}
