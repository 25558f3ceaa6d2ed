import { gendered, type Language, words } from '../language.ts';

/** Chinese. */
export const chinese: Language = {
  tag: 'zh',
  script: 'unspaced',
  cues: words(
    '说 表示 指出 称 强调 补充 补充说 写道 问 问道 回答 认为 宣布 警告 呼吁 解释 说道 透露 坦言 感叹 說 稱 強調 補充 寫道 問 認為 宣佈 呼籲 解釋',
  ),
  thoughts: words('认为 認為'),
  participles: words('补充道'),
  accordingTo: ['据', '根据', '按照'],
  fillers: words('还 也 则 又 曾 并 随后 此外 同时 接着 在 日 周 對 对 记者 還 則 隨後'),
  openers: words('在'),
  coordinators: words('和 与 及 但 而'),
  pronouns: gendered({
    male: '他',
    female: '她',
    plural: '他们 她们 他們',
    thing: '它',
    self: '我 我们 我們',
  }),
  determiners: words('这 这位 该 一位 一名 這位'),
  articles: words('这位 该 一位 一名'),
  definites: words(''),
  prepositions: words('在 对 向 从 就 为 與 於'),
  clauseOpeners: words('但 而 因为 如果 当'),
  relatives: words('的'),
  honorifics: gendered({ male: '先生', female: '女士 小姐' }),
  titles: gendered({
    any: `秘书长 副秘书长 部长 总统 主席 总理 主任 发言人 大使 代表 局长 教授 专家 将军 市长 议员 外长 首相 特使 司令 专员 总干事 秘書長 副秘書長 部長
      總統 總理 發言人 專家 將軍 市長 議員 外長`,
  }),
  institutions: words('联合国 政府 委员会 公司 大学 警方 聯合國'),
  works: words('电影 书 小说 歌曲 杂志'),
  particles: words('·'),
  calendar: words('星期一 星期二 星期三 星期四 星期五 星期六 星期日 周一 周二 周三 周四 周五'),
  abbreviations: words('·'),
  verbs: /./u,
};
