import { openOffice } from '../../input/office/container.js';
import { MAIN } from '../../input/office/docx.js';
import { memorySource } from '../../input/source.js';
import { applied } from '../edits.js';
import type { OpenWriter } from '../types.js';
import { officePlans } from './office-plans.js';
import { textEdits, xmlPart } from './xml-text.js';
import { rewriteZip } from './zip-write.js';

/** Only texts of runs change, in the body's XML; every other file of the document is copied as it is packed. */
export const docxWriter: OpenWriter = async (bytes, _scripts, path) => {
  const zip = await openOffice(memorySource(bytes, path), 'docx', MAIN);
  const name = zip.names.find((each) => MAIN.test(each))!;
  return {
    plans: (change) => officePlans(zip, change),
    async write(edits) {
      if (edits.length === 0) return bytes;
      const part = xmlPart(zip, name);
      const changed = applied(part.text, textEdits(part.text, edits));
      return rewriteZip(zip, new Map([[name, part.bytes(changed)]]));
    },
  };
};
