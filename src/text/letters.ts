/** What kind of character a code unit is. */

/** Chinese characters of the first plane, rare ones included. */
export function isHan(code: number): boolean {
  return code >= 0x3400 && code <= 0x9fff;
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** ASCII letters and digits. */
export function isLatin(code: number): boolean {
  return isDigit(code) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a);
}
