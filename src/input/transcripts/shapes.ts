import { isObject, objects, type Segment, segmentsBy } from './segment.js';
import { streamed } from './streaming.js';

/** A recogniser's kind of JSON: segments where the value has its shape, undefined where it has not. */
export interface Shape {
  name: string;
  segments(value: unknown): Segment[] | undefined;
}

type Json = Record<string, unknown>;

/** In the order tried: the most particular first. */
export const SHAPES: Shape[] = [
  { name: '实时转写', segments: streamed },
  { name: 'whisper.cpp', segments: whisperCpp },
  { name: 'Whisper', segments: whisper },
  { name: 'FunASR', segments: funAsr },
  { name: '讯飞', segments: xfyun },
  { name: '阿里云', segments: aliyun },
  { name: '通义听悟', segments: tingwu },
  { name: '腾讯云', segments: tencent },
  { name: '火山引擎', segments: volcano },
  { name: 'JSON', segments: plain },
];

/** {transcription: [{offsets: {from, to}, text}]}, milliseconds */
function whisperCpp(value: unknown): Segment[] | undefined {
  if (!isObject(value) || !Array.isArray(value.transcription)) return undefined;
  const records = objects(value.transcription).map((record) => ({
    ...(isObject(record.offsets) ? record.offsets : {}),
    ...record,
  }));
  return segmentsBy(records, { text: ['text'], start: ['from'], end: ['to'], unit: 1, speaker: ['speaker'] });
}

/** json and verbose_json: {text, segments: [{start, end, text, avg_logprob}]}, seconds; WhisperX adds speakers */
function whisper(value: unknown): Segment[] | undefined {
  if (!isObject(value) || !Array.isArray(value.segments)) return undefined;
  const records = objects(value.segments).map((record) => ({
    ...record,
    ...(typeof record.avg_logprob === 'number' ? { confidence: Math.exp(record.avg_logprob) } : {}),
  }));
  return segmentsBy(records, {
    text: ['text'],
    start: ['start'],
    end: ['end'],
    unit: 1000,
    speaker: ['speaker', 'speaker_id'],
    confidence: ['confidence'],
  });
}

/** [{key, text, sentence_info: [{text, start, end, spk}]}] or [{key, text, timestamp: [[from, to], …]}], milliseconds */
function funAsr(value: unknown): Segment[] | undefined {
  const results = isObject(value) ? [value] : objects(value);
  if (
    !results.some(
      (result) =>
        Array.isArray(result.sentence_info) || (typeof result.text === 'string' && isTimestamps(result.timestamp)),
    )
  )
    return undefined;
  return results.flatMap((result) => {
    if (Array.isArray(result.sentence_info)) {
      return segmentsBy(objects(result.sentence_info), {
        text: ['text', 'sentence'],
        start: ['start'],
        end: ['end'],
        unit: 1,
        speaker: ['spk', 'speaker'],
      });
    }
    const [first, last] = isTimestamps(result.timestamp) ? [result.timestamp[0], result.timestamp.at(-1)] : [];
    return segmentsBy([{ text: result.text, start: first?.[0], end: last?.[1] }], {
      text: ['text'],
      start: ['start'],
      end: ['end'],
      unit: 1,
    });
  });
}

const isTimestamps = (value: unknown): value is number[][] =>
  Array.isArray(value) && value.length > 0 && Array.isArray(value[0]);

/** Long-form transcription, both generations; results are JSON in strings, words in lattices. Milliseconds. */
function xfyun(value: unknown): Segment[] | undefined {
  const inner = unwrap(value);
  const old = objects(inner).filter((record) => typeof record.onebest === 'string');
  if (old.length > 0)
    return segmentsBy(old, { text: ['onebest'], start: ['bg'], end: ['ed'], unit: 1, speaker: ['speaker'] });
  if (!isObject(inner)) return undefined;
  const lattice = objects(inner.lattice ?? inner.lattice2);
  if (lattice.length === 0) return undefined;
  const records = lattice.flatMap((entry) => {
    const best = parsed(entry.json_1best);
    const st = isObject(best) && isObject(best.st) ? best.st : undefined;
    if (!st) return [];
    const words = objects(st.rt)
      .flatMap((rt) => objects(rt.ws))
      .map((ws) => objects(ws.cw)[0]?.w ?? '');
    return [{ text: words.join(''), start: st.bg, end: st.ed, speaker: entry.spk ?? st.rl }];
  });
  // Speaker 0 means that speakers were not told apart.
  for (const record of records) if (String(record.speaker) === '0') record.speaker = undefined;
  return segmentsBy(records, { text: ['text'], start: ['start'], end: ['end'], unit: 1, speaker: ['speaker'] });
}

function unwrap(value: unknown): unknown {
  let inner = parsed(value);
  for (const key of ['content', 'data', 'orderResult', 'result']) {
    if (isObject(inner) && inner[key] !== undefined && inner.lattice === undefined) inner = parsed(inner[key]);
  }
  return inner;
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

/** {Result: {Sentences: [{BeginTime, EndTime, Text, SpeakerId}]}} or {transcripts: [{sentences: [{begin_time, …}]}]}, milliseconds */
function aliyun(value: unknown): Segment[] | undefined {
  if (!isObject(value)) return undefined;
  const result = parsed(value.Result ?? value.result ?? value);
  const keys = {
    text: ['Text', 'text'],
    start: ['BeginTime', 'begin_time'],
    end: ['EndTime', 'end_time'],
    unit: 1,
    speaker: ['SpeakerId', 'speaker_id'],
    confidence: ['Confidence', 'confidence'],
  };
  if (isObject(result) && Array.isArray(result.Sentences))
    return segmentsBy(inTime(objects(result.Sentences), 'BeginTime'), keys);
  const transcripts = isObject(result) ? objects(result.transcripts) : [];
  if (transcripts.some((each) => Array.isArray(each.sentences))) {
    return segmentsBy(
      transcripts.flatMap((each) => objects(each.sentences)),
      keys,
    );
  }
  return undefined;
}

/** Channels of one recording come one after the other. */
const inTime = (records: Json[], key: string): Json[] =>
  [...records].sort((a, b) => Number(a[key] ?? 0) - Number(b[key] ?? 0));

/** {Transcription: {Paragraphs: [{SpeakerId, Words: [{Start, End, Text, SentenceId}]}]}}, milliseconds */
function tingwu(value: unknown): Segment[] | undefined {
  const root = isObject(value) ? (value.Transcription ?? value) : undefined;
  if (!isObject(root) || !Array.isArray(root.Paragraphs)) return undefined;
  const records = objects(root.Paragraphs).map((paragraph) => {
    const words = objects(paragraph.Words);
    return {
      text: words.map((word) => (typeof word.Text === 'string' ? word.Text : '')).join(''),
      start: words[0]?.Start,
      end: words.at(-1)?.End,
      speaker: paragraph.SpeakerId,
    };
  });
  return segmentsBy(records, { text: ['text'], start: ['start'], end: ['end'], unit: 1, speaker: ['speaker'] });
}

/** {Data: {ResultDetail: [{FinalSentence, StartMs, EndMs, SpeakerId}]}}, or Result: "[0:1.020,0:3.000,0]  text\n…" */
function tencent(value: unknown): Segment[] | undefined {
  let data: unknown = value;
  for (const key of ['Response', 'Data']) if (isObject(data) && isObject(data[key])) data = data[key];
  if (!isObject(data)) return undefined;
  if (Array.isArray(data.ResultDetail) && data.ResultDetail.length > 0) {
    return segmentsBy(objects(data.ResultDetail), {
      text: ['FinalSentence'],
      start: ['StartMs'],
      end: ['EndMs'],
      unit: 1,
      speaker: ['SpeakerId'],
    });
  }
  if (typeof data.Result !== 'string') return undefined;
  const lines = [...data.Result.matchAll(/\[(\d+):(\d+(?:\.\d+)?),(\d+):(\d+(?:\.\d+)?)(?:,(\d+))?\]\s*([^\n[]+)/g)];
  if (lines.length === 0) return undefined;
  return lines.map(([, fromMinute, from, toMinute, to, speaker, text]) => ({
    text: text!.trim(),
    start: Math.round((Number(fromMinute) * 60 + Number(from)) * 1000),
    end: Math.round((Number(toMinute) * 60 + Number(to)) * 1000),
    ...(speaker === undefined ? {} : { speaker }),
  }));
}

/** {result: {utterances: [{text, start_time, end_time, additions: {speaker}}]}}, milliseconds */
function volcano(value: unknown): Segment[] | undefined {
  const result = isObject(value)
    ? isObject(value.result)
      ? value.result
      : isObject(value.resp)
        ? value.resp
        : value
    : undefined;
  if (!result || !Array.isArray(result.utterances)) return undefined;
  // What is not definite is sent again.
  const settled = objects(result.utterances).filter(({ definite }) => definite !== false);
  const records = settled.map((record) => ({
    ...(isObject(record.additions) ? record.additions : {}),
    ...record,
  }));
  return segmentsBy(records, {
    text: ['text'],
    start: ['start_time'],
    end: ['end_time'],
    unit: 1,
    speaker: ['speaker'],
    confidence: ['confidence'],
  });
}

const PLAIN_TEXT = ['text', 'sentence', 'content', 'transcript', 'utterance'];

/** A list of records with text, or one such record: `{text, start, end, speaker}`, seconds; `*_ms` and `*_time` milliseconds. */
function plain(value: unknown): Segment[] | undefined {
  const list = Array.isArray(value)
    ? value
    : isObject(value)
      ? (Object.values(value).find((each) => Array.isArray(each) && objects(each).some(hasText)) ?? [value])
      : [];
  const records = objects(list).filter(hasText);
  if (records.length === 0) return undefined;
  const ms = segmentsBy(records, {
    text: PLAIN_TEXT,
    start: ['start_ms', 'begin_ms', 'start_time', 'begin_time', 'startTime', 'beginTime'],
    end: ['end_ms', 'end_time', 'endTime'],
    unit: 1,
    speaker: ['speaker', 'spk', 'role', 'speaker_id', 'name'],
    confidence: ['confidence', 'score'],
  });
  const seconds = segmentsBy(records, {
    text: PLAIN_TEXT,
    start: ['start', 'begin', 'time'],
    end: ['end'],
    unit: 1000,
  });
  return ms.map((segment, at) => ({ ...seconds[at], ...segment }));
}

const hasText = (record: Json): boolean => PLAIN_TEXT.some((key) => typeof record[key] === 'string');
