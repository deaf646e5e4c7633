import type { Zip } from '../../input/office/zip.js';
import type { Span } from '../../model.js';
import { editsOf } from '../edits.js';
import { hunks } from '../hunks.js';
import { Refusal } from '../refusal.js';
import type { Edit, Writer } from '../types.js';
import { spanWithLabel } from './lines.js';

/**
 * Ways to write one change into the texts of an office document, gentlest first: where all of a sentence goes, with the label before it.
 * @throws Refusal where the document is signed
 */
export function officePlans(zip: Zip, { script, span, text }: Parameters<Writer['plans']>[0]): Edit[][] {
  if (zip.names.some((each) => each.startsWith('_xmlsignatures/'))) throw new Refusal('signed');
  const edits = (of: Span): Edit[] => {
    const stretches = script.stretches!(of);
    const old = script.text.slice(of.start, of.end);
    return hunks(old, text, of.start).flatMap((hunk) => editsOf(hunk, stretches));
  };
  const labelled = text === '' ? spanWithLabel(script, span) : undefined;
  return labelled ? [edits(labelled), edits(span)] : [edits(span)];
}
