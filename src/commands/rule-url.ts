/** Where a rule's page is; findings carry it as a link. */
export function ruleUrl(_id: string): string | undefined {
  return undefined;
}
