import { describe, expect, it } from '@jest/globals';
import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import {
  CheckDueBadge,
  DataTable,
  DateField,
  Day,
  FilterChips,
  Form,
  Pagination,
  ProgressBadge,
  RadioGroup,
  Ref,
  RelativeDays,
  Repeatable,
  SourceChip,
  SourceText,
  StackedBar,
  TextField,
  type Timeliness,
  TimelinessBadge,
  fieldId,
  htmlName,
  valueAt,
  withQuery,
  withoutValue,
  wordsOf,
} from '../../src/web/components/index.js';
import { Layout } from '../../src/web/components/layout.js';
import { PageContext } from '../../src/web/components/page-context.js';
import { translator } from '../../src/web/messages/index.js';
import type { RequestState } from '../../src/web/request-state.js';

const request = (over: Partial<RequestState> = {}): RequestState => ({
  user: { id: 1, name: 'Ada <b>', email: 'ada@example.org', role: 'admin', teamId: 1 },
  csrf: 'token-1',
  nonce: 'nonce-1',
  locale: 'en',
  dir: 'ltr',
  url: '/items',
  today: '2026-11-22',
  organisation: { name: 'Institute & Co', timeZone: 'UTC', dueSoonDays: 60 },
  by: 'session',
  ...over,
});

function render(children: ComponentChildren, over: Partial<RequestState> = {}): string {
  const ctx = request(over);
  return renderToString(
    <PageContext.Provider value={{ ctx, t: translator(ctx.locale) }}>{children}</PageContext.Provider>,
  );
}

const text = (html: string) =>
  html
    .replaceAll(/<(script|style)[^>]*>.*?<\/\1>/gs, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

const layout = (over: Partial<RequestState> = {}, kind: 'full' | 'bare' = 'full') =>
  render(
    <Layout title="Items" kind={kind}>
      <h1>Items</h1>
    </Layout>,
    over,
  );

describe('Layout', () => {
  it('escapes what people are called and carries no inline style or script', () => {
    const html = layout();
    expect(html).toContain('Ada &lt;b>');
    expect(html).not.toContain('Ada <b>');
    expect(html).not.toMatch(/\sstyle=/);
    expect(html).not.toMatch(/\son\w+=/);
    for (const [script] of html.matchAll(/<script[^>]*>/g)) {
      expect(script).toContain('nonce="nonce-1"');
      expect(script).toContain('src="/assets/');
    }
  });

  it('takes language, direction and the mirrored style sheet from the locale', () => {
    expect(layout()).toMatch(/<html lang="en" dir="ltr">/);
    const rtl = layout({ locale: 'en-x-rtl', dir: 'rtl' });
    expect(rtl).toMatch(/<html lang="en" dir="rtl">/);
    expect(rtl).toContain('tabler.rtl.min.css');
  });

  it('marks the current page and offers each person what they may do', () => {
    expect(layout({ url: '/items/PB-11.A3' })).toMatch(/href="\/items" aria-current="page"/);
    expect(layout({ url: '/items/PB-11.A3' })).toContain('/evidence/new?items=PB-11.A3');
    expect(layout()).toContain('/admin/people');
    const viewer = layout({ user: { ...request().user!, role: 'viewer' } });
    expect(viewer).not.toContain('/admin/people');
    expect(viewer).not.toContain('/evidence/new');
  });

  it('says what was done only in sentences it has', () => {
    expect(text(layout({ url: '/items?done=saved' }))).toContain('Saved.');
    for (const done of ['nothing-known', '%3Cb%3Ehello', 'saved%20now', 'constructor'])
      expect(layout({ url: `/items?done=${done}` })).not.toContain('h-flash');
  });

  it('leaves out the navigation where nobody is signed in', () => {
    expect(layout({ user: null })).not.toContain('<nav');
    expect(layout({}, 'bare')).not.toContain('<nav');
  });
});

describe('Form', () => {
  const errors = { title: 'Give a <title>.', 'sources[1].url': 'No address.', '': 'Changed meanwhile.' };
  const form = () =>
    render(
      <Form
        action="/x"
        id="f"
        values={{ title: '"><script>', sources: [{}, { url: 'nowhere' }] }}
        errors={errors}
        idempotencyKey="once"
      >
        <TextField name="title" label="Title" hint="Short" required />
        <TextField name="sources[1].url" label="Address" type="url" />
        <RadioGroup name="shows" label="Shows" options={[{ value: 'a', label: 'A' }]} />
      </Form>,
    );

  it('carries token and key, keeps what was sent, escaped', () => {
    const html = form();
    expect(html).toContain('name="_csrf" value="token-1"');
    expect(html).toContain('name="idempotencyKey" value="once"');
    expect(html).toContain('value="&quot;>&lt;script>"');
    expect(html).toContain('name="sources[1][url]"');
    expect(html).toContain('value="nowhere"');
    expect(html).toContain('Give a &lt;title>.');
  });

  it('leads from each error to its field and ties hint and error to it', () => {
    const html = form();
    expect(html).toContain('href="#f-title"');
    expect(html).toContain('href="#f-sources-1-url"');
    expect(html).toContain('aria-invalid="true" aria-describedby="f-title-hint f-title-error"');
    expect(html).toContain('id="f-sources-1-url"');
    expect(text(html)).toContain('3 things need your attention');
    expect(html).toMatch(/<li><span dir="auto">Changed meanwhile\.<\/span><\/li>/);
  });

  it('puts no token into a form that changes nothing', () => {
    expect(render(<Form action="/items" method="get" children={null} />)).not.toContain('_csrf');
  });

  it('repeats a date in words and never fills a password again', () => {
    const html = render(
      <Form action="/x" values={{ on: '2026-06-30', password: 'secret' }}>
        <DateField name="on" label="On" />
        <TextField name="password" type="password" label="Password" />
      </Form>,
    );
    expect(text(html)).toContain('30 Jun 2026');
    expect(html).not.toContain('secret');
  });

  it('renders a template for one row more', () => {
    const html = render(
      <Repeatable
        name="sources"
        count={2}
        legend={(n) => `Source ${n}`}
        addLabel="Add"
        removeLabel="Remove"
        row={(path) => <TextField name={`${path}.url`} label="Address" />}
      />,
    );
    expect(html).toContain('name="sources[1][url]"');
    expect(html).toMatch(/<template>.*sources\[__index__\]\[url\].*<\/template>/);
    expect(html.indexOf('type="submit" class="visually-hidden"')).toBeLessThan(html.indexOf('name="remove"'));
  });

  it('names fields as the server reads them', () => {
    expect(htmlName('effects[1].quote')).toBe('effects[1][quote]');
    expect(fieldId('f', 'effects[1].quote')).toBe('f-effects-1-quote');
    expect(valueAt({ effects: [{}, { quote: 'q' }] }, 'effects[1].quote')).toBe('q');
    expect(valueAt({ effects: 'no list' }, 'effects[1].quote')).toBeUndefined();
  });
});

describe('Badges', () => {
  it.each<[Timeliness, number | null, string]>([
    ['past_due', -145, '145 days past due'],
    ['past_due', -1, '1 day past due'],
    ['due_soon', 39, 'due in 39 days'],
    ['due_soon', 0, 'due today'],
    ['done_late', -12, 'done 12 days late'],
    ['done_in_time', 3, 'Done in time'],
    ['no_due_date', null, 'No due date'],
  ])('reads %s %s as "%s"', (timeliness, days, words) => {
    expect(text(render(<TimelinessBadge {...{ timeliness, days }} />))).toBe(words);
  });

  it('says progress in a word, with its second reading', () => {
    expect(text(render(<ProgressBadge progress="implemented" claim="awaiting" />))).toBe(
      'Implemented awaiting second reading',
    );
    expect(render(<ProgressBadge progress="implemented" claim="confirmed" />)).toContain(
      'aria-label="confirmed"',
    );
    for (const progress of wordsOf('progress'))
      expect(text(render(<ProgressBadge progress={progress} />))).not.toBe('');
  });

  it('tells our lateness and days apart from the calendar', () => {
    expect(text(render(<CheckDueBadge days={97} />))).toBe('not checked for 97 days');
    expect(text(render(<CheckDueBadge days={null} />))).toBe('never checked');
    expect(text(render(<RelativeDays day="2026-12-31" />))).toBe('in 39 days');
    expect(text(render(<RelativeDays day="2026-06-30" />))).toBe('145 days ago');
    expect(text(render(<RelativeDays day="2026-11-22" />))).toBe('today');
  });

  it('shows a day as far as it is known', () => {
    expect(render(<Day day="2026-06-30" />)).toContain(
      '<time class="h-day" datetime="2026-06-30" dir="auto">30 Jun 2026</time>',
    );
    expect(text(render(<Day day="2026-06-30" precision="month" />))).toBe('June 2026');
    expect(text(render(<Day day="2026-06" />))).toBe('June 2026');
    expect(text(render(<Day day="2026" />))).toBe('2026');
    expect(text(render(<Day day="soon" />))).toBe('soon');
  });

  it('links a source only by web addresses', () => {
    const source = { title: 'A', publisher: null, date: '2026-05', standing: 'first_hand' as const };
    expect(render(<SourceChip source={{ ...source, url: 'https://example.org/a' }} />)).toContain(
      'href="https://example.org/a"',
    );
    for (const url of ['javascript:alert(1)', ' javascript:alert(1)', 'data:text/html,x', '//example.org'])
      expect(render(<SourceChip source={{ ...source, url }} />)).not.toContain('href');
  });

  it('keeps references left-to-right and the source in its own direction', () => {
    expect(render(<Ref>PB-11.A3</Ref>)).toMatch(/<bdi[^>]*dir="ltr">PB-11\.A3<\/bdi>/);
    const words = render(<SourceText place="p. 3">{'متن <b>\n\nSecond'}</SourceText>);
    expect(words).toContain('<blockquote dir="auto"><p>متن &lt;b></p><p>Second</p></blockquote>');
  });
});

describe('Lists', () => {
  it('sorts by links that keep the rest of the address', () => {
    const table = (sort: string) =>
      render(
        <DataTable
          caption="Items"
          rows={[{ ref: 'A' }]}
          rowKey={(row) => row.ref}
          sort={sort}
          columns={[{ key: 'due', header: 'Due', sort: 'due', cell: (row) => row.ref }]}
        />,
        { url: '/items?q=a%26b&page=3' },
      );
    expect(table('due')).toContain('aria-sort="ascending"');
    expect(table('due')).toContain('href="/items?q=a%26b&amp;sort=-due"');
    expect(table('-due')).toContain('aria-sort="descending"');
    expect(table('title')).not.toContain('aria-sort');
  });

  it('takes one value out of the address and leaves the others', () => {
    const url = '/items?progress=in_progress&progress=reversed&page=2&q=x';
    expect(withoutValue(url, 'progress', 'reversed')).toBe('/items?progress=in_progress&q=x');
    expect(withoutValue(url, 'progress')).toBe('/items?q=x');
    expect(withQuery('/items', { page: 2 })).toBe('/items?page=2');
    const chips = render(
      <FilterChips
        chips={[{ label: 'Progress', value: 'Reversed', removeHref: '/items' }]}
        clearHref="/items"
      />,
    );
    expect(chips).toContain('aria-label="Remove filter: Progress Reversed"');
  });

  it('counts rows from 1', () => {
    expect(text(render(<Pagination from={1} to={50} total={312} next="/items?page=2" />))).toContain(
      '1–50 of 312',
    );
    expect(render(<Pagination from={0} to={0} total={0} />)).toBe('');
  });

  it('draws the bar with title, description, links and the same numbers as a table', () => {
    const html = render(
      <StackedBar
        id="b"
        counts={[
          { progress: 'implemented', count: 1, href: '/items?progress=implemented' },
          { progress: 'no_public_evidence', count: 3, href: '/items?progress=no_public_evidence' },
          { progress: 'reversed', count: 0, href: '/none' },
        ]}
      />,
    );
    expect(html).toContain('A bar of 4 items: No public evidence 3, Implemented 1.');
    expect(html).toContain('aria-labelledby="b-title b-desc"');
    expect(html).not.toContain('/none');
    expect(text(html)).toMatch(/No public evidence 3 75% Implemented 1 25% Total 4/);
  });
});
