import type { ActorKind } from './reading.js';
import { fold } from './words.js';

const SHORT_STATES =
  'usa uk uae us u.s. u.k. russia iran china turkey korea syria vietnam laos bolivia venezuela tanzania moldova brunei palestine kosovo czechia england scotland wales drc'.split(
    ' ',
  );

/** Names of states in English, folded: those the runtime knows (CLDR), and usual short forms. */
const STATES = new Set([...regionNames(), ...SHORT_STATES]);

function* regionNames(): Generator<string> {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  for (const code of letters.flatMap((a) => letters.map((b) => a + b))) {
    // These codes stand for no state: European Union, Eurozone, United Nations, unknown, test regions.
    const name = ['EU', 'EZ', 'UN', 'ZZ', 'XA', 'XB', 'QO'].includes(code) ? undefined : names.of(code);
    if (name) yield fold(name);
  }
}

/** What a ministry or department may be for: words that follow "Ministry of … and". */
const PORTFOLIOS = new Set(
  `administration affairs agriculture air arts aviation broadcasting cabinet care child children citizenship civil
   climate coal commerce crime communication communications community consumer cooperation coordination culture
   defence defense development disaster drainage economic economy education emigration electricity employment energy
   environment environmental equality ethics exchequer external families family finance fisheries food foreign
   forest forests forestry gas gender harmony health heritage highways home housing human immigration industries
   industry information infrastructure initiatives innovation integration interior investment irrigation justice labor labour
   land lands law legal livestock local management manpower marine maritime migration mineral minerals mines mining
   narcotics national natural nutrition oil overseas parliamentary petroleum planning ports postal power private
   production professional protection public rail railways reconstruction reform reforms refugees regional
   regulations rehabilitation relations relief religious research resources revenue rights river roads rural
   safety sanitation schools science sciences security services shipping skills social special sport sports
   states statistics survey sustainable technical technology telecom telecommunication telecommunications textiles tourism
   trade training transport tribal urban utilities veterans water waters welfare wildlife women works youth`.split(
    /\s+/,
  ),
);

const ORGANISATION_WORD =
  /\b(?:ministr(?:y|ies)|departments?|agency|agencies|authorit(?:y|ies)|commission|committee|council|secretariat|office|bureau|board|institute|institut(?:e|ion)s?|universit(?:y|ies)|bank|fund|court|courts|parliament|assembly|senate|cabinet|government|police|army|navy|force|forces|union|league|organi[sz]ations?|association|foundation|centre|center|corporation|company|group|network|programme|program|service|services|task force|regulator|observatory|academy|museum|library|municipalit(?:y|ies)|mission|directorate|division|unit|chambers?|embassy|guard|military|inspectorate|trust|society|lab|laboratory|forum)\b/i;

/** Nouns of groups that name nobody: "neighbouring countries", "donors". */
const GROUP_NOUN =
  /^(?:countries|states|governments|agencies|partners|donors|actors|organi[sz]ations|bodies|institutions|members|stakeholders|authorities|neighbours|neighbors|ngos|ingos|communities|companies|media|groups|forces|experts|academics|academia|universities|municipalities|ministries|departments|employers|unions|banks|leaders|society|sector|schools|hospitals|farmers|parties|residents|citizens|businesses|operators|providers|suppliers|manufacturers|makers|councils|teachers|parents|users|owners|workers|volunteers|associations|services|police|elders|researchers|towns|cities|villages|districts|provinces|regions|tanks|guards|courts|prisons|landlords|landowners|consumers|workers)$/;

export function isState(name: string): boolean {
  const bare = fold(name).replace(/^the /, '');
  return STATES.has(bare) || STATES.has(bare.replace(' and ', ' & '));
}

/** "UNAMA", "WHO", "UN-Habitat", "SCO-RATS", "MoFA". */
export function isAcronym(name: string): boolean {
  const text = name.trim();
  if (/^[A-Z][a-z]{0,2}[A-Z]{1,5}[a-z]?$/.test(text)) return true;
  return /^[A-Z][A-Z&.]*[A-Z](?:-[A-Za-z]+)?s?$/.test(text) && name.length <= 14;
}

/** A word that says which group is meant without naming it; it may begin a cell and so have a capital. */
const GROUP_ADJECTIVE =
  /^(?:neighbou?ring|international|regional|local|national|provincial|federal|global|foreign|other|all|relevant|donor|development|civil|private|public|immediate|member|bilateral|multilateral|concerned|partner|affected|host|the|community|law|border|human|rural|urban|domestic|independent|academic|religious|political)$/i;

/** A group without a name of its own: "neighbouring countries", "Donors". Names in it make it a named one. */
export function isUnnamedGroup(name: string): boolean {
  const words = name.split(/\s+/);
  const [first = '', ...rest] = words;
  const startsPlain = /^\p{Ll}/u.test(first) || rest.length === 0 || GROUP_ADJECTIVE.test(first);
  return startsPlain && !rest.some((word) => /\p{Lu}/u.test(word)) && isGroupNoun(words.at(-1)!);
}

function isGroupNoun(word: string): boolean {
  return GROUP_NOUN.test(fold(word));
}

/** Words of portfolios only: "Technology", "Child Development". */
export function isPortfolio(text: string): boolean {
  const words = (fold(text).match(/\p{L}+/gu) ?? []).filter((word) => word !== 'the');
  return words.length > 0 && words.length <= 4 && words.every((word) => PORTFOLIOS.has(word));
}

/** A part of a list that certainly names a body by itself. */
export function standsAlone(name: string, known: ReadonlySet<string>): boolean {
  return (
    known.has(fold(name)) ||
    isState(name) ||
    isAcronym(name) ||
    isUnnamedGroup(name) ||
    /^(?:the\s+)?(?:ministr(?:y|ies)|departments?|university|government|office|bureau|bank|institute|embassy|parliament|commission|council|national|provincial|federal|ngos)\b.+|^(?:the )?(?:parliament|government|senate|cabinet|police|army|ngos)$/i.test(
      name,
    ) ||
    (/^\p{Lu}/u.test(name) && ORGANISATION_WORD.test(name) && / /.test(name) && !isPortfolio(name))
  );
}

export function isMinistry(name: string): boolean {
  return /\b(?:ministr(?:y|ies)|departments?|secretariat|division|directorate|bureau|office) (?:of|for)\b/i.test(
    name,
  );
}

/** "Planning, Development & Special Initiatives Division", "Health and Family Welfare Department": named backwards. */
export function isMinistryBackwards(name: string): boolean {
  const bare = /^(.+?)\s+(?:division|department|ministry|secretariat|directorate|wing)$/i.exec(name)?.[1];
  const parts = bare?.split(/\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+/) ?? [];
  return parts.length > 1 && parts.every((part) => isPortfolio(part) || /^local government$/i.test(part));
}

/** Whether an abbreviation may stand for the whole name: it begins alike and has the initials in their order. */
export function fitsAbbreviation(short: string, name: string): boolean {
  const letters = short.toLowerCase().replaceAll(/[^a-z]/g, '');
  const initials = (fold(name).match(/\p{L}+/gu) ?? [])
    .filter((word) => !/^(?:of|the|and|for|in|on|to|de)$/.test(word))
    .map((word) => word[0]);
  let at = 0;
  for (const letter of letters) if (letter === initials[at]) at++;
  return letters[0] === initials[0] && at === initials.length;
}

/** What kind of body it is, by its words; null where they tell nothing. */
export function kindOf(name: string): ActorKind | null {
  if (isState(name)) return 'state';
  const lastWord = name.split(/\s+/).at(-1)!;
  if (isUnnamedGroup(name) || (/^\p{Ll}/u.test(lastWord) && isGroupNoun(lastWord))) return 'group';
  if (/\bministr(?:y|ies)\b/i.test(name)) return 'ministry';
  if (IGOS.test(name)) return 'igo';
  return ORGANISATION_WORD.test(name) || /\bintelligence\b/i.test(name) ? 'agency' : null;
}

const IGOS =
  /^(?:the )?(?:UN(?:$| |-)|UN[A-Z]{2,}|WHO$|FAO$|ILO$|IMF$|IOM$|WFP$|NATO$|OSCE$|EU$|AU$|OIC$|SCO$|ECO$|ASEAN|SAARC|OECD|G7$|G20$|GCC$|CIS$|CSTO$|Interpol|World Bank|African Union|European (?:Union|Commission|Parliament)|United Nations)/i;
