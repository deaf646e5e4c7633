import type { Role } from '../model.js';

/** `rules/structure.yaml`, as data: words that give a script its shape. */
export interface StructureData {
  roles?: Partial<Record<Role, string[]>>;
  sections?: { markers?: string[]; titles?: string[] };
  columns?: Partial<Record<ColumnKind, string[]>>;
  meta?: Partial<Record<MetaKey, string[]>>;
}

export type ColumnKind = 'text' | 'product' | 'time' | 'end' | 'speaker' | 'trade' | 'suppress';
export type MetaKey = 'trade' | 'platform' | 'ownBrands' | 'competitors' | 'evidence';

/** What a line starts with. Offsets are those of the text it was asked about. */
export interface Opening {
  /** opens a section with this title */
  title?: string;
  role: Role;
  speaker?: string;
  /** where the copy starts; equal to the end of the line where the line is only a marker */
  start: number;
}

const NUMBER = '(?:[0-9０-９]{1,4}|[零〇一二两三四五六七八九十百]{1,5})';
const KNOWN_ROLES: Role[] = ['host', 'assistant', 'control', 'viewer'];

/** Structure words compiled to matchers. */
export class Structure {
  private readonly roleOf = new Map<string, Role>();
  private readonly role: RegExp | undefined;
  private readonly marker: RegExp | undefined;
  private readonly titles: RegExp | undefined;
  private readonly columns: Map<string, ColumnKind>;
  private readonly metaKeys: Map<string, MetaKey>;

  constructor(data: StructureData) {
    for (const role of KNOWN_ROLES) {
      for (const word of data.roles?.[role] ?? []) this.roleOf.set(word.toLowerCase(), role);
    }
    if (this.roleOf.size > 0) this.role = rolePattern(this.roleOf);
    const { markers = [], titles = [] } = data.sections ?? {};
    const fill = (pattern: string): string => `(?:${pattern.replaceAll('{n}', NUMBER)})`;
    if (markers.length > 0) {
      this.marker = new RegExp(
        `((?:${markers.map(fill).join('|')}))[ \\t\\u3000]*(?:[:：、|｜—-]+[ \\t\\u3000]*|(?=[\\r\\n])|$|(?<=[ \\t\\u3000]))`,
        'iuy',
      );
    }
    if (titles.length > 0)
      this.titles = new RegExp(`(?:${titles.map(fill).join('|')})(?=[ \\t\\u3000]*(?:[\\r\\n]|$))`, 'iuy');
    this.columns = index(data.columns ?? {});
    this.metaKeys = index(data.meta ?? {});
  }

  /** What the trimmed line [start, end) of `text` opens, if anything but copy of an unknown speaker. */
  opening(text: string, start: number, end: number): Opening | undefined {
    let at = start;
    let title: string | undefined;
    if (this.marker !== undefined) {
      this.marker.lastIndex = start;
      const marked = this.marker.exec(text);
      if (marked !== null) {
        at = Math.min(this.marker.lastIndex, end);
        title = at === end ? marked[1]! : text.slice(start, Math.min(end, at + 30));
      }
    }
    if (title === undefined && this.titles !== undefined) {
      this.titles.lastIndex = start;
      if (this.titles.test(text)) title = text.slice(start, Math.min(this.titles.lastIndex, end));
    }
    if (this.role !== undefined) {
      this.role.lastIndex = at;
      const said = this.role.exec(text);
      if (said !== null && this.role.lastIndex <= end) {
        const word = said[1] ?? said[3] ?? said[5]!;
        const speaker = word + (said[2] ?? said[4] ?? said[6] ?? '').trim();
        const role = this.roleOf.get(word.toLowerCase())!;
        return { ...(title === undefined ? {} : { title }), role, speaker, start: this.role.lastIndex };
      }
    }
    return title === undefined ? undefined : { title, role: 'unknown', start: at };
  }

  /** The role a speaker's name tells, e.g. in a table column: `主播小王` is a host. */
  roleOfSpeaker(name: string): Role {
    const lower = name.trim().toLowerCase();
    const exact = this.roleOf.get(lower);
    if (exact !== undefined) return exact;
    let best: Role = 'unknown';
    let size = 0;
    for (const [word, role] of this.roleOf) {
      if (word.length > size && lower.startsWith(word)) [best, size] = [role, word.length];
    }
    return best;
  }

  /** `话术（必填）` and `逼单话术` are copy as `话术` is; other kinds go by their whole name. */
  columnKind(header: string): ColumnKind | undefined {
    const name = header
      .trim()
      .toLowerCase()
      .replace(/[（(].*[）)]$/u, '');
    const exact = this.columns.get(name);
    if (exact !== undefined || name.length > 12) return exact;
    for (const [word, kind] of this.columns) {
      if (kind === 'text' && /^[^a-z]{2,}$/.test(word) && name.includes(word)) return kind;
    }
    return undefined;
  }

  metaKey(key: string): MetaKey | undefined {
    return this.metaKeys.get(key.trim().toLowerCase());
  }
}

/** 主播：  主播小雨：  助播（小王）：  观众A：  [场控]  【弹幕】  and a clock time before any of them */
function rolePattern(roles: ReadonlyMap<string, Role>): RegExp {
  const words = (wanted: (role: Role) => boolean): string => {
    const list = [...roles.keys()].filter((word) => wanted(roles.get(word)!));
    return `(${
      list
        .sort((a, b) => b.length - a.length)
        .map(escaped)
        .join('|') || '(?!)'
    })`;
  };
  const clock = '(?:[[（(【]?\\d{1,2}[:：]\\d{2}(?:[:：]\\d{2})?(?:\\.\\d{1,3})?[\\]）)】]?[ \\t]*)?';
  const nick = '[（(][^）)\\n]{1,12}[）)]';
  const number = '[ \\t]*[A-Za-z0-9０-９]{0,3}';
  // A viewer's line is never judged, so only an unmistakable prefix makes one: a number or a letter, no longer words.
  const seller = `${words((role) => role !== 'viewer')}(${nick}|[ \\t]*[\\p{L}\\p{N}]{0,6})`;
  const viewer = `${words((role) => role === 'viewer')}(${nick}|${number})`;
  const boxed = `[\\[【]${words(() => true)}(${number})[\\]】][:：]?`;
  return new RegExp(`${clock}(?:(?:${seller}|${viewer})[ \\t]*[:：]|${boxed})[ \\t\\u3000]*`, 'iuy');
}

/** No words at all: every line is copy of an unknown speaker. */
export const PLAIN = new Structure({});

function index<K extends string>(data: Partial<Record<K, string[]>>): Map<string, K> {
  const map = new Map<string, K>();
  for (const kind of Object.keys(data) as K[]) {
    for (const word of data[kind] ?? []) map.set(word.toLowerCase(), kind);
  }
  return map;
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
