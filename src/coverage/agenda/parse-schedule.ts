import { extname } from 'node:path';
import { second } from '../../base/instant.ts';
import { readingThread } from '../../base/reading-thread.ts';
import type { ScheduleSource } from './read-schedule.ts';
import { type AgendaReading, refuseSchedule } from './reading.ts';

/**
 * The agenda in a schedule: iCalendar, the schedule.xml of frab and its kin, or the schedule.json of c3voc and pretalx. It
 * is read on another thread, so that nobody waits for a hostile one, and given up when it takes longer than three seconds.
 */
export async function parseSchedule(
  body: Uint8Array,
  { subject, contentType, readFor }: ScheduleSource,
): Promise<AgendaReading> {
  const days = readFor && { zone: readFor.zone, firstDay: readFor.firstDay, lastDay: readFor.lastDay };
  const from: ScheduleSource = { subject, contentType, readFor: days };
  const read = await readingThread.read<AgendaReading>({ body, from, reader, patience: 3 * second });
  switch (read.state) {
    case 'read':
      return read.reading;
    case 'stuck':
      return refuseSchedule(subject, { code: 'schedule-too-slow-to-parse' });
    case 'broken':
      return refuseSchedule(subject, { code: 'schedule-not-understood', detail: read.detail });
  }
}

// Beside this file, compiled or not.
const module = new URL(`read-schedule${extname(import.meta.url)}`, import.meta.url).href;
const reader = { module, name: 'readSchedule' };
