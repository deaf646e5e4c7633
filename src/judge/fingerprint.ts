/**
 * What stays the same when a script's lines move: the rule, the words hit and the sentence around them.
 * cyrb53, a public-domain 53-bit string hash: a fingerprint tells findings apart, it protects nothing.
 */
export function fingerprint(rule: string, words: string, sentence: string): string {
  return hash(`${rule}\n${words}\n${sentence.replace(/\s+/g, '')}`);
}

function hash(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    a = Math.imul(a ^ c, 2654435761);
    b = Math.imul(b ^ c, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (b >>> 0).toString(16).padStart(8, '0') + (a >>> 0).toString(16).padStart(8, '0');
}
