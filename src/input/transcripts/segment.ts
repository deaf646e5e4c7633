/** One stretch of recognised speech. Times in milliseconds. */
export interface Segment {
  text: string;
  start?: number;
  end?: number;
  speaker?: string;
  /** 0 to 1 */
  confidence?: number;
}

type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** The first of these keys that holds a number, or a string of one. */
function numberIn(record: Json, keys: readonly string[]): number | undefined {
  for (const key of keys) {
    const value = record[key];
    const number =
      typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
    if (Number.isFinite(number)) return number;
  }
  return undefined;
}

function textIn(record: Json, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = record[key];
    if (typeof value === 'string') return value;
    if (typeof value === 'number') return String(value);
  }
  return undefined;
}

export interface Keys {
  text: readonly string[];
  start?: readonly string[];
  end?: readonly string[];
  /** milliseconds in one unit of the times: 1000 for seconds */
  unit: number;
  speaker?: readonly string[];
  /** put before a speaker that is only a number */
  confidence?: readonly string[];
}

/** Records → segments, by the names that a recogniser gives its fields. */
export function segmentsBy(records: readonly Json[], keys: Keys): Segment[] {
  return records.flatMap((record) => {
    const text = textIn(record, keys.text);
    if (text === undefined || text.trim() === '') return [];
    const segment: Segment = { text };
    const start = numberIn(record, keys.start ?? []);
    const end = numberIn(record, keys.end ?? []);
    const speaker = textIn(record, keys.speaker ?? []);
    const confidence = numberIn(record, keys.confidence ?? []);
    if (start !== undefined) segment.start = Math.round(start * keys.unit);
    if (end !== undefined) segment.end = Math.round(end * keys.unit);
    if (speaker !== undefined && speaker.trim() !== '') segment.speaker = speaker.trim();
    if (confidence !== undefined)
      segment.confidence = Math.max(0, Math.min(1, confidence > 1 ? confidence / 100 : confidence));
    return [segment];
  });
}
