import type { Edit, Edited } from './offsets.js';
import { applyEdits, UNMOVED } from './offsets.js';
import { CHARACTER_WORK, CLASS, type FoldTables } from './tables.js';

/** Character by character: width, case, traditional forms, invisible characters. Knows no words. */
export function foldCharacters(text: string, tables: FoldTables): Edited {
  const { classes, fold } = tables;
  const edits: Edit[] = [];
  const units = new Uint16Array(text.length);
  let changed = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    units[i] = code;
    const work = classes[code]! & CHARACTER_WORK;
    if (work === 0) continue;
    if (work & CLASS.FOLD) {
      units[i] = fold[code]!;
      changed = true;
    } else if (work & CLASS.DROP) {
      edits.push({ start: i, end: i + 1, by: '' });
    } else if (work & CLASS.EXPAND) {
      edits.push({ start: i, end: i + 1, by: tables.expand.get(code)! });
    } else if (code < 0xdc00 && i + 1 < text.length) {
      const low = text.charCodeAt(i + 1);
      if (low < 0xdc00 || low > 0xdfff) continue;
      const by = foldPair(text.codePointAt(i)!, tables);
      units[i + 1] = low;
      if (by !== undefined) edits.push({ start: i, end: i + 2, by });
      i++;
    }
  }
  const folded = changed ? fromUnits(units) : text;
  return edits.length === 0 ? { text: folded, ...UNMOVED } : applyEdits(folded, edits);
}

/** Letters beyond the first plane (bold, script, squared …) and invisible tags; undefined: leave the pair alone. */
function foldPair(point: number, tables: FoldTables): string | undefined {
  if (point >= 0xe0000 && point <= 0xe0fff) return '';
  // 🅐 and 🅰 have no compatibility mapping
  if (point >= 0x1f150 && point <= 0x1f169) return String.fromCharCode(0x61 + point - 0x1f150);
  if (point >= 0x1f170 && point <= 0x1f189) return String.fromCharCode(0x61 + point - 0x1f170);
  const mapped =
    (point >= 0x1d400 && point <= 0x1d7ff) ||
    (point >= 0x1f100 && point <= 0x1f14f) ||
    (point >= 0x1f210 && point <= 0x1f24f) ||
    (point >= 0x2f800 && point <= 0x2fa1f);
  if (!mapped) return undefined;
  const char = String.fromCodePoint(point);
  const normal = char.normalize('NFKC').replace(/^[(〔](.+)[)〕]$/u, '$1');
  if (normal === char) return undefined;
  let out = '';
  for (let i = 0; i < normal.length; i++) {
    const code = normal.charCodeAt(i);
    out += String.fromCharCode(tables.fold[code]! || code);
  }
  return out;
}

const CHUNK = 4096;

function fromUnits(units: Uint16Array): string {
  if (units.length <= CHUNK) return String.fromCharCode.apply(null, units as unknown as number[]);
  let text = '';
  for (let i = 0; i < units.length; i += CHUNK) {
    text += String.fromCharCode.apply(null, units.subarray(i, i + CHUNK) as unknown as number[]);
  }
  return text;
}
