import { gendered, type Language, words } from '../language.ts';

const present = `dit explique affirme déclare ajoute poursuit estime assure confie souligne précise raconte insiste rappelle répond
  regrette conclut note observe demande lance martèle prévient avertit témoigne commente reconnaît promet écrit indique juge
  considère dénonce critique soutient résume annonce alerte interroge`;

const past = `dit expliqué affirmé déclaré ajouté poursuivi estimé assuré confié souligné précisé raconté insisté rappelé répondu
  regretté conclu noté observé demandé lancé martelé prévenu averti témoigné commenté reconnu promis écrit indiqué jugé
  considéré dénoncé critiqué soutenu résumé annoncé alerté interrogé tweeté appelé qualifié évoqué salué plaidé fustigé
  réagi rétorqué répliqué admis`;

// "explique-t-il", "dit-elle", and the auxiliary of "a-t-il poursuivi".
const inverted = (pronoun: string) =>
  [...words(`${present} a avait`)]
    .flatMap((verb) => [`${verb}-t-${pronoun}`, `${verb}-${pronoun}`])
    .join(' ');

/** French. */
export const french: Language = {
  tag: 'fr',
  script: 'cased',
  cues: new Set([
    ...words(`${present} ${past} disait expliquait affirmait déclarait assurait ajoutait`),
    ...words(`${inverted('il')} ${inverted('elle')}`),
  ]),
  thoughts: words('estime considère juge'),
  participles: words(
    'ajoutant affirmant expliquant disant soulignant précisant déclarant rappelant assurant estimant',
  ),
  accordingTo: ['selon', "d'après", 'pour', 'dixit'],
  aside:
    /, (?:\p{L}+-t-(?:il|elle|on)|\p{L}+-(?:il|elle)|(?:a|ont|avait) \p{Ll}+(?:é|i|u|it)(?= )|(?:explique|affirme|déclare|ajoute|poursuit|estime|assure|souligne|précise|raconte|insiste|rappelle|conclut) \p{Lu})[^»,.]{0,80}[,.]/u,
  fillers: words(
    `a ont avait est était sont aussi également encore alors ensuite puis enfin ainsi déjà hier aujourd'hui mardi lundi mercredi
     jeudi vendredi samedi dimanche ne pas s'est lui-même elle-même toutefois cependant pourtant notamment plus tard par ailleurs d'abord`,
  ),
  adverb: /^\p{Ll}{4,}ment$/u,
  openers: words('interrogé interrogée face après devant malgré alors'),
  coordinators: words('et mais ou or car'),
  pronouns: new Map([
    ...gendered({ male: 'il', female: 'elle', plural: 'ils elles', thing: 'on', self: 'je nous' }),
    ...gendered({ male: inverted('il'), female: inverted('elle') }),
  ]),
  determiners: words(
    `le la les l' l un une des son sa ses leur leurs ce cet cette ces plusieurs deux trois certains d'autres`,
  ),
  articles: words(`le la les l' l un une`),
  definites: words("le la l' l"),
  prepositions: words(
    `de du d' d des à au aux en dans pour par sur avec chez sans sous entre vers contre depuis pendant lors après avant devant
     selon dès`,
  ),
  clauseOpeners: words(`et mais ou que qu' qu quand lorsque comme si parce alors tandis où car`),
  relatives: words('qui dont lequel laquelle'),
  honorifics: gendered({
    male: 'm. m mm. monsieur',
    female: 'mme mlle madame mademoiselle',
    any: 'dr dr. pr pr. me maître',
  }),
  titles: gendered({
    female:
      'présidente directrice sénatrice conseillère députée ambassadrice avocate reine mère sœur fille épouse chercheuse actrice ministre-déléguée coordinatrice cheffe',
    male: 'président directeur sénateur conseiller député ambassadeur avocat roi père frère fils époux chercheur acteur coordinateur chef général colonel',
    any: `ministre secrétaire porte-parole maire juge journaliste responsable représentant représentante premier commissaire
      expert experte économiste médecin professeur professeure haut-commissaire procureur procureure gouverneur adjoint adjointe
      chancelier chancelière premier-ministre chargé chargée candidat candidate`,
    plural: 'responsables experts ministres porte-paroles manifestants autorités',
  }),
  institutions: words(
    `université ministère gouvernement commission conseil comité parti police parquet agence organisation association fondation
     banque tribunal cour parlement assemblée sénat journal quotidien syndicat fédération entreprise groupe société maison nations`,
  ),
  examples: words('comme'),
  works: words(
    'films livres romans chansons film livre roman chanson album magazine série pièce intitulé intitulée journal titre',
  ),
  particles: words(`de du d' le la des van von al ben bin el`),
  calendar: words(
    `janvier février mars avril mai juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi
     samedi dimanche`,
  ),
  abbreviations: words('m mm mme mlle dr pr me st ste'),
  verbs:
    /(?:^|[^\p{L}])(?:est|sont|était|étaient|suis|sommes|êtes|sera|seront|serait|soit|fut|a|ont|avait|avons|ai|aura|aurait|fait|faut|peut|peuvent|doit|doivent|devons|va|vont|veut|veulent|voulons|savons|sait|met|vient|dit|reste|suit|prend|rend|tient|sert|sort|croit|voit|vit|avez|[cns]['’]est|[jn]['’]ai|\p{L}{3,}(?:ons|ez|ent|ait|aient|era|eront))(?![\p{L}])/iu,
};
