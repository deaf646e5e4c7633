/** What JSON.parse found wrong, and at which offset of the text (UTF-16 units). */
export function jsonFault(error: Error, text: string): { offset: number; reason: string } {
  return {
    offset: offsetIn(error.message, text),
    reason: error.message.replace(/ (?:in JSON )?at position .*$/, '').replace(/, ".*$/s, ''),
  };
}

/** V8 tells the position of some errors, and of the others only what stands around it: ten characters to each side. */
function offsetIn(message: string, text: string): number {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return Number(position);
  const around = /, (\.\.\.)?"([\s\S]*?)"(?:\.\.\.)? is not valid JSON$/.exec(message);
  if (around === null) return text.length;
  const found = text.indexOf(around[2]!);
  return found < 0 ? 0 : found + (around[1] === undefined ? 0 : 10);
}
