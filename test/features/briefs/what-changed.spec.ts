import fc from 'fast-check';
import { BriefFactsService } from '../../../src/modules/briefs/index.js';
import type { BriefFacts, Move } from '../../../src/modules/briefs/facts.js';
import { ReadingsService } from '../../../src/modules/evidence/index.js';
import {
  DueRevisionsService,
  type Progress,
  ResponsesService,
  type Shows,
  allowedMoves,
  isTerminal,
  needsReading,
} from '../../../src/modules/tracking/index.js';
import { addDays } from '../../../src/shared/calendar-date.js';
import { type TestApp, type TestPerson, startTestApp } from '../../support/app.js';
import { type MadePublication, makePublication, recordEvidence } from '../../support/data.js';

/**
 * Whatever staff do in whatever order: what a brief tells of any two days is what a model that saw every command holds.
 */
const START = '2026-01-05';
const DAYS = 200;
const day = (n: number) => addDays(START, n);

let heed: TestApp;
let writer: TestPerson;
let reader: TestPerson;

beforeAll(async () => {
  heed = await startTestApp({ today: START });
  const teamId = await heed.team('Waterways');
  writer = await heed.person({ role: 'manager', teamId });
  reader = await heed.person({ role: 'manager', teamId });
});
afterAll(() => heed?.close());

interface Command {
  item: number;
  /** Days since the last command. */
  after: number;
  do: 'evidence' | 'confirm' | 'sendBack' | 'revise' | 'respond';
  shows: Shows;
  /** Which of the moves that are allowed; the last: none. */
  pick: number;
  kind: 'slipped' | 're_estimated' | 'corrected';
  response: 'no_reply' | 'accepted' | 'rejected';
}

const commands = fc.array(
  fc.record<Command>({
    item: fc.nat(1),
    after: fc.nat(12),
    do: fc.constantFrom(
      'evidence',
      'evidence',
      'evidence',
      'confirm',
      'confirm',
      'sendBack',
      'revise',
      'respond',
    ),
    shows: fc.constantFrom('progress', 'progress', 'no_progress', 'reversal', 'background'),
    pick: fc.nat(4),
    kind: fc.constantFrom('slipped', 're_estimated', 'corrected'),
    response: fc.constantFrom('no_reply', 'accepted', 'rejected'),
  }),
  { minLength: 4, maxLength: 16 },
);

/** What the model holds of one item. */
interface Held {
  ref: string;
  version: number;
  /** Claimed, and what stood before where a claim waits. */
  progress: Progress;
  beforeClaim: Progress;
  waiting: number | null;
  confirmed: Progress;
  dueOn: string;
  response: string;
  /** Everything that counts, by the day on which it came to count. */
  told: { on: string; what: string }[];
}

const inWords = (move: Move): string => {
  switch (move.kind) {
    case 'progress':
      return `${move.from} > ${move.to}`;
    case 'due':
      return `due ${move.from?.on} > ${move.to?.on}`;
    case 'response':
      return `response ${move.from} > ${move.to}`;
    case 'new':
    case 'corrected':
    case 'past_due':
      return move.kind;
  }
};

class Model {
  readonly items: Held[];
  today = 0;

  constructor(private readonly made: MadePublication) {
    this.items = made.actions.map(({ ref, dueOn }) => ({
      ref,
      version: 1,
      progress: 'no_public_evidence',
      beforeClaim: 'no_public_evidence',
      waiting: null,
      confirmed: 'no_public_evidence',
      dueOn: dueOn!,
      response: 'not_asked',
      told: [{ on: START, what: 'new' }],
    }));
  }

  async follow(command: Command): Promise<void> {
    this.today = Math.min(this.today + command.after, DAYS);
    heed.clock.set(`${day(this.today)}T10:00:00Z`);
    const item = this.items[command.item];
    switch (command.do) {
      case 'evidence':
        return this.evidence(item, command);
      case 'confirm':
        return this.read(item, 'confirmed');
      case 'sendBack':
        return this.read(item, 'sent_back');
      case 'revise':
        return this.revise(item, command);
      case 'respond':
        return this.respond(item, command);
    }
  }

  private tell(item: Held, what: string) {
    item.told.push({ on: day(this.today), what });
  }

  private async evidence(item: Held, { shows, pick }: Command) {
    // A claim that waits does not count yet: what is allowed, is so from where the item stood before it.
    const stands = item.waiting === null ? item.progress : item.beforeClaim;
    const to = [...allowedMoves(stands, shows), null][pick] ?? null;
    const text = `Update ${item.version} of ${item.ref}`;
    const { updateId } = await recordEvidence(heed.app, writer, {
      eventOn: day(this.today),
      text,
      effects: [{ item: item.ref, shows, progressTo: to }],
    });
    item.version += 1;
    this.tell(item, `evidence ${text}`);
    if (to === null) return;
    item.beforeClaim = stands;
    item.progress = to;
    const [{ id }] = await heed.ownerDataSource.query<[{ id: number }]>(
      'SELECT id FROM effect WHERE update_id = $1',
      [updateId],
    );
    item.waiting = needsReading(to) ? id : null;
    if (!needsReading(to)) this.count(item, to);
  }

  private count(item: Held, to: Progress) {
    if (item.confirmed !== to) this.tell(item, `${item.confirmed} > ${to}`);
    item.confirmed = to;
  }

  private async read(item: Held, verdict: 'confirmed' | 'sent_back') {
    if (item.waiting === null) return;
    await heed.app
      .get(ReadingsService)
      .read(reader, item.waiting, { verdict, reason: verdict === 'sent_back' ? 'Not borne.' : null });
    item.waiting = null;
    item.version += 1;
    if (verdict === 'confirmed') this.count(item, item.progress);
    else item.progress = item.beforeClaim;
  }

  private async revise(item: Held, { kind, pick }: Command) {
    // Nothing more is expected of it.
    if (item.waiting === null && isTerminal(item.progress)) return;
    const dueOn = addDays(item.dueOn, 10 + pick * 20);
    await heed.app.get(DueRevisionsService).revise(writer, item.ref, {
      kind,
      dueOn,
      precision: 'day',
      reason: 'They said so.',
      sourceUrl: null,
      version: await versionOf(item.ref),
    });
    this.tell(item, `due ${item.dueOn} > ${dueOn}`);
    item.dueOn = dueOn;
  }

  private async respond(item: Held, { response }: Command) {
    const [{ id }] = await heed.ownerDataSource.query<[{ id: number }]>(
      'SELECT actor_id AS id FROM item_actor a JOIN item i ON i.id = a.item_id WHERE i.ref = $1',
      [item.ref],
    );
    await heed.app.get(ResponsesService).record(writer, item.ref, id, {
      response,
      respondedOn: day(this.today),
      reply: null,
      sourceUrl: null,
      version: await versionOf(item.ref),
    });
    if (item.response !== response) this.tell(item, `response ${item.response} > ${response}`);
    item.response = response;
  }

  async factsOf(from: string, to: string): Promise<BriefFacts> {
    return heed.app.get(BriefFactsService).gather(writer, {
      title: 'Whatever',
      publicationId: this.made.publication.id,
      filter: {},
      periodFrom: from,
      periodTo: to,
      audience: 'internal',
      recipient: null,
      commentary: '',
      itemCommentary: {},
    });
  }
}

const versionOf = async (ref: string) => {
  const [{ version }] = await heed.ownerDataSource.query<[{ version: number }]>(
    'SELECT version FROM item WHERE ref = $1',
    [ref],
  );
  return version;
};

test('what changed between two days is what a model that saw every command holds', async () => {
  await fc.assert(
    fc.asyncProperty(commands, fc.nat(DAYS), fc.nat(DAYS), async (todo, one, other) => {
      heed.clock.set(`${START}T09:00:00Z`);
      const made = await makePublication(heed.app, {
        by: writer,
        actions: [{ dueOn: day(60) }, { dueOn: day(150) }],
      });
      const model = new Model(made);
      for (const command of todo) await model.follow(command);
      const [from, to] = [Math.min(one, other), Math.max(one, other)].map(day) as [string, string];
      const facts = await model.factsOf(from, to);
      for (const item of model.items) {
        const said = facts.items.find(({ ref }) => ref === item.ref)!;
        const moves = said.moves.filter(({ kind }) => kind !== 'past_due').map(inWords);
        const news = said.evidence.filter(({ isNew }) => isNew).map(({ text }) => `evidence ${text}`);
        const held = item.told.filter(({ on }) => on >= from && on <= to).map(({ what }) => what);
        expect([...moves, ...news].toSorted()).toEqual(held.toSorted());
        expect(said.progress.value).toBe(item.confirmed);
        expect(said.timeline.due!.on).toBe(item.dueOn);
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);
