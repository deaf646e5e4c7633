import { InputError } from '../error.js';
import { readWhole, type Source } from '../source.js';
import { Zip } from './zip.js';

const MAX_BYTES = 100 * 2 ** 20;
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

/** Opens the zip of an office file, and says what stands in the way: an old format, a password, damage. */
export async function openOffice(source: Source, format: 'docx' | 'xlsx', main: RegExp): Promise<Zip> {
  const bytes = await readWhole(source, MAX_BYTES);
  if (bytes.length === 0) throw new InputError('empty', source.path);
  if (OLE.every((byte, at) => bytes[at] === byte)) throw oldOffice(bytes, source.path, format);
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) {
    throw new InputError('other-content', source.path, { format });
  }
  const zip = new Zip(bytes, source.path, format);
  if (!zip.names.some((name) => main.test(name)))
    throw new InputError('damaged', source.path, { format, reason: `${main.source} ✗` });
  return zip;
}

/** Both files with a password and files of Office 97 are OLE containers; the names of their streams tell them apart. */
function oldOffice(bytes: Buffer, path: string, format: string): InputError {
  const holds = (name: string): boolean => bytes.includes(Buffer.from(name, 'utf16le'));
  if (holds('EncryptedPackage')) return new InputError('protected', path);
  if (holds('PowerPoint Document')) return new InputError('legacy-office', path, { old: '.ppt', new: '.docx' });
  const [old, now] =
    holds('Workbook') || (format === 'xlsx' && !holds('WordDocument')) ? ['.xls', '.xlsx'] : ['.doc', '.docx'];
  return new InputError('legacy-office', path, { old, new: now });
}
