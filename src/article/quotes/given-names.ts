import { type Gender, words } from './language.ts';

/** What the first word of a full name tells of its bearer; `any` for names we don't know or both bear. */
export function genderOfGivenName(name: readonly string[]): Gender {
  if (name.length < 2) return 'any';
  const given = name[0] ?? '';
  if (female.has(given)) return 'female';
  return male.has(given) ? 'male' : 'any';
}

// The commonest given names of the languages we read, from memory of public name statistics; names both sexes bear
// (Alex, Andrea, Kim, Robin) are left out on purpose.
const female = words(`
  aaliyah abigail ada adriana agnes aisha alejandra alexandra alice alicia alison allison amalia amanda amber amelia amina amy ana
  anastasia angela angelina anita ann anna anne annette annie antonia aya ayesha barbara beata beatrice becky bella bernadette
  beth betty beverly birgit bonnie brenda brianna bridget brigitte camila camille carla carly carmen carol carolina caroline
  carolyn catherine cathy cecilia charlotte chelsea cheryl chiara chloe christina christine cindy claire clara claudia
  colleen connie constance cristina crystal cynthia daisy danielle dawn deborah debbie delphine denise diana diane dolores
  donna doris dorothy ebony edith eileen elaine eleanor elena eleni elisa elisabeth eliza elizabeth ella ellen elsa emilia emily
  emma erica erika erin esther eva evelyn fatima fatou felicia fiona florence frances francesca gabriela gabrielle gail
  genevieve georgia gertrude gina giorgia giulia gisele gladys gloria grace greta gretchen gwen hanna hannah heather heidi
  helen helena hilary hillary hope huma ida ilse ines inga ingrid irene irina iris isabel isabella isabelle ivanka ivana jacqueline jacinda
  jane janet janice jeanne jennifer jenny jessica jill joan joanna josephine joy joyce juana judith judy julia juliana julie
  juliette june kamala karen karin karina karla kate katherine kathleen kathryn kathy katie katja katrina kayla kelly
  kerstin khadija kimberly kirsten kristen kristin krystal laila lara larissa laura lauren layla lea leila lena leticia
  lidia liliana lillian linda lisa liz loretta lori lorraine louise lucia lucy luisa lydia lynn madeleine madison magdalena
  malala mandy margaret margarita maria mariam marian mariana marie marina marissa marjorie marta martha martine mary maryam
  matilda maureen megan megyn melania melanie melinda melissa mercedes meryl mia michaela michelle mila mildred miriam moira molly
  monica monika mona nadia nadine nancy naomi natalia natalie natasha nicole nina nora norma odile olena olga olivia oksana
  paloma pamela patricia patrizia paula pauline peggy penelope petra phyllis pilar priscilla rachel ramona rania rebecca regina
  renata renee rita roberta rosa rosario rosalind rose rosemary roxanne ruth sabine sabrina sally samantha sandra sara sarah
  serena sharon sheila shirley sheryl silvia sofia sonia sophia sophie stacey stacy stella stephanie sue susan susana
  susanne suzanne svetlana sylvia tamara tammy tania tara tatiana teresa thelma theresa therese tiffany tina tracy tulsi ursula
  valentina valerie vanessa vera veronica victoria violeta virginia vivian wanda wendy winnie yasmin yolanda yvette yvonne
  zainab zoe`);

const male = words(`
  aaron abdul abdullah abraham adam adrian ahmad ahmed al alan albert alberto aldo alejandro aleksandr alessandro alexander
  alexei alfred alfredo ali alistair allan allen alvaro amir anatoly anders andreas andrei andrew andy angus ansel anthony
  anton antonio antony arjun armando arnold arthur artur atul august austin barack barry bashar ben benedict benjamin benny bernard
  bernd bernie bill billy bjorn bob bobby boris brad bradley brandon brendan brett brian bruce bruno bryan byron calvin carl
  carlo carlos cesar chad charles charlie chester chris christian christopher christoph chuck clarence claude claus clifford
  clint colin cory craig curtis cyril cyrus dale damian dan daniel daniele danny darren darrell dave david dean dennis
  derek dick diego dieter dirk dmitri dmitry dominic don donald doug douglas duncan dustin dwayne dwight earl ed eddie
  edgar eduardo edward edwin elijah elliott elmer emanuel emil emmanuel enrique eric erik ernest ernesto esteban ethan eugene evan
  fabio federico felipe felix ferdinand fernando filippo floyd francis francisco francois frank frans franz fred frederick
  frederic friedrich gabriel gareth gary gavin gene geoffrey george georg gerald gerard gerhard gilbert giovanni giuseppe glen
  glenn gordon graham greg gregory guido guillaume guillermo gunter gustav guy hamid hans harald harold harry harvey hassan
  hector heinz helmut henri henrik henry herbert herman hiroshi horst howard hubert hugh hugo hussein ian ibrahim igor ignacio
  ismail isaac ivan ivo jack jacob jacques jaime jake jakob james jan janos jared jason javier jay jeff jeffrey jens jeremy jerome
  jerry jesse jim jimmy joachim joao joaquin joe joel johan johann johannes john johnny jonas jonathan jorge jose josef
  joseph josh joshua juan jules julian julio jurgen justin kareem karl keith ken kenneth kevin khalid klaus kofi konrad kurt kwame kyle
  lance larry lars laurent lawrence lee leo leon leonard leonardo leroy lewis lindsey lorenzo louis luc luca lucas luigi luis lukas luke
  magnus mahmoud manuel marc marcel marco marcos marcus mario mark marko markus marshall martin marvin mathias mathieu matt
  matteo matthew matthias maurice mauricio max maximilian mehmet michael michel miguel mikael mike mikhail milan milton mitch mitt
  mohamed mohammad mohammed muhammad murray mustafa nathan nathaniel neil nelson nicholas nick nicolas niels nigel nikolai
  noah noam norbert norman olaf oleg oliver olivier omar orlando oscar oskar osman otto owen pablo paolo pascal patrick paul pavel
  pawel pedro per pete peter philip philippe phil pierre piotr rafael rahul ralph ramon randy raphael rashid raul ray raymond reggie
  reince rene ricardo richard rick ricky rob robby robert roberto rod rodney rodrigo roger roland rolf roman ron ronald ross roy
  rudolf rudy rupert russell ryan salman salvador sam samir samuel santiago saul scott sean sebastian serge sergei sergey sergio
  seth shane sidney simon sir spencer stan stanley stefan stephan stephen steve steven stuart sven ted teddy terrence terry theo
  theodore thierry thomas tim timothy tobias todd tom tomas tomasz tommy tony travis trevor troy tyler ulrich ulf umberto uwe vernon viktor
  victor vincent vincenzo vitaly vladimir volodymyr volker waleed walid wallace walter warren wayne werner wilhelm will william willie
  winston wladimir wolfgang xavier yasser yuri yusuf yves zachary`);
