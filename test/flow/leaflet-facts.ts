/**
 * What the leaflets state, and where it is from. The leaflets are those of the toolbox *Rusmidler og skadevirkning*; in
 * its leaflet on alcohol much is drawn, and only the headings are words. What the drawings leave open is taken from the
 * toolbox's leaflet on sedatives, which counts alcohol among them, and from KL's *Inspirationskatalog*.
 */
export interface Fact {
  /** the leaflet or text of the source, and its heading */
  readonly source: string;
  readonly fact: string;
  /** ids of the pages that state it */
  readonly pages: readonly string[];
  /** words and numbers that each of these pages has, in each language */
  readonly says: { readonly da: readonly string[]; readonly en: readonly string[] };
  /** the number that these pages let one call */
  readonly call?: string;
}

const POISON_LINE = "82 12 12 12";
const RULES = "docs/rules.md R25, R26";
const CATALOGUE = "Inspirationskatalog";

const fact = (
  source: string,
  statement: string,
  pages: readonly string[],
  da: readonly string[],
  en: readonly string[],
  call?: string,
): Fact => ({ source, fact: statement, pages, says: { da, en }, ...(call === undefined ? {} : { call }) });

/** The last page of each leaflet is the same. */
const help = (leaflet: string): Fact[] => [
  fact(
    `${leaflet}: Hjælp`,
    "whoever wants a change talks to someone they feel safe with",
    ["talk"],
    ["tryg"],
    ["safe"],
  ),
  fact(
    `${leaflet}: Hjælp`,
    "it can be the kontaktperson, a pedagogue or the own doctor",
    ["who"],
    ["kontaktperson", "pædagog", "læge"],
    ["support worker", "doctor"],
  ),
  fact(
    `${leaflet}: Hjælp`,
    "they help on to the rusmiddelcenter of the municipality",
    ["centre"],
    ["rusmiddelcenter", "kommune"],
    ["treatment centre"],
  ),
];

const danger: readonly Fact[] = [
  fact(RULES, "who cannot be woken or breathes badly needs 112", ["call"], ["vække", "112"], ["wake", "112"], "112"),
  fact(RULES, "Giftlinjen helps in doubt about poisoning", ["poison-line"], [POISON_LINE], [POISON_LINE], POISON_LINE),
];

/** What holds for all sedatives, alcohol among them. */
const sedative: readonly Fact[] = [
  fact("Beroligende: Virkning", "they give calm and relax", ["calm"], ["ro", "slappe af"], ["calm", "relax"]),
  fact("Beroligende: Virkning", "they make tired", ["calm"], ["træt"], ["tired"]),
  fact(
    "Beroligende: Virkning",
    "they make glad and less sad",
    ["joy"],
    ["glad", "mindre trist"],
    ["happy", "less sad"],
  ),
  fact("Beroligende: Virkning", "they lessen pain", ["joy"], ["mindre smerte"], ["less pain"]),
  fact("Beroligende: Risiko", "a greater risk of accidents, as in traffic", ["accident"], ["trafikken"], ["traffic"]),
  fact(
    "Beroligende: Risiko",
    "the effect can be the opposite: restless, chaotic, aggressive",
    ["opposite"],
    ["rastløs", "vild", "aggressiv"],
    ["restless", "wild", "aggressive"],
  ),
  fact(
    "Beroligende: Risiko",
    "they make alcohol stronger and can poison; mixing needs great care",
    ["mix"],
    ["stærkere", "forgiftning", "blande"],
    ["stronger", "poison", "mixing"],
    POISON_LINE,
  ),
  fact(
    "Beroligende: Risiko",
    "breathing can stop, and one dies",
    ["breath"],
    ["vejret", "dø"],
    ["breathing", "die"],
    "112",
  ),
  fact("Beroligende: Afhængighed", "they make dependent", ["stuck"], ["afhængig"], ["dependent"]),
  fact("Beroligende: Afhængighed", "it is hard to stop again", ["stuck"], ["svært at stoppe"], ["hard to stop"]),
  fact("Beroligende: Afhængighed", "used often, it takes more and more", ["dose"], ["mere og mere"], ["more and more"]),
  fact(
    "Beroligende: Afhængighed",
    "withdrawal: anxiety, unrest, sleeplessness",
    ["withdrawal"],
    ["angst", "uro", "sove", "abstinenser"],
    ["anxious", "uneasy", "sleep", "withdrawal"],
  ),
  fact("Beroligende: Afhængighed", "withdrawal: fits", ["cramps"], ["kramper", "112"], ["fits", "112"], "112"),
  fact("Beroligende: Afhængighed", "depression can follow", ["depression"], ["depression"], ["depression"]),
  fact("Beroligende: Afhængighed", "feelings go cold", ["cold"], ["kold"], ["cold"]),
];

const alcohol: readonly Fact[] = [
  fact("Alkohol: 1 genstand", "what one unit is (drawn)", ["unit"], ["1 genstand"], ["1 unit"]),
  fact(
    "Alkohol: Hvad må du maksimalt drikke om ugen",
    "at most 10 units a week",
    ["week", "right-week", "fact-week"],
    ["højst 10", "uge"],
    ["at most 10", "week"],
  ),
  fact(
    "Alkohol: Hvad må du maksimalt drikke om ugen",
    "at most 4 units on the same day",
    ["day", "right-day", "fact-day"],
    ["højst 4", "samme dag"],
    ["at most 4", "1 day"],
  ),
  fact(
    "Alkohol: Hvad må du maksimalt drikke om ugen",
    "for those of 18 and over; below 18 no alcohol",
    ["under-18"],
    ["fra 18", "under 18", "ingen alkohol"],
    ["from 18", "under 18", "no alcohol"],
  ),
  fact("Alkohol: Nej tak til alkohol", "one may say no thanks", ["no-thanks"], ["nej tak"], ["no thanks"]),
  fact("Alkohol: Når du er fuld; Beroligende", "alcohol makes slow and dull", ["slow"], ["sløv"], ["slow"]),
  fact(
    `Alkohol: For meget alkohol; ${CATALOGUE} 5.3.2`,
    "too much poisons",
    ["poison"],
    ["for meget", "forgiftning"],
    ["too much", "poison"],
    POISON_LINE,
  ),
  fact(
    `Alkohol: Alkohol og kroppen; ${CATALOGUE} 2`,
    "harms the body",
    ["body"],
    ["skade din krop"],
    ["harm your body"],
  ),
  fact(
    `Alkohol: Det sociale liv; ${CATALOGUE} 2`,
    "harms relations and economy",
    ["social"],
    ["familie", "venner", "penge"],
    ["family", "friends", "money"],
  ),
  fact(
    `Alkohol: Antabus; ${CATALOGUE} 5.2`,
    "Antabus is medicine that the own doctor gives in treatment",
    ["antabus"],
    ["antabus", "medicin", "læge"],
    ["antabus", "medicine", "doctor"],
  ),
  fact("Alkohol: Hjælp", "seek help before stopping", ["help-first"], ["hjælp først"], ["help first"]),
  fact(
    `Alkohol: Hjælp; ${CATALOGUE} 4.2.2`,
    "help before stopping; a doctor sees to withdrawal",
    ["before-stop"],
    ["hjælp, før du stopper", "læge", "abstinenser"],
    ["help before you stop", "doctor", "withdrawal"],
  ),
  fact(
    "Beroligende: Risiko",
    "sedatives make alcohol stronger and dangerous",
    ["right-mix", "fact-mix"],
    ["beroligende stoffer", "alkohol"],
    ["calming drugs", "alcohol"],
  ),
  ...sedative,
  ...danger,
  ...help("Alkohol"),
];

const stimulants: readonly Fact[] = [
  fact("Centralstimulerende", "they enliven", ["names"], ["kvikker", "vågen"], ["speed you up", "awake"]),
  fact(
    "Centralstimulerende",
    "cocaine, amphetamine, ecstasy",
    ["names"],
    ["kokain", "amfetamin", "ecstasy"],
    ["cocaine", "amphetamine", "ecstasy"],
  ),
  fact(
    "Centralstimulerende",
    "amphetamine is speed; ecstasy is emma or MDMA",
    ["other-names"],
    ["amfetamin", "speed", "ecstasy", "emma", "MDMA"],
    ["amphetamine", "speed", "ecstasy", "emma", "MDMA"],
  ),
  fact(
    "Centralstimulerende: Virkning",
    "no hunger, thirst and tiredness is felt",
    ["hunger"],
    ["sult", "tørst", "træt"],
    ["hunger", "thirst", "tired"],
  ),
  fact(
    "Centralstimulerende: Virkning",
    "hunger and thirst are felt less",
    ["right-feel", "fact-feel"],
    ["sult", "tørst"],
    ["hunger", "thirst"],
  ),
  fact("Centralstimulerende: Virkning", "energy", ["energy"], ["energi"], ["energy"]),
  fact("Centralstimulerende: Virkning", "always on the go", ["energy"], ["hele tiden i gang"], ["always on the go"]),
  fact("Centralstimulerende: Virkning", "restless", ["restless"], ["rastløs"], ["restless"]),
  fact("Centralstimulerende: Virkning", "light and sound", ["senses"], ["lys og lyd", "stærkere"], ["light and sound"]),
  fact("Centralstimulerende: Virkning", "very talkative", ["talking"], ["taler meget"], ["talk a lot"]),
  fact("Centralstimulerende: Virkning", "very pleased with oneself", ["pleased"], ["glad for dig selv"], ["pleased"]),
  fact(
    "Centralstimulerende: Virkning",
    "a bad high: confusion and panic",
    ["bad-high"],
    ["dårlig", "forvirret", "panik"],
    ["bad", "confused", "panic"],
  ),
  fact(
    "Centralstimulerende: Virkning",
    "scary hallucinations: seeing or hearing what is not there",
    ["see-things"],
    ["se eller høre", "skræmmende"],
    ["see or hear", "scary"],
  ),
  fact(
    "Centralstimulerende: Risiko",
    "energy and temperature rise: a great risk of lacking water",
    ["thirst"],
    ["energi", "varme", "stor risiko", "væske"],
    ["energy", "heat", "great risk", "water"],
  ),
  fact("Centralstimulerende: Risiko", "lack of water", ["right-lack", "fact-lack"], ["væske"], ["water"]),
  fact(
    "Centralstimulerende: Risiko",
    "heatstroke can be very dangerous",
    ["heatstroke"],
    ["hedeslag", "meget farligt"],
    ["heatstroke", "very dangerous"],
    "112",
  ),
  fact("Centralstimulerende: Risiko", "much activity: fever", ["fever"], ["aktiv", "feber"], ["active", "fever"]),
  fact(
    "Centralstimulerende: Risiko",
    "muscles are overloaded, which gives cramps",
    ["cramps"],
    ["musklerne", "kramper"],
    ["muscles", "cramps"],
    "112",
  ),
  fact("Centralstimulerende: Risiko", "anxiety and unrest", ["anxiety"], ["angst", "uro"], ["anxious", "uneasy"]),
  fact("Centralstimulerende: Afhængighed", "hard to sleep", ["sleep"], ["når du stopper", "sove"], ["stop", "sleep"]),
  fact("Centralstimulerende: Afhængighed", "hard to take initiative", ["initiative"], ["i gang"], ["get going"]),
  fact("Centralstimulerende: Afhængighed", "anxious and sad", ["sad"], ["angst", "trist"], ["anxious", "sad"]),
  fact("Centralstimulerende: Hjælp", "there is help to get out of it", ["support"], ["hjælp"], ["help"]),
  fact(
    "Centralstimulerende: Skader",
    "too much poisons, and there are signs",
    ["poison"],
    ["for meget", "forgiftning", "tegn"],
    ["too much", "poison", "signs"],
    POISON_LINE,
  ),
  fact(
    "Centralstimulerende: Skader",
    "signs: high pulse, high blood pressure, an unstable heart",
    ["heart"],
    ["høj puls", "blodtrykket", "ustabilt"],
    ["high pulse", "blood pressure", "unevenly"],
    "112",
  ),
  fact("Centralstimulerende: Skader", "sign: the heart", ["right-sign", "fact-sign"], ["hjertet"], ["heart"]),
  fact("Centralstimulerende: Skader", "sign: headache", ["head"], ["tegn", "hovedpine"], ["sign", "headache"]),
  fact(
    "Centralstimulerende: Skader",
    "signs: dizziness, nausea",
    ["dizzy"],
    ["svimmelhed", "kvalme", "tegn"],
    ["dizzy", "sick", "signs"],
  ),
  fact("Centralstimulerende: Skader", "sign: the temperature rises", ["hot"], ["tegn", "varmere"], ["sign", "hotter"]),
  ...danger,
  ...help("Centralstimulerende"),
];

const sedatives: readonly Fact[] = [
  fact("Beroligende", "they make dull", ["names"], ["sløv"], ["slow"]),
  fact("Beroligende", "alcohol, heroin, hash", ["names"], ["alkohol", "heroin", "hash"], ["alcohol", "heroin", "hash"]),
  fact(
    "Beroligende",
    "GHB, benzodiazepines, opioids, ketamine",
    ["other-names"],
    ["GHB", "benzodiazepiner", "opioider", "ketamin"],
    ["GHB", "benzodiazepines", "opioids", "ketamine"],
  ),
  fact("Beroligende: Afhængighed", "the risk is great", ["stuck"], ["stor risiko"], ["great risk"]),
  fact(
    "Beroligende: Hjælp",
    "never stop benzodiazepines abruptly: withdrawal can be very dangerous",
    ["never-abruptly"],
    ["aldrig brat", "benzodiazepiner", "abstinenser", "meget farlige"],
    ["never stop", "benzodiazepines", "withdrawal", "very dangerous"],
    "112",
  ),
  fact(
    "Beroligende: Hjælp",
    "a plan for tapering together with the doctor",
    ["doctor-plan"],
    ["plan", "læge", "lidt ad gangen"],
    ["plan", "doctor", "little by little"],
  ),
  fact(
    "Beroligende: Hjælp",
    "the doctor makes the plan",
    ["right-plan", "fact-plan"],
    ["læge", "plan"],
    ["doctor", "plan"],
  ),
  fact(
    "Beroligende: Hjælp",
    "who takes too much of benzodiazepines never stops abruptly and sees the doctor",
    ["benzo-help"],
    ["for mange benzodiazepiner", "aldrig brat", "læge"],
    ["too many benzodiazepines", "never stop", "doctor"],
    POISON_LINE,
  ),
  fact(
    "Beroligende: Risiko",
    "mixing with alcohol is dangerous",
    ["right-mix", "fact-mix"],
    ["alkohol", "farligt"],
    ["alcohol", "dangerous"],
  ),
  fact(
    "Beroligende: Hash",
    "as dangerous for lungs and airways as cigarettes",
    ["hash-lungs"],
    ["lunger", "luftveje", "lige så farligt som cigaretter"],
    ["lungs", "airways", "as dangerous as cigarettes"],
  ),
  fact(
    "Beroligende: Hash",
    "as dangerous as cigarettes",
    ["right-lungs", "fact-lungs"],
    ["lige så farligt som cigaretter"],
    ["as dangerous as cigarettes"],
  ),
  fact("Beroligende: Hash", "mental illness", ["hash-mind"], ["psykisk sygdom"], ["mental illness"]),
  fact(
    "Beroligende: Hash",
    "psychotic reactions: things are seen and lived differently",
    ["hash-see"],
    ["psykose", "ser og oplever du ting anderledes"],
    ["psychosis", "differently"],
  ),
  fact(
    "Beroligende: Hash",
    "hastens and worsens long psychoses",
    ["hash-psychosis"],
    ["lang psykose", "hurtigere", "værre"],
    ["long psychosis", "sooner", "worse"],
  ),
  fact("Beroligende: Hash", "lowers what the body can do", ["hash-body"], ["krop", "mindre"], ["body", "less"]),
  fact(
    "Beroligende: Hash",
    "memory and concentration",
    ["hash-memory"],
    ["svært at huske", "fokus"],
    ["hard to remember", "focus"],
  ),
  fact("Beroligende: Hash", "solving problems", ["hash-solve"], ["løse problemer"], ["solve problems"]),
  ...sedative,
  ...danger,
  ...help("Beroligende"),
];

const hallucinogens: readonly Fact[] = [
  fact("Hallucinogener", "LSD", ["names"], ["LSD", "hallucinogener"], ["LSD", "hallucinogens"]),
  fact(
    "Hallucinogener",
    "psilocybin, ketamine, spice (synthetic hash)",
    ["other-names"],
    ["psilocybin", "ketamin", "spice", "kunstig hash"],
    ["psilocybin", "ketamine", "spice", "hash"],
  ),
  fact("Hallucinogener: Virkning", "sounds and sights change", ["names"], ["ser og hører"], ["see and hear"]),
  fact(
    "Hallucinogener: Virkning",
    "like being in a dream; reality is distorted",
    ["dream"],
    ["drøm", "anderledes"],
    ["dream", "other than it is"],
  ),
  fact("Hallucinogener: Virkning", "colour and shape", ["colours"], ["farve og form"], ["colour and shape"]),
  fact("Hallucinogener: Virkning", "sounds change", ["sounds"], ["lyde"], ["sounds"]),
  fact(
    "Hallucinogener: Virkning",
    "the head feels apart from the body",
    ["head"],
    ["hovedet", "kroppen"],
    ["head", "body"],
  ),
  fact(
    "Hallucinogener: Virkning",
    "pulse, temperature and blood pressure rise",
    ["pulse"],
    ["puls", "varmere", "blodtrykket"],
    ["pulse", "hotter", "blood pressure"],
  ),
  fact("Hallucinogener: Virkning", "large pupils", ["pupils"], ["pupiller", "store"], ["pupils", "large"]),
  fact(
    "Hallucinogener: Virkning",
    "nausea; mushrooms make one vomit after a while",
    ["sick"],
    ["kvalme", "svampe", "opkast"],
    ["sick", "mushrooms", "throw up"],
  ),
  fact(
    "Hallucinogener: Risiko",
    "it depends on how one feels, and differs from time to time",
    ["mood"],
    ["hvordan du har det", "fra gang til gang"],
    ["how you feel", "each time"],
  ),
  fact(
    "Hallucinogener: Risiko",
    "it depends on how one feels",
    ["right-mood", "fact-mood"],
    ["hvordan du har det"],
    ["how you feel"],
  ),
  fact("Hallucinogener: Risiko", "from gladness to deep fright", ["range"], ["glad", "skræmt"], ["happy", "scared"]),
  fact(
    "Hallucinogener: Risiko",
    "a bad trip is very scary",
    ["bad-trip"],
    ["dårligt trip", "skræmmende"],
    ["bad trip", "scary"],
  ),
  fact(
    "Hallucinogener: Risiko",
    "it can be felt for months",
    ["months", "right-time", "fact-time"],
    ["flere måneder"],
    ["many months"],
  ),
  fact("Hallucinogener: Risiko", "strong anxiety", ["anxiety"], ["voldsom angst"], ["very anxious"]),
  fact(
    "Hallucinogener: Risiko",
    "reality is mistaken, which can be very risky",
    ["reality"],
    ["virkeligt", "meget farligt"],
    ["real", "very dangerous"],
    "112",
  ),
  fact(
    "Hallucinogener: Risiko",
    "deaths of persons who believed that they could fly",
    ["height"],
    ["flyve", "dør"],
    ["fly", "die"],
    "112",
  ),
  fact(
    "Hallucinogener: Afhængighed",
    "used often, it takes more and more",
    ["dose"],
    ["mere og mere"],
    ["more and more"],
  ),
  fact("Hallucinogener: Hjælp", "there is help to get out of it", ["support"], ["hjælp"], ["help"]),
  fact(
    "Hallucinogener: Risiko for udvikling af psykoser",
    "a greater risk of psychosis",
    ["psychosis", "right-risk", "fact-risk"],
    ["risiko for", "psykose"],
    ["risk of", "psychosis"],
  ),
  fact(
    "Hallucinogener: Risiko for udvikling af psykoser",
    "reality is lived other than it is",
    ["psychosis-is"],
    ["anderledes, end den er"],
    ["other than it is"],
  ),
  fact("Hallucinogener: Hjælp", "the own doctor is one to talk to", ["see-doctor"], ["læge"], ["doctor"]),
  ...help("Hallucinogener"),
];

/** The facts of each leaflet, by flow. */
export const LEAFLET_FACTS: Readonly<Record<string, readonly Fact[]>> = {
  "info-alkohol": alcohol,
  "info-central": stimulants,
  "info-beroligende": sedatives,
  "info-hallucinogen": hallucinogens,
};
