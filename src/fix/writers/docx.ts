import { openOffice } from '../../input/office/container.js';
import { MAIN } from '../../input/office/docx.js';
import { memorySource } from '../../input/source.js';
import type { Span } from '../../model.js';
import { applied, editsOf } from '../edits.js';
import { hunks } from '../hunks.js';
import { Refusal } from '../refusal.js';
import type { Edit, OpenWriter } from '../types.js';
import { spanWithLabel } from './lines.js';
import { textEdits, xmlPart } from './xml-text.js';
import { rewriteZip } from './zip-write.js';

/** Only texts of runs change, in the body's XML; every other file of the document is copied as it is packed. */
export const docxWriter: OpenWriter = async (bytes, _scripts, path) => {
  const zip = await openOffice(memorySource(bytes, path), 'docx', MAIN);
  const name = zip.names.find((each) => MAIN.test(each))!;
  return {
    plans({ script, span, text }) {
      if (zip.names.some((each) => each.startsWith('_xmlsignatures/'))) throw new Refusal('signed');
      const edits = (of: Span): Edit[] => {
        const stretches = script.stretches!(of);
        const old = script.text.slice(of.start, of.end);
        return hunks(old, text, of.start).flatMap((hunk) => editsOf(hunk, stretches));
      };
      const labelled = text === '' ? spanWithLabel(script, span) : undefined;
      const plans = labelled ? [edits(labelled), edits(span)] : [edits(span)];
      return plans;
    },
    async write(edits) {
      if (edits.length === 0) return bytes;
      const part = xmlPart(zip, name);
      const changed = applied(part.text, textEdits(part.text, edits));
      return rewriteZip(zip, new Map([[name, part.bytes(changed)]]));
    },
  };
};
