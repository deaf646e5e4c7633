/** How long a verdict holds: evidence and suppressions expire, rules come into force. Days are ISO dates, compared as text. */
interface Dated {
  evidence: readonly { validUntil?: string; validFrom?: string }[];
  /** last days of suppressions */
  untils: Iterable<string>;
  /** days from which rules hold */
  since: readonly string[];
}

/** The last day on which nothing of this has changed since `today`; '' where nothing ever will. */
export function lastDay(today: string, { evidence, untils, since }: Dated): string {
  const ends: string[] = [];
  for (const { validUntil, validFrom } of evidence) {
    if (validUntil && validUntil >= today) ends.push(validUntil);
    if (validFrom && validFrom > today) ends.push(dayBefore(validFrom) ?? today);
  }
  for (const until of untils) if (until >= today) ends.push(until);
  for (const day of since) if (day > today) ends.push(dayBefore(day) ?? today);
  return ends.reduce((first, day) => (first === '' || day < first ? day : first), '');
}

/** Whether what was found on the day `made` is found `today`, too. A clock that was put back proves nothing. */
export function holds({ made, through }: { made: string; through: string }, today: string): boolean {
  return made <= today && (through === '' || today <= through);
}

function dayBefore(day: string): string | undefined {
  const time = Date.parse(`${day.slice(0, 10)}T00:00:00Z`) - 86_400_000;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10);
}
