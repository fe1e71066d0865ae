/**
 * The briefs that the corpus is made from: invented, dull, and with what a reader must find written down by hand,
 * never by the reader. `make-*.mjs` set them in the formats and shapes of the corpus; `expectedOf` writes what stands
 * beside each file. In text, `[^1]` cites note 1.
 *
 * A row is [issue, pathway, implementation, actors, timeline, names of the actors, due day, further cells].
 */

/** The five columns as most briefs call them. */
const USUAL = ['Issue', 'Pathway to Solution', 'Implementation', 'Actors Responsible', 'Timeline'];

const trees = {
  series: 'Policy Brief',
  number: '12',
  title: 'Street Trees for Ellmoor: Planting Them So That They Stay',
  date: '2025-03',
  dateText: 'March 2025',
  publisher: 'Ellmoor Research Institute',
  authors: ['Nora Quill', 'Tomas Bray'],
  sections: [
    [
      'Executive Summary',
      'Every third street tree that Ellmoor plants is dead within four years.[^1] The reasons are known: pits too small for roots, no water in the first two summers, and salt in winter. This brief sets out how the town can plant fewer trees and keep more of them, at no greater cost than it bears today.',
    ],
    [
      'Background',
      'The town has planted about nine hundred trees a year since the storm of 2011, mostly lime and plane. A count of the northern quarters found that the survivors stand where the pavement is wide and where residents water them.[^2] Nobody keeps a register, so that the same pit is often planted three times over.',
      'Contractors are paid by the tree planted and not by the tree alive. They therefore have no reason to come back, and the parks office has two gardeners for forty kilometres of street. Where a school or a shop has taken on a tree, it lives; where nobody has, it is luck.',
      'Water is the cheapest remedy. A sack that holds eighty litres costs less than a tenth of a new tree, and can be filled by the crew that sweeps the street. Larger pits cost more, but they also take up rain that now runs into the cellars of Mill Lane.[^3]',
    ],
  ],
  recommendationStyle: 'numbered',
  recommendations: [
    'The town should pay contractors by the trees that are alive after three summers, not by those planted.',
    'The parks office must keep a public register of all street trees, with the day of planting and the day of each visit.',
    'Pits should be no smaller than six square metres wherever the pavement is relaid.',
    'The waterworks should give residents a free allowance of water for the tree before their door.',
  ],
  header: USUAL,
  rows: [
    ['Trees die within four years of planting', 'Pay for survival', 'Write a three-summer guarantee into every planting contract', 'Parks Office; Town Treasury', 'Short-term (0–6 months)', ['Parks Office', 'Town Treasury'], '2025-09-30'],
    ['No register of street trees', 'Keep one public register', 'Survey all streets, number each pit and publish the list as open data', 'Parks Office; Ellmoor Technical College', 'Short- to medium-term (6–12 months)', ['Parks Office', 'Ellmoor Technical College'], '2026-03-31'],
    ['Pits too small for roots', 'Set a least size for pits', 'Amend the street works code and check every relaid pavement against it', 'Town Council; Roads Department', 'Medium-term (12–24 months)', ['Town Council', 'Roads Department'], '2027-03-31'],
    ['No water in the first summers', 'Water sacks and a free allowance', 'Buy two thousand sacks and let the sweeping crews fill them twice a week', 'Ellmoor Waterworks (lead); Parks Office', 'Within 6 months', ['Ellmoor Waterworks', 'Parks Office'], '2025-09-30'],
    ['Salt in winter', 'Grit instead of salt on planted streets', 'Trial grit on twelve streets and publish the accident figures', 'Roads Department', 'By December 2026', ['Roads Department'], '2026-12-31'],
  ],
  notes: [
    ['Ellmoor Parks Office, Yearly Report 2024, p. 11. https://parks.ellmoor.example/report-2024', 'https://parks.ellmoor.example/report-2024'],
    ['T. Bray, "Counting the Limes", Journal of Town Gardening 8 (2023): 40–52.', null],
    ['Ibid., p. 47.', null],
  ],
}; // prettier-ignore

const compost = {
  series: 'Issue Brief',
  number: '3',
  title: 'Kitchen Waste in Schools: From Bin to Bed',
  date: '2024-05-14',
  dateText: '14 May 2024',
  publisher: 'Harrowgate Centre for Public Kitchens',
  authors: ['Lena Marsh'],
  sections: [
    [
      'Summary',
      'School kitchens in the district throw away eleven tonnes of peelings a week, and pay to have them burnt.[^1] Composting on the spot would save the fee and feed the school gardens that the district already has.',
    ],
    [
      'The Problem',
      'Waste is collected by weight, and wet waste weighs most. Kitchens have no room to keep peelings apart and cooks have no time to carry them. Two schools that tried wooden boxes gave up after a season, because nobody had been told who turns the heap.[^2]',
      'The district has land. Of sixty-two schools, forty have a garden or a strip of lawn, and most caretakers would take on a heap if it were counted as work. What is missing is a rule, a little money and somebody to ring up when the heap smells.',
    ],
  ],
  recommendationStyle: 'titled',
  recommendations: [
    'Separate bins: Kitchens should be given two bins, and cooks half an hour a week to use them.',
    'Paid turning: The district should count the turning of heaps as working time of caretakers.',
    'A compost adviser: One adviser should visit each school twice a year.',
  ],
  header: ['Challenge', 'Policy Option', 'Key Activities', 'Responsible Bodies', 'Timeframe', 'Indicator'],
  rows: [
    ['Peelings are burnt', 'Compost them at the school', 'Buy two bins and one closed heap for each of forty schools', 'District School Board; Caretakers’ Union', '0–12 months', ['District School Board', 'Caretakers’ Union'], '2025-05-14', 'Tonnes composted'],
    ['Nobody turns the heap', 'Make it paid work', 'Add one hour a week to the contracts of caretakers', 'District School Board', 'within 18 months', ['District School Board'], '2025-11-14', 'Contracts changed'],
    ['Cooks do not know how', 'Train them', 'Run one course per term and print a card for the kitchen wall', 'Harrowgate Technical College; Cooks’ Guild', 'by June 2025', ['Harrowgate Technical College', 'Cooks’ Guild'], '2025-06-30', 'Cooks trained'],
    ['Smell and rats', 'Somebody to call', 'Appoint one adviser with a van', 'Ministry of Food and Agriculture', 'Immediate', ['Ministry of Food and Agriculture'], null, 'Visits a year'],
  ],
  notes: [
    ['District School Board, Waste Ledger 2023, https://schools.harrowgate.example/waste.', 'https://schools.harrowgate.example/waste'],
    ['L. Marsh, Two Heaps and a Spade (Harrowgate: Kitchen Press, 2022), p. 9.', null],
  ],
}; // prettier-ignore

const kerbs = {
  series: 'Policy Brief',
  number: '21',
  title: 'Lower Kerbs, Safer Crossings',
  date: '2025-09',
  dateText: 'September 2025',
  publisher: 'Institute for Walking Studies',
  authors: ['Ivo Lark', 'Petra Nolan'],
  sections: [
    [
      'Abstract',
      'A kerb of twelve centimetres keeps a car off the pavement and a wheelchair on it. Of the eight hundred crossings in Saltmarsh, fewer than a third have a lowered kerb, and many of these lead to a kerb that has none on the other side.[^1]',
    ],
    [
      'Introduction',
      'Complaints about kerbs make up the largest share of letters to the works department, and have done so for a decade. The department answers each of them singly, lowers one kerb, and moves on. There is no plan, and so the lowered kerbs do not add up to routes that anybody could take from a house to a shop and back.',
      'We walked every crossing of the old town with a measuring stick and with four residents who use wheels. The survey took nine days. It found that the cost of a lowered kerb varies by a factor of five between contractors, and that the cheapest are not the worst.[^2]',
      'The rules are not to blame. The building code has asked for lowered kerbs since 2004 wherever a pavement is relaid, yet nobody checks, and utilities that open a pavement put back what was there before, high kerb and all.',
    ],
    [
      'Analysis',
      'Three things would change this. The first is a plan of routes, drawn up with those who use them. The second is a fixed price, agreed for three years with several contractors. The third is a duty of utilities to put back a lowered kerb where they open one, with a deposit that they lose if they do not.[^3]',
      'None of these needs new law. The town may set conditions for opening a pavement today, and it already agrees fixed prices for asphalt. What is needed is that one office has the task, the money and the duty to say each year what was done.',
    ],
  ],
  recommendationStyle: 'bulleted',
  recommendations: [
    'Saltmarsh should adopt a plan of step-free routes before the next budget.',
    'The works department should agree fixed prices for lowered kerbs with at least three contractors.',
    'Utilities must put back a lowered kerb wherever they open a crossing.',
    'The works department should report every spring how many metres of route are free of steps.',
    'Residents who use wheels should be paid for their time when they test a route.',
  ],
  header: ['Issue', 'Strategy', 'Action Required', 'Lead Agency', 'Deadline'],
  /** Issues over several rows are merged cells where the format has them. */
  merged: true,
  rows: [
    ['No plan of step-free routes across the town, so that single lowered kerbs do not add up to a way from door to door', 'Plan by route and not by complaint', 'Draw up a map of forty routes together with residents who use wheels, and adopt it by a vote of the town council', 'Saltmarsh Town Council; Works Department', 'Short-term (0–6 months)', ['Saltmarsh Town Council', 'Works Department'], '2026-03-31'],
    ['No plan of step-free routes across the town, so that single lowered kerbs do not add up to a way from door to door', 'Test the routes', 'Pay a panel of twelve residents to try each route in dry and in wet weather, and to write down where they had to turn back', 'Works Department; Wheel Users’ Association', 'Medium-term (6–18 months)', ['Works Department', 'Wheel Users’ Association'], '2027-03-31'],
    ['The price of a lowered kerb varies by a factor of five', 'Agree fixed prices', 'Invite offers for three years, choose at least three contractors and publish the price per metre', 'Works Department; Procurement Office', '12 months', ['Works Department', 'Procurement Office'], '2026-09-30'],
    ['Utilities put back high kerbs', 'A deposit that is lost', 'Make a deposit of two thousand crowns a condition for every permit to open a crossing, and pay it back only after an inspection', 'Permit Office', 'by the end of 2026', ['Permit Office'], '2026-12-31'],
    ['Utilities put back high kerbs', 'Inspect what was closed', 'Inspect every opened crossing within four weeks of its closing', 'Building Inspectorate; Permit Office', 'Ongoing', ['Building Inspectorate', 'Permit Office'], null],
    ['Nobody says what was done', 'Report every spring', 'Publish the metres of route that are free of steps, by quarter, with the money spent on them', 'Works Department', 'Long-term (24–36 months)', ['Works Department'], '2028-09-30'],
    ['Crossings by schools come last', 'Begin with schools', 'Lower the kerbs at all twenty-two schools before those of any other route', 'Works Department; School Board', 'Q3 2026', ['Works Department', 'School Board'], '2026-09-30'],
    ['Drains flood lowered kerbs', 'Move the drains', 'Survey the drains at the forty worst crossings and move those that stand in the way of wheels', 'Saltmarsh Waterworks', 'Medium- to long-term (18–30 months)', ['Saltmarsh Waterworks'], '2028-03-31'],
  ],
  notes: [
    ['Institute for Walking Studies, Kerb Survey 2025. https://walking.example/kerbs', 'https://walking.example/kerbs'],
    ['Works Department of Saltmarsh, Ledger of Small Works 2020–2024.', null],
    ['P. Nolan, "Deposits That Work", Street Notes, 4 June 2024, https://streetnotes.example/deposits.', 'https://streetnotes.example/deposits'],
  ],
}; // prettier-ignore

const ferries = {
  series: 'Working Paper',
  number: '8',
  title: 'Small Ferries on the Lower Wend',
  date: '2026-02-02',
  dateText: '2 February 2026',
  publisher: 'Wend Valley Institute',
  authors: ['Agnes Toll', 'Rufus Hay'],
  sections: [
    [
      'Overview',
      'Four ferries cross the Lower Wend where there is no bridge for thirty kilometres. Three of them are older than their pilots, and in two winters out of three they stand still for weeks.[^1] This paper asks what it would take to have one crossing open every day of the year.',
    ],
    [
      'Findings',
      'The ferries belong to four parishes, each with one boat and no spare. When one is laid up, the parish has no right to borrow another, because the licence is for a place and not for a boat. A common licence would cost nothing and would keep the river open.[^2]',
      'Fares have not risen since 2009. They cover about a third of the cost, and the parishes bear the rest out of the money for roads. A fare that depends on the season would bring in more from visitors without asking more of those who cross for work.',
    ],
  ],
  recommendationStyle: 'plain',
  recommendations: [
    'The county should grant one licence for all four crossings, so that any boat may stand in for another.',
    'The parishes should set a summer fare and keep the winter fare as it is.',
    'The county must set aside money for one spare boat before the winter of 2027.',
  ],
  header: ['Responsible', 'Deadline', 'Problem', 'Approach', 'Measures'],
  /** Of the usual columns, where each stands in the table. */
  order: [3, 4, 0, 1, 2],
  rows: [
    ['A boat may not stand in for another', 'One licence', 'Amend the ferry order so that the licence covers the river', 'Wend County Council', 'by June 2026', ['Wend County Council'], '2026-06-30'],
    ['No spare boat', 'Buy one together', 'Order a flat boat for twelve cars and agree who keeps it', 'Wend County Council; Four Parishes Board', 'within 18 months', ['Wend County Council', 'Four Parishes Board'], '2027-08-02'],
    ['Fares cover a third of the cost', 'A summer fare', 'Set a higher fare from May to September and sell passes to residents', 'Four Parishes Board', '3–6 months', ['Four Parishes Board'], '2026-08-02'],
    ['Landings flood', 'Raise them', 'Raise both landings at Tarn by forty centimetres', 'River Authority', '2 years', ['River Authority'], '2028-02-02'],
  ],
  notes: [
    ['River Authority, Log of Crossings 2019–2025, https://river.wend.example/log', 'https://river.wend.example/log'],
    ['A. Toll, Licences for Rivers (Wend: County Press, 2021), pp. 3–5.', null],
  ],
}; // prettier-ignore

const clocks = {
  series: 'Policy Brief',
  number: '5',
  title: 'Public Clocks That Tell the Time',
  date: '2024-11',
  dateText: 'November 2024',
  publisher: 'Aldermoor Policy Centre',
  authors: ['Jonas Reed'],
  sections: [
    [
      'Summary',
      'Of the thirty-one public clocks in Aldermoor, nineteen are wrong by more than five minutes and four do not go at all. The town pays for their upkeep all the same.[^1]',
    ],
    [
      'Background',
      'Clocks were wound by hand until 1988. Since then each has had a motor of its own, bought in different years from different makers, and the one man who knew them all has retired.[^2] Residents have stopped looking up, but visitors have not, and they miss their trains.',
    ],
  ],
  recommendationStyle: 'numbered',
  recommendations: [
    'The town should replace all motors by one kind that takes its time from the radio signal.',
    'The upkeep contract must be paid only for clocks that are right.',
    'A clock that cannot be mended should be taken down within a year.',
  ],
  header: USUAL,
  rows: [
    ['Nineteen clocks are wrong', 'One kind of motor', 'Buy thirty-one motors in one tender', 'Town Works; Procurement Board', '2025-06-30', ['Town Works', 'Procurement Board'], '2025-06-30'],
    ['Upkeep is paid whether they go or not', 'Pay by result', 'Renew the contract with a monthly reading of every clock', 'Town Treasury', '2025-12-31', ['Town Treasury'], '2025-12-31'],
    ['Nobody knows the old works', 'Write it down', 'Record two long talks with the retired winder', 'Aldermoor Museum', '3 months', ['Aldermoor Museum'], '2025-02-28'],
    ['Four clocks stand still', 'Mend or take down', 'Decide on each of the four after a public hearing', 'Town Council; Ward Committees', '0–12 months', ['Town Council', 'Ward Committees'], '2025-11-30'],
  ],
  notes: [
    ['Town Treasury, Accounts 2023, https://aldermoor.example/accounts.', 'https://aldermoor.example/accounts'],
    ['Aldermoor Gazette, 3 May 2019.', null],
  ],
}; // prettier-ignore

const wells = {
  series: 'Research Report',
  number: '30',
  title: 'Village Wells and Who Mends Them',
  date: '2026-01',
  dateText: 'January 2026',
  publisher: 'Upland Water Forum',
  authors: ['Mira Stone', 'Hal Finch', 'Edda Brook'],
  sections: [
    [
      'Executive Summary',
      'In the upland villages a broken hand pump stays broken for eleven weeks on average.[^1] The parts cost little, but nobody nearby is allowed to sell them, and nobody is paid to fit them.',
    ],
    [
      'Context',
      'The Ministry drills wells, the district counts them, and the village is meant to mend them. No village has tools. Where two or three villages share a mechanic, pumps are back in use within a week, at a cost that a household can bear.[^2]',
      'Spare parts come from one importer in the capital. A retailer in the upland would need a licence that takes a year to get and must be renewed each year; none has applied since 2017. The rule was made for medicines, and pumps were added to its list by mistake.',
    ],
  ],
  recommendationStyle: 'numbered',
  recommendations: [
    'The Ministry of Science and Technology should take pump parts off the list of licensed goods.',
    'Districts should pay one mechanic for every ten villages.',
    'Village councils should collect a small monthly fee and publish what they spend.',
  ],
  header: ['Issue', 'Pathway', 'Implementation', 'Actors', 'Timeline', 'Priority'],
  rows: [
    ['Parts cannot be bought nearby', 'Take them off the list', 'Amend the schedule of licensed goods', 'Ministry of Science and Technology', 'Short-term (0–3 months)', ['Ministry of Science and Technology'], '2026-04-30', 'High'],
    ['Nobody is paid to mend', 'One mechanic for ten villages', 'Hire and equip thirty mechanics', 'District Councils; Ministry of Finance', 'Medium-term (6–12 months)', ['District Councils', 'Ministry of Finance'], '2027-01-31', 'High'],
    ['Villages have no money of their own', 'A monthly fee', 'Let councils open an account and print a receipt book', 'Village Councils; Upland Savings Bank', '18 months', ['Village Councils', 'Upland Savings Bank'], '2027-07-31', 'Medium'],
    ['Nobody counts broken pumps', 'A list by telephone', 'Open one number that takes calls and publishes a list each week', 'District Councils', 'Annually', ['District Councils'], null, 'Low'],
  ],
  notes: [
    ['Upland Water Forum, Pump Diary 2025. https://wells.example/diary', 'https://wells.example/diary'],
    ['H. Finch, "A Week Is Not Long", Water Letters 2 (2024), p. 18, https://letters.example/2/18', 'https://letters.example/2/18'],
  ],
}; // prettier-ignore

export const briefs = { trees, compost, kerbs, ferries, clocks, wells };

/** The matrix as it stands in the document: header and rows, further cells last. */
export function matrixOf(brief) {
  const order = brief.order ?? [0, 1, 2, 3, 4];
  const rows = brief.rows.map((row) => [...order.map((column) => row[column]), ...row.slice(7)]);
  return [brief.header, ...rows];
}

/** What must be read, for `<name>.expected.json`. */
export function expectedOf(brief, shape, { notes = true, sections = true } = {}) {
  const extra = brief.header.slice(5);
  return {
    shape,
    publication: {
      series: brief.series,
      number: brief.number,
      title: brief.title,
      date: brief.date,
      publisher: brief.publisher,
      authors: brief.authors,
    },
    ...(sections && { recommendations: brief.recommendations }),
    actions: brief.rows.map(
      ([issue, pathway, implementation, actorsText, timeline, actors, dueOn, ...cells]) => ({
        issue,
        pathway,
        implementation,
        actorsText,
        timeline,
        actors,
        dueOn,
        extra: Object.fromEntries(cells.map((cell, index) => [extra[index], cell])),
      }),
    ),
    ...(notes && {
      notes: { count: brief.notes.length, urls: brief.notes.flatMap(([, url]) => url ?? []) },
    }),
  };
}
