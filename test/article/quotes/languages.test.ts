import { describe, expect, test } from 'vitest';
import { languages } from '../../../src/article/quotes/languages.ts';
import { type Reading, readStatements } from './readings.ts';

interface Case {
  readonly difficulty: string;
  readonly text: string;
  readonly expected: readonly Reading[];
}

const cases: Readonly<Record<string, readonly Case[]>> = {
  fr: [
    {
      difficulty: 'the inverted pronoun for a woman named before',
      text: 'La ministre Inès Calas est arrivée. « Nous ne partirons pas sans eux », a-t-elle déclaré.',
      expected: [['Nous ne partirons pas sans eux', 'Inès Calas', 'ministre']],
    },
    {
      difficulty: 'a spokesman without a name',
      text: '« Nous ne partirons pas sans eux », a expliqué un porte-parole du ministère.',
      expected: [['Nous ne partirons pas sans eux', 'un porte-parole du ministère', null]],
    },
    {
      difficulty: 'the verb with its auxiliary before the name',
      text: '« Il nous faut des avions et des équipages », a déclaré Amara Lima, directrice de la logistique.',
      expected: [['Il nous faut des avions et des équipages', 'Amara Lima', 'directrice de la logistique']],
    },
    {
      difficulty: 'a surname after an abbreviated honorific',
      text: 'Le ministre Jean Corvel est arrivé. M. Corvel a ajouté : « Nous ne partirons pas sans eux. »',
      expected: [['Nous ne partirons pas sans eux.', 'Jean Corvel', 'ministre']],
    },
    {
      difficulty: 'a source named by selon',
      text: 'Selon la ministre Inès Calas, « le budget suit le courage des gouvernements ».',
      expected: [['le budget suit le courage des gouvernements', 'Inès Calas', 'ministre']],
    },
  ],
  es: [
    {
      difficulty: 'a lead-in with a colon and a pronoun after it',
      text: 'La ministra Inés Calatrava llegó tarde. «No es caridad de nadie, es un plan», dijo ella.',
      expected: [['No es caridad de nadie, es un plan', 'Inés Calatrava', 'ministra']],
    },
    {
      difficulty: 'an inverted question mark and the office after the name',
      text: '«¿Quién va a volar esos aviones si nadie los paga?», preguntó Amara Lima, secretaria de Logística.',
      expected: [
        ['¿Quién va a volar esos aviones si nadie los paga?', 'Amara Lima', 'secretaria de Logística'],
      ],
    },
    {
      difficulty: 'a noun phrase for the minister named before',
      text: 'La ministra Inés Calatrava viajó a Puerto Selva. «Lo diré las veces que haga falta», añadió la ministra.',
      expected: [['Lo diré las veces que haga falta', 'Inés Calatrava', 'ministra']],
    },
    {
      difficulty: 'dashes around the attribution inside the marks',
      text: 'Habló Inés Calatrava. «No es caridad de nadie —dijo la ministra Inés Calatrava—. Es un plan con fechas».',
      expected: [
        ['No es caridad de nadie', 'Inés Calatrava', 'ministra'],
        ['Es un plan con fechas', 'Inés Calatrava', 'ministra'],
      ],
    },
  ],
  pt: [
    {
      difficulty: 'a lead-in with a colon',
      text: 'A ministra Inês Calado afirmou: “Não vamos embora sem eles.”',
      expected: [['Não vamos embora sem eles.', 'Inês Calado', 'ministra']],
    },
    {
      difficulty: 'the office before the name',
      text: '“Precisamos de aviões e de tripulações”, disse a ministra Inês Calado.',
      expected: [['Precisamos de aviões e de tripulações', 'Inês Calado', 'ministra']],
    },
    {
      difficulty: 'a source named by segundo',
      text: 'Segundo o diretor João Prata, “o plano precisa de datas e de dinheiro”.',
      expected: [['o plano precisa de datas e de dinheiro', 'João Prata', 'diretor']],
    },
  ],
  it: [
    {
      difficulty: 'a source named by secondo',
      text: 'Secondo il ministro Carlo Berti, «il piano ha bisogno di date e di soldi».',
      expected: [['il piano ha bisogno di date e di soldi', 'Carlo Berti', 'ministro']],
    },
    {
      difficulty: 'the auxiliary before the verb of speech',
      text: '«Abbiamo bisogno di aerei e di equipaggi», ha detto il ministro Carlo Berti.',
      expected: [['Abbiamo bisogno di aerei e di equipaggi', 'Carlo Berti', 'ministro']],
    },
    {
      difficulty: 'a lead-in with a colon',
      text: 'Carlo Berti, direttore della logistica, ha aggiunto: «Non è carità, è un piano».',
      expected: [['Non è carità, è un piano', 'Carlo Berti', 'direttore della logistica']],
    },
  ],
  sv: [
    {
      difficulty: 'a lead-in with a colon',
      text: 'Ministern Maria Lund sade: ”Vi har väntat länge nog på detta.”',
      expected: [['Vi har väntat länge nog på detta.', 'Maria Lund', 'Ministern']],
    },
    {
      difficulty: 'right marks on both sides and a definite office before the name',
      text: '”Vi ber inte om välgörenhet, vi ber om en plan”, sade logistikchefen Amara Lima.',
      expected: [['Vi ber inte om välgörenhet, vi ber om en plan', 'Amara Lima', 'logistikchefen']],
    },
    {
      difficulty: 'the pronoun hon for a woman named before',
      text: 'Statsminister Maria Lund kom sent. ”Vi har väntat länge nog på detta”, sade hon.',
      expected: [['Vi har väntat länge nog på detta', 'Maria Lund', 'Statsminister']],
    },
  ],
  pl: [
    {
      difficulty: 'a surname alone after the full name',
      text: 'Minister Anna Wolska przybyła do portu. „Nie mamy już czasu na czekanie” – dodała Wolska.',
      expected: [['Nie mamy już czasu na czekanie', 'Anna Wolska', 'Minister']],
    },
    {
      difficulty: 'a dash between the quotation and the verb',
      text: '„Potrzebujemy samolotów i załóg” – powiedziała minister Anna Wolska.',
      expected: [['Potrzebujemy samolotów i załóg', 'Anna Wolska', 'minister']],
    },
    {
      difficulty: 'a lead-in with a colon',
      text: 'Rzecznik Jan Kowal dodał: „Nie mamy już czasu na czekanie”.',
      expected: [['Nie mamy już czasu na czekanie', 'Jan Kowal', 'Rzecznik']],
    },
  ],
  ru: [
    {
      difficulty: 'the pronoun она for a woman named before',
      text: 'Министр Анна Петрова прибыла в порт. «Мы не можем больше ждать», — сказала она.',
      expected: [['Мы не можем больше ждать', 'Анна Петрова', 'Министр']],
    },
    {
      difficulty: 'a comma and a dash before the verb',
      text: '«Нам нужны самолёты и экипажи», — сказал министр Иван Петров.',
      expected: [['Нам нужны самолёты и экипажи', 'Иван Петров', 'министр']],
    },
    {
      difficulty: 'a surname alone in a lead-in',
      text: 'Министр Иван Петров прибыл в порт. Петров добавил: «Мы не можем больше ждать».',
      expected: [['Мы не можем больше ждать', 'Иван Петров', 'Министр']],
    },
  ],
  ar: [
    {
      difficulty: 'no capitals, the verb first, and an office before the name',
      text: 'قال رئيس الإمداد سامر الحداد: «لا نطلب صدقة، بل نطلب خطة لها مواعيد».',
      expected: [['لا نطلب صدقة، بل نطلب خطة لها مواعيد', 'سامر الحداد', 'رئيس الإمداد']],
    },
    {
      difficulty: 'a surname alone with the verb joined to its conjunction',
      text: 'قال رئيس الإمداد سامر الحداد: «لا نطلب صدقة من أحد».\n\nوأضاف الحداد: «التفويض بلا ميزانية مجرد بيان صحفي».',
      expected: [
        ['لا نطلب صدقة من أحد', 'سامر الحداد', 'رئيس الإمداد'],
        ['التفويض بلا ميزانية مجرد بيان صحفي', 'سامر الحداد', 'رئيس الإمداد'],
      ],
    },
  ],
  zh: [
    {
      difficulty: 'corner marks and the verb before them',
      text: '部长李娜说：「我们已经等了太久太久了。」',
      expected: [['我们已经等了太久太久了。', '李娜', '部长']],
    },
    {
      difficulty: 'no spaces, the office before a foreign name',
      text: '联合国副秘书长阿图尔·哈雷说：“我们需要更多的直升机和机组人员。”',
      expected: [['我们需要更多的直升机和机组人员。', '阿图尔·哈雷', '联合国副秘书长']],
    },
    {
      difficulty: 'the surname alone after the quotation',
      text: '联合国副秘书长阿图尔·哈雷表示，会议很重要。“我们已经等了太久太久了，”哈雷说。',
      expected: [['我们已经等了太久太久了，', '阿图尔·哈雷', '联合国副秘书长']],
    },
  ],
  ja: [
    {
      difficulty: 'double corner marks inside the quotation',
      text: 'ハレ事務次長は「彼は『すぐ来る』と私たちに言った」と述べた。',
      expected: [['彼は『すぐ来る』と私たちに言った', 'ハレ', '事務次長']],
    },
    {
      difficulty: 'the speaker as topic before the quotation, office after the name',
      text: '国連のハレ事務次長は「私たちにはもっと航空機が必要だ」と述べた。',
      expected: [['私たちにはもっと航空機が必要だ', 'ハレ', '事務次長']],
    },
    {
      difficulty: 'the speaker after the quotation with a courtesy suffix',
      text: '「私たちにはもっと航空機が必要だ」とハレ氏は述べた。',
      expected: [['私たちにはもっと航空機が必要だ', 'ハレ', null]],
    },
  ],
};

describe.each(Object.entries(cases))('%s', (language, own) => {
  test.each(own)('$difficulty', ({ text, expected }) => {
    expect(readStatements(text, { language, withRole: true })).toEqual(expected);
  });
});

test('every language has cases, English and German in files of their own', () => {
  expect([...languages.keys()].toSorted()).toEqual(['de', 'en', ...Object.keys(cases)].toSorted());
});

test('a tag with region and script finds its language', () => {
  expect(readStatements('„Wir brauchen mehr Flugzeuge“, sagte Ana Lima.', { language: 'de-CH' })).toEqual([
    ['Wir brauchen mehr Flugzeuge', 'Ana Lima'],
  ]);
});
