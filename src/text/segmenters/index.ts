import { SEGMENTERS, type Segmenter, SegmenterError, type SegmenterName, type UserWord } from '../segmenter.js';
import { NodeRsJieba } from './node-rs-jieba.js';
import { NodeJieba } from './nodejieba.js';

/** Nothing is loaded before the first text is tagged. */
export function createSegmenter(name: SegmenterName = 'node-rs-jieba', userWords: readonly UserWord[] = []): Segmenter {
  switch (name) {
    case 'node-rs-jieba':
      return new NodeRsJieba(userWords);
    case 'nodejieba':
      return new NodeJieba(userWords);
    default:
      throw new SegmenterError(`unknown segmenter “${name as string}”. Known: ${SEGMENTERS.join(', ')}`);
  }
}
