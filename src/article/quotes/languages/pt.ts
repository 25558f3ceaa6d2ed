import { gendered, type Language, words } from '../language.ts';

const cues = `disse diz disseram dizem afirmou afirma afirmaram explicou explica acrescentou acrescenta declarou declara garantiu garante
  perguntou pergunta respondeu responde alertou alerta avisou avisa indicou indica sublinhou sublinha destacou destaca insistiu
  insiste comentou comenta reconheceu reconhece lembrou lembra ressaltou ressalta escreveu escreve contou conta concluiu
  conclui lamentou lamenta criticou critica denunciou denuncia exigiu exige pediu pede prometeu promete considerou considera
  reiterou reitera frisou frisa salientou salienta referiu refere admitiu admite anunciou anuncia defendeu defende completou
  completa enfatizou enfatiza apontou aponta observou observa dito afirmado`;

/** Portuguese. */
export const portuguese: Language = {
  tag: 'pt',
  script: 'cased',
  cues: words(cues),
  thoughts: words('considerou considera'),
  participles: words('acrescentando dizendo afirmando explicando destacando ressaltando'),
  accordingTo: ['segundo', 'de acordo com', 'conforme', 'nas palavras de'],
  fillers: words(
    `tem tinha é foi também depois ainda já hoje ontem não se assim então mesmo mesma finalmente nesta neste segunda terça
     quarta quinta sexta sábado domingo mais tarde`,
  ),
  adverb: /^\p{Ll}{4,}mente$/u,
  openers: words('questionado questionada após perante segundo conforme'),
  coordinators: words('e ou mas'),
  pronouns: gendered({ male: 'ele', female: 'ela', plural: 'eles elas', self: 'eu nós' }),
  determiners: words(
    'o a os as um uma uns umas seu sua seus suas este esta esse essa vários dois três outro outra',
  ),
  articles: words('o a os as um uma'),
  definites: words('o a'),
  prepositions: words(
    'de do da dos das em no na nos nas com por pelo pela para sem sobre entre desde até ante contra durante após ao à aos às',
  ),
  clauseOpeners: words('e mas ou que quando enquanto embora como se porque onde'),
  relatives: words('quem qual cujo cuja'),
  honorifics: gendered({
    male: 'sr. sr senhor dom',
    female: 'sra. sra senhora dona',
    any: 'dr. dra. dr dra',
  }),
  titles: gendered({
    female:
      'ministra presidenta diretora senadora deputada prefeita embaixadora advogada rainha secretária chefe-adjunta pesquisadora professora mãe filha irmã esposa governadora vereadora coordenadora',
    male: 'ministro diretor senador deputado prefeito embaixador advogado rei secretário pesquisador professor pai filho irmão marido governador vereador coordenador',
    any: `presidente porta-voz juiz juíza líder representante chefe general coronel jornalista especialista procurador economista
      candidato candidata secretário-geral subsecretário-geral primeiro primeira adjunto adjunta`,
    plural: 'ministros especialistas autoridades fontes',
  }),
  institutions: words(
    `universidade ministério governo comissão conselho comitê comité partido polícia agência organização associação fundação
     banco tribunal parlamento congresso senado jornal sindicato empresa grupo casa nações`,
  ),
  works: words('filme livro romance canção álbum revista série peça intitulado intitulada jornal título'),
  particles: words('de do da dos das e van von'),
  calendar: words(
    'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro segunda-feira terça-feira quarta-feira quinta-feira sexta-feira',
  ),
  abbreviations: words('sr sra dr dra'),
  verbs:
    /(?:^|[^\p{L}])(?:é|são|era|eram|foi|foram|será|serão|seria|sou|somos|está|estão|estamos|estou|há|tem|têm|temos|tenho|pode|podem|podemos|deve|devem|devemos|vai|vão|vamos|quer|queremos|faz|fazem|sabe|sabemos|precisa|precisamos|\p{L}{2,}(?:amos|emos|imos|aram|eram|iram|ava|avam|ará|erá|irá|arei|erei|ou))(?![\p{L}])/iu,
};
