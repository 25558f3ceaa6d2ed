import { type Wording, words } from './language.ts';

/** Russian. */
export const ru: Wording = {
  language: 'ru',
  direction: 'ltr',
  spaced: true,
  marks: { open: '«', close: '»' },
  otherMarks: { open: '„', close: '“' },
  attributionDash: '— ',
  roleSeparator: ', ',
  liveLabel: 'Прямой эфир: ',
  recordingLabels: { video: 'Видео: ', audio: 'Аудио: ' },
  digestTitle: 'Коротко:',
  fullStop: '.',
  quoteStop: '.',
  moments: {
    announcement: [
      '{title}, {place}',
      'Следите здесь: {dates}.',
      'Не больше {pace} тредов в час. Не для вас? Скройте {tag} или этот аккаунт.',
    ],
    opening: ['{title}, {place}, {dates}', 'Что мы сообщаем, тред за тредом: {links}'],
    'day-opening': ['{title}: {day}', '{programme}', '{link}'],
    'starting-soon': ['Начало в {time}: {session}', '{speakers}', '{room}', 'Трансляция: {stream}'],
    'session-opener': ['Сейчас: {session}', '{speakers}', '{time}, {room}', 'Трансляция: {stream}'],
    'day-wrap-up': ['{title}: {day} вкратце', '{stories}', '{links}'],
    closing: ['{title}: на этом наше освещение завершено.', 'Спасибо, что читали.', '{link}'],
    correction: 'Исправление',
    changes: {
      moved: 'Новое время: {time}',
      renamed: 'Новое название: {session}',
      relocated: 'Новый зал: {room}',
      added: 'Добавлено: {session}, {time}',
      cancelled: 'Отменено: {session}',
    },
    threads: { one: 'Тредов: 1', many: 'Тредов: {count}' },
    continued: '{title}, продолжение. Начало: {link}',
    goesOn: 'Продолжение треда: {link}',
  },
  conjunctions: ['и', 'или', 'и/или', 'а также'],
  anaphors: words(`
    он она оно они его её ее их это этот эта эти тот та те то там такой такая такие оба обе этого этому
    этим
  `),
  abbreviations: words(`
    гг г-н г-жа гр д-р проф акад ген полк кап им ст стр рис см т.е др пр млн млрд тыс руб долл ул ок
    напр
  `),
};
