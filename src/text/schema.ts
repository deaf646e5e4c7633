/** Shapes of the YAML files about text. Imported where they are compiled and checked, never when a script is linted. */
import { z } from 'zod';
import { DISGUISE_KINDS } from './tables.js';

const word = z.string().min(1);

export const speechSchema = z.strictObject({
  /** word → number of repetitions from which it counts once */
  collapse: z.record(word, z.number().int().min(2)),
  fillers: z.array(word),
  'filler-words': z.array(word),
  misheard: z.record(word, word),
  boundaries: z.array(word),
  particles: word,
});

const look = z.strictObject({
  /** homophones */
  sound: z.string().optional(),
  /** homophones that are words by themselves: only in terms of three characters and more */
  'sound-long': z.string().optional(),
  /** characters drawn alike */
  look: z.string().optional(),
  split: z.array(word).optional(),
  symbol: z.array(word).optional(),
  /** single letters and the like: only in terms of three characters and more */
  latin: z.array(word).optional(),
});

const spelling = z.strictObject({
  for: word,
  as: z.array(word).min(1),
  kind: z.enum(DISGUISE_KINDS),
  near: z.array(word).optional(),
  apart: z.array(word).optional(),
  min: z.number().int().min(2).optional(),
  careful: z.boolean().optional(),
  quiet: z.boolean().optional(),
});

export const disguisesSchema = z.strictObject({
  guarded: z.record(z.string(), z.array(z.string().min(2))),
  pinyin: z.record(z.string().regex(/^[a-z]{1,6}$/), word),
  variants: z.record(z.string().length(1), look),
  spellings: z.array(spelling),
  initials: z.record(z.string().regex(/^[a-z0-9]{3,}$/), word),
  /** characters after which a gap never parts two words */
  bound: z.string(),
  /** term → what follows where it claims nothing */
  harmless: z.record(word, z.array(word)),
  keep: z.array(word),
  codes: z.array(word),
  /** characters that simplified and traditional text both have, though the one simplifies something in the other */
  'either-script': z.string(),
});

export type SpeechFile = z.infer<typeof speechSchema>;
export type DisguisesFile = z.infer<typeof disguisesSchema>;
