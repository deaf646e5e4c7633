import { isObject, objects, type Segment, segmentsBy } from './segment.js';

/**
 * Messages of recognisers that listen while people speak. A sentence is sent again and again until it is settled: only the
 * settled one counts, all others give no segment. Undefined: no such message. Milliseconds throughout.
 */
export function streamed(value: unknown): Segment[] | undefined {
  if (!isObject(value)) return undefined;
  return aliyunLive(value) ?? tencentLive(value) ?? xfyunLive(value) ?? funAsrLive(value) ?? unsettled(value);
}

type Json = Record<string, unknown>;

/** {header: {name: 'SentenceEnd'}, payload: {result, begin_time, time}}, or {header: {event}, payload: {output: {sentence}}} */
function aliyunLive({ header, payload }: Json): Segment[] | undefined {
  if (!isObject(header) || !(typeof header.name === 'string' || typeof header.event === 'string')) return undefined;
  const said = isObject(payload) ? payload : {};
  if (typeof header.name === 'string') {
    if (header.name !== 'SentenceEnd') return [];
    return segmentsBy([said], {
      text: ['result'],
      start: ['begin_time'],
      end: ['time'],
      unit: 1,
      confidence: ['confidence'],
    });
  }
  const sentence = isObject(said.output) ? said.output.sentence : undefined;
  if (!isObject(sentence)) return [];
  const settled = sentence.sentence_end ?? typeof sentence.end_time === 'number';
  if (settled !== true) return [];
  return segmentsBy([sentence], {
    text: ['text'],
    start: ['begin_time'],
    end: ['end_time'],
    unit: 1,
    speaker: ['speaker_id'],
  });
}

/** {voice_id, result: {slice_type: 2, start_time, end_time, voice_text_str}} */
function tencentLive({ voice_id: voice, result }: Json): Segment[] | undefined {
  if (isObject(result) && typeof result.voice_text_str === 'string') {
    if (result.slice_type !== undefined && result.slice_type !== 2) return [];
    return segmentsBy([result], { text: ['voice_text_str'], start: ['start_time'], end: ['end_time'], unit: 1 });
  }
  return typeof voice === 'string' ? [] : undefined;
}

/** {action: 'result', data: '{"cn": {"st": {"type": "0", "bg", "ed", "rt": [{"ws": [{"cw": [{"w", "rl"}]}]}]}}}'} */
function xfyunLive({ action, data }: Json): Segment[] | undefined {
  if (typeof action !== 'string') return undefined;
  if (action !== 'result' || typeof data !== 'string') return [];
  let inner: unknown;
  try {
    inner = JSON.parse(data);
  } catch {
    return [];
  }
  const st = isObject(inner) && isObject(inner.cn) ? inner.cn.st : undefined;
  if (!isObject(st) || String(st.type) !== '0') return [];
  const words = objects(st.rt)
    .flatMap((rt) => objects(rt.ws))
    .flatMap((ws) => objects(ws.cw).slice(0, 1));
  const speaker = words.map(({ rl }) => rl).find((rl) => rl !== undefined && String(rl) !== '0');
  const record = { text: words.map(({ w }) => (typeof w === 'string' ? w : '')).join(''), bg: st.bg, speaker };
  const end = Number(st.ed) > 0 ? st.ed : undefined;
  return segmentsBy([{ ...record, ed: end }], {
    text: ['text'],
    start: ['bg'],
    end: ['ed'],
    unit: 1,
    speaker: ['speaker'],
  });
}

/** {mode: '2pass-offline', text, stamp_sents: [{text_seg, punc, start, end}]}; `2pass-online` is said again later */
function funAsrLive({ mode, text, stamp_sents: sentences }: Json): Segment[] | undefined {
  if (typeof mode !== 'string' || typeof text !== 'string' || !/^(?:2pass-)?(?:on|off)line$/.test(mode))
    return undefined;
  if (mode === '2pass-online') return [];
  const stamped = objects(sentences).map((each) => ({
    ...each,
    text:
      typeof each.text_seg === 'string'
        ? each.text_seg.replace(/(?<=[\u3400-\u9fff]) +/gu, '') + (each.punc ?? '')
        : '',
  }));
  if (stamped.length === 0) return segmentsBy([{ text }], { text: ['text'], unit: 1 });
  return segmentsBy(stamped, { text: ['text'], start: ['start'], end: ['end'], unit: 1, speaker: ['spk'] });
}

/** Any record that says of itself that it is not the last word. */
function unsettled(value: Json): Segment[] | undefined {
  const open =
    [value.is_final, value.isFinal, value.final, value.definite].includes(false) ||
    value.partial === true ||
    value.type === 'partial' ||
    value.type === 'interim';
  return open ? [] : undefined;
}
