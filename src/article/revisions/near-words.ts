/**
 * English words of the news that are a slip of the hand away from each other ("adopted" and "adapted", "nuclear" and
 * "unclear"): where one stands for the other it may be a typo, and readers were told something else all the same.
 */
export const nearWords: ReadonlySet<string> = new Set(
  (
    'adapt adopt adapted adopted adapting adopting adaption adoption adverse averse advice advise alter later latter letter ' +
    'angel angle angels angles armed aimed backed baked barred bared battle bottle boarder border boarders borders ' +
    'began begin begun branch brunch breached broached bread broad brake break calls cells casual causal cause case causes ' +
    'cases claim clam claims clams calms clean clan clinic cynic closed close could cold command commend compete complete ' +
    'complement compliment contact contract contacts contracts contacted contracted country county countries counties ' +
    'covert covet crash crush crashed crushed create crate dairy diary decade decide defer differ deferred differed deported ' +
    'departed desert dessert drought draught drove drive drives drivers elected erected ethic ethnic exist exit exists exits ' +
    'expand expend expanded expended failed filed filled fiction friction fight flight fights flights found fund founded funded ' +
    'founding funding fellow follow farmer former farmers formers fired fried form from formally formerly great greet hanged ' +
    'hinged hanger hunger head heard heart heat health heath house horse hose immoral immortal larger lager last least leader ' +
    'loader leaders leads leading loading lives lies lived loved live love loose lose makers makes managers manages manor minor ' +
    'miner minors miners marital martial married marred massage message master muster mental metal morning mourning nation ' +
    'notion nations notions nuclear unclear naval novel navel offices officers ordinance ordnance pace peace peach place ' +
    'partly party patent patient patents patients plain plan plans pains plants pants planet plant polls pulls pills posed ' +
    'posted price prince prices princes proceed precede producers produces proposed purposed quiet quite quit racket rocket ' +
    'rackets rockets raise rise raised raising rising reign resign reigned resigned relies replies rely reply rest reset sacred ' +
    'scared scarred said sad salt slat sanctions sections scandal sandal seize size sell shell send spend sent spent settle ' +
    'settler shoot shot short shots shorts signed singed silver sliver soldier solder soldiers solders solve sole speed seed ' +
    'sport spot staff stuff staffed stuffed started stated starts states state stepping stopping steps stops statue statute ' +
    'statues statutes strike stroke strikes strokes string strong swap swamp taken token talking taking talks takes teachers ' +
    'teaches tend trend tended trended the then thorough through though threat treat threats treats three there these those ' +
    'thought taught tired tried torture tortoise trail trial trails trials united untied unite untie unity users uses voters ' +
    'votes voice vice waiver waver waived waved wander wonder where were whole while width with woman women word world words ' +
    'worlds worse worst wounded wound write wrote'
  ).split(' '),
);
