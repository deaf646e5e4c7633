import { type Document, isMap, isNode, isScalar, type LineCounter } from 'yaml';
import { codeFrame } from './frame.js';

export type Path = readonly (string | number)[];

/** Line and column, 1-based, and the lines around them with a mark. */
export interface FramedPlace {
  line: number;
  column: number;
  frame: string;
}

/** Where the values of a YAML text stand in it. */
export class Places {
  /** `lines`: the counter that the document was parsed with; `prefix`: the path of what is taken for the root. */
  constructor(
    private readonly text: string,
    private readonly document: Document,
    private readonly lines: LineCounter,
    private readonly prefix: Path = [],
  ) {}

  /** `size`: how many units are marked. */
  at(offset: number, size: number): FramedPlace {
    const { line, col } = this.lines.linePos(offset);
    const place = { line: Math.max(1, line), column: Math.max(1, col) };
    return { ...place, frame: codeFrame(this.text, place.line, place.column, size) };
  }

  /** The value at a path, or its key; of what is not there, the nearest thing around it. */
  of(path: Path, key: boolean): FramedPlace {
    const [start, end] = this.range([...this.prefix, ...path], key);
    return this.at(start, (this.text.slice(start, end).split('\n')[0] ?? '').trimEnd().length);
  }

  private range(path: Path, key: boolean): [number, number] {
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const found = nodeRange(this.document.contents, path.slice(0, depth), key || depth < path.length);
      if (found) return found;
    }
    return [0, 1];
  }
}

/** Offsets of the value at a path, or of its key. */
function nodeRange(root: unknown, path: Path, key: boolean): [number, number] | undefined {
  let node: unknown = root;
  let keyNode: unknown;
  for (const step of path) {
    keyNode = undefined;
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (!pair) return undefined;
      keyNode = pair.key;
      node = pair.value;
    } else if (isNode(node) && 'items' in node && typeof step === 'number') {
      node = (node.items as unknown[])[step];
    } else return undefined;
  }
  const wanted = (key && keyNode) || node || keyNode;
  if (!isNode(wanted) || !wanted.range) return undefined;
  return [wanted.range[0], wanted.range[1]];
}
