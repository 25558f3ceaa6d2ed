import { gendered, type Language, words } from '../language.ts';

/** Japanese. */
export const japanese: Language = {
  tag: 'ja',
  script: 'unspaced',
  cues: words(
    '述べ 述べた 語っ 語った 話し 話した 言っ 言った 言い 指摘 強調 説明 訴え 訴えた 明らか 答え 答えた 発言 警告 表明 コメント 批判 主張',
  ),
  thoughts: words('主張'),
  participles: words('述べて'),
  accordingTo: ['によると', 'によれば'],
  fillers: words('また さらに そして 続けて 同日 日 で に も'),
  openers: words('また'),
  coordinators: words('と や'),
  pronouns: gendered({ male: '彼', female: '彼女', plural: '彼ら', self: '私 我々' }),
  determiners: words('この その ある'),
  articles: words('この その ある'),
  definites: words(''),
  topicParticles: words('は が'),
  prepositions: words('へ から'),
  clauseOpeners: words('が は を'),
  relatives: words('という'),
  honorifics: gendered({ any: '氏 さん 様 君' }),
  titles: gendered({
    any: '事務総長 事務次長 大臣 首相 大統領 議長 報道官 大使 代表 局長 教授 専門家 将軍 市長 議員 外相 社長 会長 長官 知事 監督 委員長 次長 部長',
  }),
  institutions: words('国連 政府 委員会 会社 大学 警察'),
  works: words('映画 本 小説 曲 雑誌'),
  particles: words('・'),
  calendar: words('月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日'),
  abbreviations: words('・'),
  verbs: /./u,
};
