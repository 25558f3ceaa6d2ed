import { gendered, type Language, words } from '../language.ts';

const cues = `dijo dice dijeron dicen afirmó afirma afirmaron señaló señala explicó explica añadió añade agregó agrega aseguró asegura
  declaró declara preguntó pregunta respondió responde advirtió advierte indicó indica manifestó manifiesta sostuvo sostiene
  subrayó subraya destacó destaca insistió insiste comentó comenta reconoció reconoce recordó recuerda apuntó apunta
  escribió escribe contó cuenta concluyó concluye lamentó lamenta criticó critica denunció denuncia exigió exige pidió pide
  prometió promete consideró considera expresó expresa precisó precisa reiteró reitera tuiteó exclamó exclama replicó
  replica admitió admite anunció anuncia calificó califica dicho afirmado señalado explicado añadido asegurado declarado matizó opinó opina`;

/** Spanish. */
export const spanish: Language = {
  tag: 'es',
  script: 'cased',
  cues: words(cues),
  thoughts: words('consideró considera opinó opina'),
  participles: words('añadiendo diciendo afirmando señalando asegurando explicando'),
  accordingTo: ['según', 'de acuerdo con', 'en palabras de', 'a juicio de'],
  aside:
    / ?[—–-](?:dijo|dice|afirmó|señaló|explicó|añadió|agregó|aseguró|declaró|indicó|ha dicho)[^—–»”]{0,80}[—–-][,.]?/u,
  fillers: words(
    `ha han había es fue también luego después además entonces ya hoy ayer aún todavía no se así mismo misma finalmente
     posteriormente anteriormente durante este esta lunes martes miércoles jueves viernes sábado domingo más tarde`,
  ),
  adverb: /^\p{Ll}{4,}mente$/u,
  openers: words('preguntado preguntada tras ante según'),
  coordinators: words('y e o u pero'),
  pronouns: gendered({
    male: 'él',
    female: 'ella',
    plural: 'ellos ellas',
    thing: 'ello',
    self: 'yo nosotros',
  }),
  determiners: words(
    'el la los las un una unos unas su sus este esta estos estas ese esa varios dos tres otro otra lo',
  ),
  articles: words('el la los las un una lo'),
  definites: words('el la'),
  prepositions: words(
    'de del a al en con por para sin sobre entre desde hasta ante bajo contra hacia durante tras según',
  ),
  clauseOpeners: words('y e pero o que cuando mientras aunque como si porque donde'),
  relatives: words('quien quienes cual cuyo cuya'),
  honorifics: gendered({
    male: 'sr. sr señor don',
    female: 'sra. sra srta. señora doña',
    any: 'dr. dra. dr dra',
  }),
  titles: gendered({
    female: `ministra presidenta directora portavoza senadora diputada alcaldesa embajadora abogada reina secretaria jefa
      consejera investigadora profesora doctora madre hija hermana esposa vicepresidenta gobernadora concejala`,
    male: `ministro presidente director senador diputado alcalde embajador abogado rey secretario jefe consejero investigador
      profesor doctor padre hijo hermano esposo vicepresidente gobernador concejal coordinador comisionado`,
    any: 'portavoz juez líder representante vocero vocera responsable general coronel periodista experto experta fiscal economista candidato candidata adjunto primer primera',
    plural: 'portavoces ministros expertos autoridades fuentes',
  }),
  institutions: words(
    `universidad ministerio gobierno comisión consejo comité partido policía fiscalía agencia organización asociación fundación
     banco tribunal corte parlamento congreso senado diario periódico sindicato empresa grupo casa naciones`,
  ),
  examples: words('como'),
  works: words(
    'películas libros novelas canciones película libro novela canción álbum revista serie obra titulado titulada diario título',
  ),
  particles: words('de del la las los y da dos van von al el'),
  calendar: words(
    'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miércoles jueves viernes sábado domingo',
  ),
  abbreviations: words('sr sra srta dr dra lic ing'),
  verbs:
    /(?:^|[^\p{L}])(?:es|son|era|eran|fue|fueron|será|serán|sería|soy|somos|está|están|estamos|estoy|hay|ha|han|he|hemos|había|tiene|tienen|tenemos|tengo|puede|pueden|podemos|debe|deben|debemos|va|van|vamos|quiere|queremos|hace|hacen|sabe|sabemos|sigue|necesita|\p{L}{2,}(?:amos|emos|imos|aron|ieron|aba|aban|ía|ían|ará|erá|irá|arán|aré|eré|iré))(?![\p{L}])/iu,
};
