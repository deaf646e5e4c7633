import type { Data, Lang, Told } from './input.js';

const told = (problem: string, remedy: string): Told => ({ problem, remedy });
const maybe = (near: unknown, zh: (near: string) => string): string => (near ? zh(String(near)) : '');

export const configMessages = {
  missing: {
    zh: () => told('找不到这个配置文件', '检查 --config 的路径'),
    en: () => told('no such config file', 'check the path given to --config'),
  },
  unreadable: {
    zh: (d: Data) => told(`配置文件无法读取（${d.reason}）`, '检查文件权限'),
    en: (d: Data) => told(`the config cannot be read (${d.reason})`, 'check its permissions'),
  },
  syntax: {
    zh: (d: Data) => told(`YAML 写法有误：${d.reason}`, '检查缩进、冒号后的空格和引号'),
    en: (d: Data) => told(`not valid YAML: ${d.reason}`, 'check the indentation, spaces after colons, and quotes'),
  },
  'not-a-map': {
    zh: (d: Data) => told(`配置应是“键: 值”的形式，这里是${d.actual}`, '例如：trade: food'),
    en: (d: Data) => told(`a config is made of "key: value", this is ${d.actual}`, 'for example: trade: food'),
  },
  'unknown-key': {
    zh: (d: Data) =>
      told(`没有 ${d.key} 这一项`, maybe(d.near, (near) => `是不是想写 ${near}？`) || `可用：${d.known}`),
    en: (d: Data) =>
      told(`unknown key ${d.key}`, maybe(d.near, (near) => `did you mean ${near}?`) || `known: ${d.known}`),
  },
  'wrong-type': {
    zh: (d: Data) => told(`${d.key} 应为${d.expected}，这里是${d.actual}`, '改成所需的类型'),
    en: (d: Data) => told(`${d.key} should be ${d.expected}, this is ${d.actual}`, 'give it the right type'),
  },
  'bad-value': {
    zh: (d: Data) =>
      told(`${d.key} 不能是 ${d.actual}`, `${maybe(d.near, (near) => `是不是想写 ${near}？`)}可用：${d.known}`),
    en: (d: Data) =>
      told(`${d.key} cannot be ${d.actual}`, `${maybe(d.near, (near) => `did you mean ${near}? `)}one of: ${d.known}`),
  },
  'bad-date': {
    zh: (d: Data) => told(`${d.key} 不是日期：${d.actual}`, '写成 YYYY-MM-DD，例如 2027-03-31'),
    en: (d: Data) => told(`${d.key} is no date: ${d.actual}`, 'write YYYY-MM-DD, such as 2027-03-31'),
  },
  'missing-key': {
    zh: (d: Data) => told(`缺少 ${d.key}`, `补上 ${d.key}`),
    en: (d: Data) => told(`${d.key} is missing`, `add ${d.key}`),
  },
  'missing-extends': {
    zh: (d: Data) =>
      told(`extends 指向的 ${d.name} 不存在`, d.package ? '先用 npm 安装这个包' : '路径相对于这个配置文件'),
    en: (d: Data) =>
      told(
        `extends names ${d.name}, which is not there`,
        d.package ? 'install that package first' : 'paths are relative to this config',
      ),
  },
  'empty-package': {
    zh: (d: Data) => told(`包 ${d.name} 里没有 koubo 配置`, '它应含有 koubo.yaml，或在 package.json 中有 "koubo"'),
    en: (d: Data) =>
      told(`the package ${d.name} holds no koubo config`, 'it needs a koubo.yaml, or "koubo" in its package.json'),
  },
  'unknown-profile': {
    zh: (d: Data) =>
      told(`没有 ${d.name} 这个内置方案`, `${maybe(d.near, (near) => `是不是想写 ${near}？`)}可用：${d.known}`),
    en: (d: Data) =>
      told(`no profile ${d.name}`, `${maybe(d.near, (near) => `did you mean ${near}? `)}known: ${d.known}`),
  },
  cycle: {
    zh: (d: Data) => told(`extends 绕成了一圈：${d.cycle}`, '去掉其中一个'),
    en: (d: Data) => told(`extends goes in a circle: ${d.cycle}`, 'take one of them out'),
  },
  'missing-pack': {
    zh: (d: Data) => told(`找不到规则包 ${d.name}`, '路径相对于这个配置文件'),
    en: (d: Data) => told(`no pack at ${d.name}`, 'paths are relative to this config'),
  },
  ahead: {
    zh: (d: Data) => told(`这个配置写给更新的版本（version: ${d.version}，这里支持到 ${d.supported}）`, '升级 koubo'),
    en: (d: Data) =>
      told(`written for a later koubo (version: ${d.version}; this one knows ${d.supported})`, 'upgrade koubo'),
  },
  'no-option': {
    zh: (d: Data) => told(`规则 ${d.id} 没有 ${d.name} 这个选项`, d.known ? `它有：${d.known}` : '它只能设 severity'),
    en: (d: Data) =>
      told(`the rule ${d.id} has no option ${d.name}`, d.known ? `it has ${d.known}` : 'it takes nothing but severity'),
  },
  'unknown-name': {
    zh: (d: Data) =>
      told(
        `没有 ${d.name} 这个${d.kindZh}`,
        maybe(d.near, (near) => `是不是想写 ${near}？`) || '用 koubo rules list 查看全部',
      ),
    en: (d: Data) =>
      told(`no ${d.kind} ${d.name}`, maybe(d.near, (near) => `did you mean ${near}?`) || 'see koubo rules list'),
  },
} satisfies Record<string, Record<Lang, (data: Data) => Told>>;

export type ConfigCode = keyof typeof configMessages;

/** Names of types, as `wrong-type` says them. */
export const typeNames: Record<Lang, Record<string, string>> = {
  zh: {
    string: '文字',
    number: '数字',
    int: '整数',
    boolean: 'true 或 false',
    array: '列表',
    object: '“键: 值”',
    null: '空',
    words: '文字或文字列表',
  },
  en: {
    string: 'text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'a map',
    null: 'nothing',
    words: 'text or a list of texts',
  },
};

export function tellConfig(code: ConfigCode, data: Data, lang: Lang): Told {
  const names = typeNames[lang];
  const named = { ...data };
  if (code === 'wrong-type' || code === 'not-a-map') {
    for (const key of ['expected', 'actual'])
      if (named[key] !== undefined) named[key] = names[String(named[key])] ?? named[key]!;
  }
  return configMessages[code][lang](named);
}
