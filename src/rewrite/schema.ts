/** Shape of rules/rewriting.yaml. Imported only to validate, at build time: a start-up does not pay for it. */
import { z } from 'zod';

const sayings = z.array(z.strictObject({ when: z.string().optional(), say: z.array(z.string()).min(1) }));

export const phrasesSchema = z.strictObject({
  lists: z.record(z.string(), z.array(z.string())).default({}),
  facts: z.array(z.string()).min(1),
  goods: z.strictObject({
    find: z.string(),
    not: z.string(),
    head: z.string(),
    'not-before': z.string(),
    suffix: z.string(),
    compound: z.string(),
    named: z.string(),
    pointer: z.string(),
    'pointed-behind': z.string(),
    about: z.string(),
    object: z.string(),
    pointed: z.string(),
    lead: z.string(),
    unpointed: z.string(),
    bare: z.string(),
    and: z.string(),
    predicate: z.string(),
    subject: z.string(),
    apart: z.string(),
    quality: z.string(),
    kept: z.string(),
    spoken: z.array(z.string()),
  }),
  vocative: z.string(),
  topic: z.string(),
  'bare-topic': z.string(),
  object: z.string(),
  'own-subject': z.string(),
  empty: z.string(),
  stump: z.string(),
  hollow: z.strictObject({ categories: z.array(z.string()), facts: z.array(z.string()), words: z.string() }),
  hung: z.strictObject({ stays: z.string(), any: z.string(), categories: z.record(z.string(), z.string()) }),
  particles: z.string(),
  question: z.string(),
  attribute: z.string(),
  'break-before': z.string(),
  'break-after': z.string(),
  'break-figure': z.string(),
  closes: z.string(),
  compared: z.string(),
  'figure-word': z.string(),
  'own-end': z.string(),
  price: z.strictObject({ find: z.string(), not: z.string(), own: z.string(), say: z.string() }),
  repairs: z.array(
    z.strictObject({
      at: z.enum(['seam', 'edge', 'gap', 'cut', 'start', 'behind', 'before', 'lead', 'end', 'stub']).default('seam'),
      find: z.string(),
      to: z.string().optional(),
      drop: z.literal('clause').optional(),
      why: z.string().optional(),
    }),
  ),
  hedge: z.strictObject({
    'not-for': z.strictObject({ trades: z.array(z.string()), categories: z.array(z.string()), words: z.string() }),
    said: z.string(),
    own: z.strictObject({ when: z.string(), words: z.string(), say: z.array(z.string()).min(1) }),
    others: sayings,
    close: sayings,
    soften: z.array(z.strictObject({ find: z.string(), to: z.string() })),
  }),
  invitations: sayings,
  sayings: z.record(z.string(), sayings),
  ask: z.record(z.string(), z.string()),
  apart: z.array(z.string()),
  fallback: z.record(z.string(), z.array(z.any())),
});

export type PhrasesFile = z.input<typeof phrasesSchema>;

export type Sayings = z.input<typeof sayings>;
