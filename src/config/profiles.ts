import type { RawConfig } from './schema.js';

/** Configs that come with koubo, for `extends`. */
export const PROFILES: Readonly<Record<string, RawConfig>> = {
  'koubo:recommended': { 'min-severity': 'info', 'fail-on': 'warning' },
  'koubo:strict': { 'min-severity': 'info', 'fail-on': 'info', 'require-reason': true },
};

/** `koubo:platform/douyin` sets the platform, `koubo:trade/food` the trade; whether the name exists is checked with the rules. */
export function profileNamed(name: string): RawConfig | undefined {
  const [, kind, value] = /^koubo:(platform|trade)\/([\w-]+)$/.exec(name) ?? [];
  if (value !== undefined) return kind === 'platform' ? { platform: value } : { trade: value };
  return Object.hasOwn(PROFILES, name) ? PROFILES[name] : undefined;
}
