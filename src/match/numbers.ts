/** Arrays of numbers as a file holds them. */

/** Whole numbers, in as few bytes as they need. */
export type Numbers = Int16Array | Uint16Array | Int32Array;

export const littleEndian = new Uint8Array(Int32Array.of(1).buffer)[0] === 1;

export function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  return units;
}

/** The text of code units. */
export function textOf(units: Numbers): string {
  if (littleEndian && units instanceof Uint16Array)
    return Buffer.from(units.buffer, units.byteOffset, units.byteLength).toString('utf16le');
  let text = '';
  for (const unit of units) text += String.fromCharCode(unit);
  return text;
}
