import { openOffice } from '../../input/office/container.js';
import { MAIN } from '../../input/office/docx.js';
import { memorySource } from '../../input/source.js';
import { applied, editsOf } from '../edits.js';
import { hunks } from '../hunks.js';
import { Refusal } from '../refusal.js';
import type { OpenWriter } from '../types.js';
import { textEdits, xmlPart } from './xml-text.js';
import { rewriteZip } from './zip-write.js';

/** Only texts of runs change, in the body's XML; every other file of the document is copied as it is packed. */
export const docxWriter: OpenWriter = async (bytes, _scripts, path) => {
  const zip = await openOffice(memorySource(bytes, path), 'docx', MAIN);
  const name = zip.names.find((each) => MAIN.test(each))!;
  return {
    plans({ script, span, text }) {
      if (zip.names.some((each) => each.startsWith('_xmlsignatures/'))) throw new Refusal('signed');
      const stretches = script.stretches!(span);
      const old = script.text.slice(span.start, span.end);
      return [hunks(old, text, span.start).flatMap((hunk) => editsOf(hunk, stretches))];
    },
    async write(edits) {
      if (edits.length === 0) return bytes;
      const part = xmlPart(zip, name);
      const changed = applied(part.text, textEdits(part.text, edits));
      return rewriteZip(zip, new Map([[name, part.bytes(changed)]]));
    },
  };
};
