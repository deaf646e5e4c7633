/**
 * Why a sentence stays as it is.
 *
 * `encoding`: the file's encoding has no such character; `formula`: the cell is computed; `structure`: it cannot be
 * written here so that the file reads back as meant; `pace`: too long for the time of its cues; `worse`: the rules would
 * find as much or more than before; `overlap`: shares words with another change; `signed`: a signature would break.
 */
export type RefusalCode = 'encoding' | 'formula' | 'structure' | 'pace' | 'worse' | 'overlap' | 'signed';

export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly code: RefusalCode,
    /** the characters, the cell, the rules: what the sentence about it names */
    readonly what = '',
  ) {
    super(what === '' ? code : `${code}: ${what}`);
  }
}
