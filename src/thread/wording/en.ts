import { type Wording, words } from './language.ts';

/** English. */
export const en: Wording = {
  language: 'en',
  direction: 'ltr',
  spaced: true,
  marks: { open: '“', close: '”' },
  otherMarks: { open: '‘', close: '’' },
  attributionDash: '— ',
  roleSeparator: ', ',
  liveLabel: 'Live: ',
  recordingLabels: { video: 'Video: ', audio: 'Audio: ' },
  digestTitle: 'In brief:',
  fullStop: '.',
  quoteStop: '.',
  moments: {
    announcement: [
      '{title}, {place}',
      'Live here: {dates}.',
      'At most {pace} threads an hour. Not for you? Mute {tag} or this account.',
    ],
    opening: ['{title}, {place}, {dates}', 'What we report, thread by thread: {links}'],
    'day-opening': ['{title}: {day}', '{programme}', '{link}'],
    'starting-soon': ['Starting at {time}: {session}', '{speakers}', '{room}', 'Watch: {stream}'],
    'session-opener': ['Now: {session}', '{speakers}', '{time}, {room}', 'Watch: {stream}'],
    'day-wrap-up': ['{title}: {day} in short', '{stories}', '{links}'],
    closing: ['{title}: our coverage ends here.', 'Thank you for reading.', '{link}'],
    correction: 'Correction',
    changes: {
      moved: 'New time: {time}',
      renamed: 'New title: {session}',
      relocated: 'New room: {room}',
      added: 'Added: {session}, {time}',
      cancelled: 'Cancelled: {session}',
    },
    threads: { one: '1 thread', many: '{count} threads' },
    continued: '{title}, continued. How it began: {link}',
    goesOn: 'This thread goes on here: {link}',
  },
  conjunctions: ['and', 'or', 'and/or', 'as well as'],
  anaphors: words(`
    it its he his him she her they their them this that these those such both here there
  `),
  abbreviations: words(`
    Mr Mrs Ms Mx Dr Prof St Sr Jr Messrs Mses Hon Rev Fr Amb Gen Lt Col Maj Capt Cmdr Adm Brig Sgt Cpl
    Pvt Gov Sen Rep Pres No Nos Art Res para pp vs approx ca cf Inc Ltd Co Corp Dept Jan Feb Mar Apr Jun
    Jul Aug Sep Sept Oct Nov Dec i.e e.g
  `),
};
