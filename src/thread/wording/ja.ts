import { type Wording, words } from './language.ts';

/** Japanese: a quote closes without a full stop. */
export const ja: Wording = {
  language: 'ja',
  direction: 'ltr',
  spaced: false,
  marks: { open: '「', close: '」' },
  otherMarks: { open: '『', close: '』' },
  attributionDash: '― ',
  roleSeparator: '、',
  liveLabel: 'ライブ：',
  recordingLabels: { video: '動画：', audio: '音声：' },
  digestTitle: '短信：',
  fullStop: '。',
  quoteStop: '',
  moments: {
    announcement: [
      '{title}、{place}',
      'ここでライブ：{dates}。',
      '1時間に最大{pace}スレッド。不要な方は{tag}またはこのアカウントをミュートしてください。',
    ],
    opening: ['{title}、{place}、{dates}', 'スレッド一覧： {links}'],
    'day-opening': ['{title}：{day}', '{programme}', '{link}'],
    'starting-soon': ['{time}開始：{session}', '{speakers}', '{room}', '視聴：{stream}'],
    'session-opener': ['開始：{session}', '{speakers}', '{time}、{room}', '視聴：{stream}'],
    'day-wrap-up': ['{title}：{day}のまとめ', '{stories}', '{links}'],
    closing: ['{title}：報道はここまでです。', 'お読みいただきありがとうございました。', '{link}'],
    correction: '訂正',
    changes: {
      moved: '新しい時刻：{time}',
      renamed: '新しい題名：{session}',
      relocated: '新しい会場：{room}',
      added: '追加：{session}、{time}',
      cancelled: '中止：{session}',
    },
    threads: { one: 'スレッド：1', many: 'スレッド：{count}' },
    continued: '{title}、続き。最初：{link}',
    goesOn: '続きはこちら：{link}',
  },
  conjunctions: ['および', '及び', 'または', '並びに', 'そして'],
  anaphors: words('これ それ あれ この その あの 彼 彼女 同氏 両者 ここ そこ そうした'),
  abbreviations: [],
};
