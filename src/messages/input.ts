/** Sentences for unreadable input: what is wrong, and what to do. */
export interface Told {
  problem: string;
  remedy: string;
}

export type Lang = 'zh' | 'en';

/** Values a sentence may name. Which ones a code carries stands with its sentence. */
export type Data = Readonly<Record<string, string | number>>;

const told = (problem: string, remedy: string): Told => ({ problem, remedy });

export const inputMessages = {
  missing: {
    zh: (d: Data) => told('找不到这个文件', d.near ? `是不是想写 ${d.near}？` : '检查路径和当前目录'),
    en: (d: Data) =>
      told('no such file or folder', d.near ? `did you mean ${d.near}?` : 'check the path and the current folder'),
  },
  unreadable: {
    zh: (d: Data) => told(`没有权限或无法读取（${d.reason}）`, '检查文件权限，或换一份可以打开的副本'),
    en: (d: Data) => told(`cannot be read (${d.reason})`, 'check its permissions, or use a copy that opens'),
  },
  'no-scripts': {
    zh: (d: Data) =>
      told('文件夹里没有稿子', `koubo 读取这些扩展名：${d.extensions}；被忽略的文件可以直接写出路径来检查`),
    en: (d: Data) =>
      told('no scripts in this folder', `koubo reads ${d.extensions}; name an ignored file itself to check it`),
  },
  'no-match': {
    zh: () => told('没有文件符合这个通配符', '给通配符加引号，并检查当前目录'),
    en: () => told('no file matches this pattern', 'quote the pattern and check the current folder'),
  },
  empty: {
    zh: () => told('文件是空的，没有可检查的文字', '确认导出是否成功，或从参数中去掉它'),
    en: () => told('the file is empty: nothing to check', 'check that the export worked, or leave the file out'),
  },
  'no-copy': {
    zh: (d: Data) =>
      told(`按 ${d.format} 读取，没有找到可检查的文字`, d.hint ? String(d.hint) : '确认文件内容，或用 --as 指定格式'),
    en: (d: Data) =>
      told(`no copy found when read as ${d.format}`, 'check what the file holds, or name the format with --as'),
  },
  binary: {
    zh: (d: Data) =>
      told(
        d.kind ? `这是 ${d.kind} 文件，不是文字稿` : '这是二进制文件，不是文字稿（含有 NUL 字节）',
        '另存为文本再检查',
      ),
    en: (d: Data) =>
      told(
        d.kind ? `this is a ${d.kind} file, not a script` : 'binary file, not a script (it holds NUL bytes)',
        'save it as text first',
      ),
  },
  'invalid-text': {
    zh: (d: Data) =>
      told(`不是有效的 ${d.encoding}（第 ${d.offset} 字节）`, '用编辑器另存为 UTF-8，或用 --encoding 指定编码'),
    en: (d: Data) =>
      told(
        `not valid ${d.encoding} (byte ${d.offset})`,
        'save it as UTF-8 in an editor, or name the encoding with --encoding',
      ),
  },
  'unknown-encoding': {
    zh: () => told('认不出文件编码', '另存为 UTF-8，或用 --encoding 指定（utf-8、gb18030、big5、utf-16le、utf-16be）'),
    en: () =>
      told(
        'the encoding cannot be told',
        'save it as UTF-8, or use --encoding (utf-8, gb18030, big5, utf-16le, utf-16be)',
      ),
  },
  'bad-encoding-name': {
    zh: (d: Data) => told(`不认识的编码 ${d.name}`, '可用：utf-8、gb18030（gbk）、big5、utf-16le、utf-16be'),
    en: (d: Data) => told(`unknown encoding ${d.name}`, 'known: utf-8, gb18030 (gbk), big5, utf-16le, utf-16be'),
  },
  'bad-format-name': {
    zh: (d: Data) => told(`不认识的格式 ${d.name}`, `可用：${d.formats}`),
    en: (d: Data) => told(`unknown format ${d.name}`, `known: ${d.formats}`),
  },
  'long-line': {
    zh: (d: Data) => told(`这一行超过 ${d.limit} 个字，无法检查`, '按句子换行后再检查；转写稿可在导出时选择分段'),
    en: (d: Data) =>
      told(
        `a line of more than ${d.limit} characters`,
        'break it into lines; transcripts can be exported in paragraphs',
      ),
  },
  'too-large': {
    zh: (d: Data) => told(`文件超过 ${d.limit} MB，这种格式要整份读入`, '拆成几个文件，或另存为文本'),
    en: (d: Data) => told(`larger than ${d.limit} MB, and this format is read whole`, 'split it, or save it as text'),
  },
  'front-matter': {
    zh: (d: Data) => told(`文件开头的说明（front matter）不是有效的 YAML：${d.reason}`, '修正它，或删掉两条 --- 线'),
    en: (d: Data) => told(`the front matter is not valid YAML: ${d.reason}`, 'mend it, or remove both --- lines'),
  },
  damaged: {
    zh: (d: Data) => told(`文件已损坏，不能按 ${d.format} 打开（${d.reason}）`, '用原来的程序打开并重新保存'),
    en: (d: Data) =>
      told(`damaged: cannot be opened as ${d.format} (${d.reason})`, 'open it in its own program and save it again'),
  },
  'other-content': {
    zh: (d: Data) => told(`内容不是 ${d.format}，文件名写错了`, '改正扩展名，或用 --as 写明格式，如 --as text'),
    en: (d: Data) =>
      told(`its name says ${d.format}, its content does not`, 'mend the ending, or name the format, such as --as text'),
  },
  protected: {
    zh: () => told('文件有密码保护', '去掉密码后另存一份再检查'),
    en: () => told('the file is protected by a password', 'save a copy without the password'),
  },
  'legacy-office': {
    zh: (d: Data) => told(`这是旧版 Office 文件（${d.old}）`, `另存为 ${d.new} 再检查`),
    en: (d: Data) => told(`an old Office file (${d.old})`, `save it as ${d.new}`),
  },
  bomb: {
    zh: (d: Data) => told(`压缩内容展开后过大（${d.what}），已停止读取`, '确认文件来源；正常的稿子请另存一份再试'),
    en: (d: Data) =>
      told(
        `its compressed content is too large (${d.what}); stopped reading`,
        'check where it comes from, or save a fresh copy',
      ),
  },
  'too-deep': {
    zh: (d: Data) => told(`嵌套超过 ${d.limit} 层`, '正常的稿子不会嵌套这么深：确认文件没有损坏，或另存一份'),
    en: (d: Data) =>
      told(
        `nested more than ${d.limit} levels deep`,
        'no script is nested like this: check that the file is not damaged, or save it anew',
      ),
  },
  'unknown-shape': {
    zh: (d: Data) => told(`看不出这是哪种 ${d.format}`, `支持：${d.known}；或用 --as 指定格式`),
    en: (d: Data) => told(`an unknown kind of ${d.format}`, `known: ${d.known}; or name the format with --as`),
  },
  'pictures-only': {
    zh: () => told('PDF 里只有图片，没有文字', '先用文字识别（OCR）转成文字，或找到原来的文档'),
    en: () =>
      told('the PDF holds only pictures, no text', 'run text recognition (OCR) first, or use the original document'),
  },
  malformed: {
    zh: (d: Data) => told(`${d.format} 格式有误：${d.reason}`, '修正这一处，或重新导出'),
    en: (d: Data) => told(`malformed ${d.format}: ${d.reason}`, 'mend it here, or export it again'),
  },
} satisfies Record<string, Record<Lang, (data: Data) => Told>>;

export type InputCode = keyof typeof inputMessages;

export function tellInput(code: InputCode, data: Data, lang: Lang): Told {
  return inputMessages[code][lang](data);
}
