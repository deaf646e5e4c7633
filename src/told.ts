/** What was told of hits met before. Where the same text is said again, only places and speakers are others. */
import type { Judged } from './judge/judge.js';
import type { Placed } from './judge/session.js';
import type { Finding, Script, Utterance } from './model.js';

interface Kept {
  hits: readonly Judged[];
  /** offsets are from the start of the utterance */
  findings: readonly Finding[];
}

/** The findings of hits, as long as what was judged is remembered (`Heard`). Findings of the same hits share their lists. */
export class Told {
  private readonly kept = new WeakMap<Judged, Kept>();

  /** The findings of these hits of one utterance, where they were told before. */
  again(placed: readonly Placed[]): Finding[] | undefined {
    const { judged: first, frame, script } = placed[0] as Placed;
    const kept = this.kept.get(first);
    if (!kept || kept.hits.length !== placed.length) return undefined;
    for (let i = 0; i < placed.length; i++) if (kept.hits[i] !== placed[i]?.judged) return undefined;
    return kept.findings.map((finding) => at(finding, script, frame.utterance));
  }

  /** Keeps what was told of these hits of one utterance. */
  keep(placed: readonly Placed[], findings: readonly Finding[]): void {
    const { judged: first, frame, script } = placed[0] as Placed;
    const by = -(frame.utterance.start + script.part.offset);
    const relative = findings.map((finding) => {
      const { speaker: _, ...told } = finding;
      move(told, by);
      return told;
    });
    this.kept.set(first, { hits: placed.map(({ judged }) => judged), findings: relative });
  }
}

function at(finding: Finding, script: Script, { start, speaker }: Utterance): Finding {
  const { span } = finding;
  const found = { ...finding };
  move(found, start + script.part.offset);
  found.path = script.path;
  found.start = script.locate(start + span.start);
  found.end = script.locate(start + span.end);
  if (speaker !== undefined) found.speaker = speaker;
  return found;
}

/** Gives a finding spans of its own, farther on. */
function move(finding: Finding, by: number): void {
  const { span, sentence, also } = finding;
  finding.span = { start: span.start + by, end: span.end + by };
  finding.sentence = { start: sentence.start + by, end: sentence.end + by, text: sentence.text };
  finding.also = also.map((hit) => ({ ...hit, span: { start: hit.span.start + by, end: hit.span.end + by } }));
}
