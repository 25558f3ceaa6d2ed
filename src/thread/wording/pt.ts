import { type Wording, words } from './language.ts';

/** Portuguese, as written in Brazil and by the United Nations. */
export const pt: Wording = {
  language: 'pt',
  direction: 'ltr',
  spaced: true,
  marks: { open: '“', close: '”' },
  otherMarks: { open: '‘', close: '’' },
  attributionDash: '— ',
  roleSeparator: ', ',
  liveLabel: 'Ao vivo: ',
  recordingLabels: { video: 'Vídeo: ', audio: 'Áudio: ' },
  digestTitle: 'Em síntese:',
  fullStop: '.',
  quoteStop: '.',
  moments: {
    announcement: [
      '{title}, {place}',
      'Ao vivo aqui: {dates}.',
      'No máximo {pace} fios por hora. Não é para si? Silencie {tag} ou esta conta.',
    ],
    opening: ['{title}, {place}, {dates}', 'A nossa cobertura, fio a fio: {links}'],
    'day-opening': ['{title}: {day}', '{programme}', '{link}'],
    'starting-soon': ['Começa às {time}: {session}', '{speakers}', '{room}', 'Ao vivo: {stream}'],
    'session-opener': ['Agora: {session}', '{speakers}', '{time}, {room}', 'Ao vivo: {stream}'],
    'day-wrap-up': ['{title}: {day} em resumo', '{stories}', '{links}'],
    closing: ['{title}: a nossa cobertura termina aqui.', 'Obrigado pela leitura.', '{link}'],
    correction: 'Correção',
    changes: {
      moved: 'Nova hora: {time}',
      renamed: 'Novo título: {session}',
      relocated: 'Nova sala: {room}',
      added: 'Acrescentado: {session}, {time}',
      cancelled: 'Cancelado: {session}',
    },
    threads: { one: '1 fio', many: '{count} fios' },
    continued: '{title}, continuação. O início: {link}',
    goesOn: 'Este fio continua aqui: {link}',
  },
  conjunctions: ['e', 'ou', 'e/ou', 'bem como'],
  anaphors: words(`
    ele ela eles elas isto isso aquilo este esta estes estas esse essa esses essas aquele aquela seu sua
    seus suas ambos ambas tal
  `),
  abbreviations: words(`
    Sr Sra Srta Srs Dr Dra Prof Profa Gen Cel Cap Ten Eng Exmo Exma Art nº pág págs aprox Sto Sta Pe Gal
  `),
};

/** Portuguese as written in Portugal. */
export const ptPT: Wording = {
  ...pt,
  language: 'pt-PT',
  marks: { open: '«', close: '»' },
  otherMarks: { open: '“', close: '”' },
};
