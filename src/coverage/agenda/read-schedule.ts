import { decodeText } from '../../web/decode-text.ts';
import type { EventDays } from '../event-days.ts';
import { assembleAgenda } from './assemble-agenda.ts';
import {
  type AgendaReading,
  type Findings,
  mostBytes,
  type ReadingOrder,
  refuseSchedule,
} from './reading.ts';

/** Where a schedule was found, and what for. */
export interface ScheduleSource {
  /** Its address or file. */
  readonly subject: string;
  /** The header as sent. */
  readonly contentType: string | null;
  /**
   * The event it is read for: its zone holds for times that have none, and its days bound what is taken. Null for a
   * schedule that is read for itself.
   */
  readonly readFor: EventDays | null;
}

/** The agenda in `body`; `begin` is called before its parser, which hostile text can send into minutes of work. */
export async function readSchedule(
  body: Uint8Array,
  { subject, contentType, readFor, begin }: ScheduleSource & { readonly begin: () => void },
): Promise<AgendaReading> {
  if (body.byteLength > mostBytes)
    return refuseSchedule(subject, { code: 'schedule-too-large', detail: `${body.byteLength} bytes` });
  const text = decodeText(body, { contentType });
  const form = recognise(text);
  if (typeof form === 'object') return refuseSchedule(subject, form);
  const read = await readerOf(form);
  begin();
  return assembleAgenda(read(text, { subject, readFor, mostEntries }), { subject, readFor });
}

const mostEntries = 10_000;

type Form = 'icalendar' | 'xml' | 'json';
type Reader = (text: string, order: ReadingOrder) => Findings;

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
