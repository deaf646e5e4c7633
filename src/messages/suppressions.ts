import type { Lang } from './index.js';

const listed = {
  zh: (names: readonly string[]) => names.join('、'),
  en: (names: readonly string[]) => names.join(', '),
};

/** What koubo says of suppression comments themselves. */
export const suppressionMessages = {
  zh: {
    titles: {
      'unused-suppression': '没有用到的忽略注释',
      'expired-suppression': '过期的忽略注释',
      'invalid-suppression': '写错的忽略注释',
      'missing-reason': '没写理由的忽略注释',
    },
    says: {
      'unused-suppression': '忽略注释没有忽略任何问题，可以删掉。',
      'expired-suppression': '忽略注释已经过期，不再生效；删掉，或改写日期并说明理由。',
      'invalid-suppression': '忽略注释里有不认识的规则，或日期不对。',
      'missing-reason': '忽略注释要在 -- 后面写明理由。',
    },
    unused: (rules: readonly string[]) =>
      rules.length === 0
        ? '这条忽略注释没有忽略任何问题，可以删掉。'
        : `这条忽略注释里的 ${listed.zh(rules)} 没有忽略任何问题，可以删掉。`,
    expired: (until: string) => `这条忽略注释已于 ${until} 到期，不再生效；删掉，或改写日期并说明理由。`,
    unknown: (rule: string, near?: string) =>
      `没有规则 ${rule}${near ? `，是不是 ${near}？` : '，用 koubo rules list 查看。'}`,
    badDate: (until: string) => `until 后面的 ${until} 不是日期，这条忽略注释不生效；写成 2026-12-31 这样。`,
    noReason: '这条忽略注释没写理由；写在 -- 后面。',
  },
  en: {
    titles: {
      'unused-suppression': 'suppression that is not needed',
      'expired-suppression': 'suppression that has expired',
      'invalid-suppression': 'suppression that is not understood',
      'missing-reason': 'suppression without a reason',
    },
    says: {
      'unused-suppression': 'The suppression silences nothing and can go.',
      'expired-suppression':
        'The suppression has expired and no longer holds: take it out, or give a new date and a reason.',
      'invalid-suppression': 'The suppression names a rule that does not exist, or a date that is none.',
      'missing-reason': 'The suppression must say why, after --.',
    },
    unused: (rules: readonly string[]) =>
      rules.length === 0
        ? 'this suppression silences nothing and can go'
        : `${listed.en(rules)} in this suppression silences nothing and can go`,
    expired: (until: string) =>
      `this suppression expired on ${until} and no longer holds: take it out, or give a new date and a reason`,
    unknown: (rule: string, near?: string) =>
      `unknown rule ${rule}${near ? `; did you mean ${near}?` : ', see koubo rules list'}`,
    badDate: (until: string) =>
      `${until} after "until" is no date, so this suppression does not hold; write 2026-12-31`,
    noReason: 'this suppression gives no reason; write it after --',
  },
} satisfies Record<Lang, unknown>;
