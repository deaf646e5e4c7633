/** Everything in rules/, validated and with the places it came from, before it is compiled. */
import type { SignTable } from '../judge/signs.js';
import type { LawSource, PackSource, SpareSource } from './schema.js';

export interface FilePlace {
  line: number;
  column: number;
}

export interface LoadedPack {
  file: string;
  source: PackSource;
  /** the place of a key or value, by its path in the YAML */
  locate(path: (string | number)[]): FilePlace;
}

export interface LoadedList {
  file: string;
  items: string[];
  locate(list: string, item: string): FilePlace;
}

export interface Knowledge {
  packs: LoadedPack[];
  lists: Record<string, LoadedList>;
  guards: Record<string, SpareSource[]>;
  law: LawSource;
  /** signs.json and signs.bin, where the folder has them */
  signs?: SignTable;
}
