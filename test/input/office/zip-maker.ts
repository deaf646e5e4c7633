import { crc32, deflateRawSync } from 'node:zlib';

/** Packs files into a zip, for tests. `claim` overrides the sizes that the archive states. */
export function makeZip(
  files: Record<string, string | Buffer>,
  options: { encrypted?: boolean; method?: number } = {},
): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const data = Buffer.from(content);
    const packed = deflateRawSync(data);
    const label = Buffer.from(name);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(options.encrypted ? 1 : 0, 6);
    head.writeUInt16LE(options.method ?? 8, 8);
    head.writeUInt32LE(checksum(data), 14);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(data.length, 22);
    head.writeUInt16LE(label.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    head.copy(entry, 6, 4, 30);
    entry.writeUInt32LE(at, 42);
    parts.push(head, label, packed);
    directory.push(entry, label);
    at += head.length + label.length + packed.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  const count = Object.keys(files).length;
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, list, end]);
}

function checksum(data: Buffer): number {
  return typeof crc32 === 'function' ? crc32(data) : 0;
}

export const docx = (body: string, more: Record<string, string> = {}): Buffer =>
  makeZip({
    '[Content_Types].xml': '<Types/>',
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="x"><w:body>${body}</w:body></w:document>`,
    ...more,
  });

export const paragraph = (...runs: string[]): string =>
  `<w:p>${runs.map((run) => (run.startsWith('<') ? run : `<w:r><w:t>${run}</w:t></w:r>`)).join('')}</w:p>`;

/** Rows of texts → a workbook of one sheet. */
export function xlsx(rows: (string | number | undefined)[][], name = '话术'): Buffer {
  const shared: string[] = [];
  const cells = rows.map((row, r) => {
    const inside = row.map((value, c) => {
      const reference = `${String.fromCharCode(65 + c)}${r + 1}`;
      if (value === undefined) return '';
      if (typeof value === 'number') return `<c r="${reference}"><v>${value}</v></c>`;
      shared.push(value);
      return `<c r="${reference}" t="s"><v>${shared.length - 1}</v></c>`;
    });
    return `<row r="${r + 1}">${inside.join('')}</row>`;
  });
  return makeZip({
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${cells.join('')}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `<sst>${shared.map((text) => `<si><t xml:space="preserve">${text}</t></si>`).join('')}</sst>`,
  });
}
