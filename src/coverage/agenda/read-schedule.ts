import { second } from '../../base/instant.ts';
import { decodeText } from '../../web/decode-text.ts';
import type { EventDays } from '../event-days.ts';
import { assembleAgenda } from './assemble-agenda.ts';
import { runWithin } from './deadline.ts';
import { type AgendaReading, errorAt, type Findings, nowhere } from './reading.ts';

/**
 * The agenda in a schedule: iCalendar, the schedule.xml of frab and its kin, or the schedule.json of c3voc and pretalx.
 * `from.subject` is its address or file, and `readFor` the event it is read for: its zone holds for times that have none,
 * and its days bound what is taken. Hostile text is stopped after three seconds.
 */
export async function readSchedule(
  body: Uint8Array,
  from: { readonly subject: string; readonly contentType: string | null; readonly readFor: EventDays | null },
): Promise<AgendaReading> {
  const { subject, readFor } = from;
  if (body.byteLength > mostBytes) return refuse(subject, 'schedule-too-large', `${body.byteLength} bytes`);
  const text = decodeText(body, from);
  const form = recognise(text);
  if (typeof form === 'object') return refuse(subject, form.code, form.detail);
  const read = await readerOf(form);
  const reading = runWithin(deadline, () =>
    assembleAgenda(read(text, { subject, readFor, mostEntries }), { subject, readFor }),
  );
  return reading.finished ? reading.value : refuse(subject, 'schedule-too-slow-to-parse');
}

/** As much as the door to the web takes of a schedule; the largest known, of 1,000 talks, has 3 MB. */
export const mostBytes = 10_000_000;

const mostEntries = 10_000;
const deadline = 3 * second;

type Form = 'icalendar' | 'xml' | 'json';
type Reader = (
  text: string,
  of: { readonly subject: string; readonly readFor: EventDays | null; readonly mostEntries: number },
) => Findings;

/** Each parser is loaded only for its own form: most events have one schedule, in one. */
async function readerOf(form: Form): Promise<Reader> {
  switch (form) {
    case 'icalendar':
      return (await import('./icalendar/read-icalendar.ts')).readIcalendar;
    case 'xml':
      return (await import('./conference/read-schedule-xml.ts')).readScheduleXml;
    case 'json':
      return (await import('./conference/read-schedule-json.ts')).readScheduleJson;
  }
}

type Refused = {
  readonly code: 'schedule-empty' | 'schedule-is-html' | 'schedule-not-understood';
  readonly detail?: string;
};

/** Told by how it begins, since servers send every form under every type. */
function recognise(text: string): Form | Refused {
  const head = text.slice(0, 4000).trimStart();
  if (head === '') return { code: 'schedule-empty' };
  if (/^BEGIN:/i.test(head)) return 'icalendar';
  if (head.startsWith('{') || head.startsWith('[')) return 'json';
  if (/<!doctype[^>]*\[/i.test(head))
    return { code: 'schedule-not-understood', detail: 'it defines entities of its own (DOCTYPE)' };
  if (/^(?:<\?xml[^>]*>\s*|<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]/i.test(head))
    return {
      code: 'schedule-is-html',
      detail: /<title[^>]*>([^<]{0,200})/i.exec(head)?.[1]?.trim() ?? 'it has no title',
    };
  if (head.startsWith('<')) return 'xml';
  return {
    code: 'schedule-not-understood',
    detail: `it begins with “${head.slice(0, 40).split(/[\r\n]/, 1)[0]}”`,
  };
}

function refuse(
  subject: string,
  code: Parameters<typeof errorAt>[1]['code'],
  detail?: string,
): AgendaReading {
  const about = detail === undefined ? { code, subject } : { code, subject, detail };
  return { agenda: null, problems: [errorAt(nowhere, about)] };
}
