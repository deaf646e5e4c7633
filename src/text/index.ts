/** Text as the rules read it: folded, split into sentences and clauses, and, where needed, into words. */
export { type Disguise, type Folded, fold, toFolded, toOriginal } from './fold.js';
export { Layout } from './layout.js';
export { type Quoted, quotedSpans } from './quotes.js';
export {
  SEGMENTERS,
  type Segmenter,
  SegmenterError,
  type SegmenterName,
  type Token,
  type UserWord,
} from './segmenter.js';
export { createSegmenter } from './segmenters/index.js';
export { clauses, sentences } from './split.js';
export { type FoldTables, type FoldTablesData, loadFoldTables } from './tables.js';
