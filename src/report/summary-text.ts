import type { Messages } from '../messages/index.js';
import type { Finding } from '../model.js';

/** The first rewrite in one line, with its kind; undefined where there is none. */
export function firstRewrite(finding: Finding, m: Messages): string | undefined {
  const rewrite = finding.verdict === 'exempt' ? undefined : finding.rewrites[0];
  if (!rewrite) return undefined;
  const what = rewrite.kind === 'needs-fact' ? m.report.fill(rewrite.slots) : m.kind[rewrite.kind];
  return `${m.report.say(what)}${m.colon}${rewrite.text.trim() || m.report.leaveOut}`;
}

/** Articles in one line. */
export function lawText(finding: Finding, m: Messages): string {
  return m.list(finding.basis.map((b) => `${b.title} ${b.id}${m.basisStatus[b.status]}`));
}

/** What, why and what to say instead, a line each: for consumers with one text field. */
export function fullMessage(finding: Finding, m: Messages): string {
  const quoted = finding.message.includes(finding.text) ? '' : `${m.quote(finding.text)} `;
  const lines = [`${m.verdict[finding.verdict]}${m.colon}${quoted}${finding.message}`];
  if (finding.missing.length > 0) lines.push(m.report.missing(finding.missing));
  if (finding.basis.length > 0) lines.push(`${m.report.basis}${m.colon}${lawText(finding, m)}`);
  const rewrite = firstRewrite(finding, m);
  if (rewrite) lines.push(rewrite);
  return lines.join('\n');
}
