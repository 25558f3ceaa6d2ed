import { type Wording, words } from './language.ts';

/** Chinese in simplified characters. */
export const zh: Wording = {
  language: 'zh',
  direction: 'ltr',
  spaced: false,
  marks: { open: '“', close: '”' },
  otherMarks: { open: '‘', close: '’' },
  attributionDash: '——',
  roleSeparator: '，',
  recordingLabels: { video: '视频：', audio: '音频：' },
  digestTitle: '简讯：',
  fullStop: '。',
  quoteStop: '。',
  moments: {
    announcement: [
      '{title}，{place}',
      '在此直播：{dates}。',
      '每小时最多 {pace} 条讨论串。不感兴趣？可屏蔽 {tag} 或本账号。',
    ],
    opening: ['{title}，{place}，{dates}', '我们的报道： {links}'],
    'day-opening': ['{title}：{day}', '{programme}', '{link}'],
    'starting-soon': ['{time} 开始：{session}', '{speakers}', '{room}', '观看：{stream}'],
    'session-opener': ['现在：{session}', '{speakers}', '{time}，{room}', '观看：{stream}'],
    'day-wrap-up': ['{title}：{day}简报', '{stories}', '{links}'],
    closing: ['{title}：我们的报道到此结束。', '感谢阅读。', '{link}'],
    correction: '更正',
    changes: {
      moved: '新时间：{time}',
      renamed: '新标题：{session}',
      relocated: '新会场：{room}',
      added: '新增：{session}，{time}',
      cancelled: '取消：{session}',
    },
    threads: { one: '报道：1', many: '报道：{count}' },
    continued: '{title}，续。开头：{link}',
    goesOn: '后续在此：{link}',
  },
  conjunctions: ['和', '及', '以及', '或', '并'],
  anaphors: words('它 他 她 其 这 那 此 该 双方'),
  abbreviations: [],
};

/** Chinese in traditional characters. */
export const zhHant: Wording = {
  ...zh,
  language: 'zh-Hant',
  marks: { open: '「', close: '」' },
  otherMarks: { open: '『', close: '』' },
  recordingLabels: { video: '影片：', audio: '音訊：' },
  digestTitle: '要聞摘要：',
  moments: {
    announcement: [
      '{title}，{place}',
      '在此直播：{dates}。',
      '每小時最多 {pace} 則討論串。不感興趣？可靜音 {tag} 或本帳號。',
    ],
    opening: ['{title}，{place}，{dates}', '我們的報導： {links}'],
    'day-opening': ['{title}：{day}', '{programme}', '{link}'],
    'starting-soon': ['{time} 開始：{session}', '{speakers}', '{room}', '觀看：{stream}'],
    'session-opener': ['現在：{session}', '{speakers}', '{time}，{room}', '觀看：{stream}'],
    'day-wrap-up': ['{title}：{day}簡報', '{stories}', '{links}'],
    closing: ['{title}：我們的報導到此結束。', '感謝閱讀。', '{link}'],
    correction: '更正',
    changes: {
      moved: '新時間：{time}',
      renamed: '新標題：{session}',
      relocated: '新會場：{room}',
      added: '新增：{session}，{time}',
      cancelled: '取消：{session}',
    },
    threads: { one: '報導：1', many: '報導：{count}' },
    continued: '{title}，續。開頭：{link}',
    goesOn: '后續在此：{link}',
  },
  conjunctions: ['和', '及', '以及', '或', '並'],
  anaphors: words('它 他 她 其 這 那 此 該 雙方'),
};
