/** Where pages are and where their forms go, in one place; views build no address of their own. */
const segment = encodeURIComponent;

export const paths = {
  overview: '/',
  items: '/items',
  overdue: '/overdue',
  publications: '/publications',
  actors: '/actors',
  briefs: '/briefs',
  search: '/search',
  /** What the search box offers while one types. */
  suggestions: '/search/suggestions',
  /** A progress brief of the items that the query names, as the list of items has it. */
  newBrief: '/briefs/new',
  imports: '/imports',
  newImport: '/imports/new',
  /** Many rows at a time, from a spreadsheet. */
  bulkImport: '/import/bulk',
  account: '/account',
  people: '/admin/people',
  teams: '/admin/teams',
  settings: '/admin/settings',
  signIn: '/sign-in',
  signOut: '/sign-out',

  item: (ref: string) => `/items/${segment(ref)}`,
  publication: (code: string) => `/publications/${segment(code)}`,
  actor: (id: number | string) => `/actors/${segment(String(id))}`,
  /** The record form, for these items: `/evidence/new?items=PB-11.A1&items=PB-11.A3`. */
  recordEvidence: (...refs: string[]) =>
    refs.length ? `/evidence/new?${refs.map((ref) => `items=${segment(ref)}`).join('&')}` : '/evidence/new',
  evidence: '/evidence',
  /** Items whose words or reference match, as one types: JSON. */
  itemOptions: '/evidence/item-options',
  /** The check form for several items: `/checks/new?items=PB-11.A1&items=PB-11.A3`. */
  newCheck: '/checks/new',
  /** One owner for several items: `/owners/new?items=PB-11.A1&items=PB-11.A3`. */
  newOwner: '/owners/new',
  /** Likewise: a follow-up planned, a question to the owner, another due date. */
  newFollowUp: '/follow-ups/new',
  /** What we do next about these items; `back` leads on if nothing is. */
  planFollowUp: (...refs: string[]) =>
    `/follow-ups/new?${refs.map((ref) => `items=${segment(ref)}`).join('&')}`,
  newQuestion: '/questions/new',
  newDueRevision: '/due-revisions/new',
  /** Due dates that actors moved: of one item, or of all that the query of a list asks for. */
  slippage: '/slippage',
  workload: '/workload',
  /** All that one person follows, to others: `/hand-overs/new?from=7`. */
  newHandOver: '/hand-overs/new',
  changes: '/changes',
  views: '/views',
  newView: '/views/new',
  view: (id: number | string) => `/views/${segment(String(id))}`,
  editView: (id: number | string) => `/views/${segment(String(id))}/edit`,
  viewPin: (id: number | string) => `/views/${segment(String(id))}/pin`,
  viewRemoval: (id: number | string) => `/views/${segment(String(id))}/removal`,
  gaps: '/gaps',
  overlook: '/overlook',
  slippageOf: (ref: string) => `/items/${segment(ref)}/slippage`,
  undo: (id: number | string) => `/undo/${segment(String(id))}`,
  oneEvidence: (id: number | string) => `/evidence/${segment(String(id))}`,
  correctEvidence: (id: number | string) => `/evidence/${segment(String(id))}/correct`,
  corrections: (id: number | string) => `/evidence/${segment(String(id))}/corrections`,
  /** Claims that wait for a second reader. */
  claims: '/readings',
  inbox: '/inbox',
  newInboxEntry: '/inbox/new',
  inboxEntry: (id: number | string) => `/inbox/${segment(String(id))}`,
  inboxDismissal: (id: number | string) => `/inbox/${segment(String(id))}/dismissal`,
  inboxRestoration: (id: number | string) => `/inbox/${segment(String(id))}/restoration`,
  /** The record form, filled from an entry of the inbox, for these items. */
  recordInbox: (id: number | string, ...refs: string[]) =>
    `/evidence/new?${[`inbox=${segment(String(id))}`, ...refs.map((ref) => `items=${segment(ref)}`)].join('&')}`,
  /** What a second reader did not confirm of one's own. */
  returnedClaims: '/readings/returned',

  itemHistory: (ref: string) => `/items/${segment(ref)}/history`,

  /** Changes to one item; each is a POST and answers 303 to the item. */
  owner: (ref: string) => `/items/${segment(ref)}/owner`,
  dueRevisions: (ref: string) => `/items/${segment(ref)}/due-revisions`,
  timeline: (ref: string) => `/items/${segment(ref)}/timeline`,
  responses: (ref: string, actorId: number | string) =>
    `/items/${segment(ref)}/actors/${segment(String(actorId))}/responses`,
  contributionNotes: (ref: string) => `/items/${segment(ref)}/contribution-notes`,
  watch: (ref: string) => `/items/${segment(ref)}/watch-places`,
  unwatch: (ref: string) => `/items/${segment(ref)}/watch-places/removals`,
  checks: (ref: string) => `/items/${segment(ref)}/checks`,
  followUps: (ref: string) => `/items/${segment(ref)}/follow-ups`,
  followUpDone: (id: number | string) => `/follow-ups/${segment(String(id))}/done`,
  followUpAssignee: (id: number | string) => `/follow-ups/${segment(String(id))}/assignee`,
  followUpPostponements: (id: number | string) => `/follow-ups/${segment(String(id))}/postponements`,
  followUpCancellation: (id: number | string) => `/follow-ups/${segment(String(id))}/cancellation`,
  /** A second reader's verdict on what one update says of one item. */
  readings: (effectId: number | string) => `/effects/${segment(String(effectId))}/readings`,
} as const;

/** Is this page, or one below it, the one that is shown? */
export const isCurrent = (href: string, url: string): boolean => {
  const path = url.split('?')[0] ?? '';
  return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
};
