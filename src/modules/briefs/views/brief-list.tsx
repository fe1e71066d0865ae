import {
  Day,
  DataTable,
  EmptyState,
  LinkButton,
  PageHeader,
  Tabs,
  useCtx,
  useT,
} from '../../../web/components/index.js';
import { may } from '../../../shared/permissions.js';
import type { BriefLine } from '../briefs.service.js';
import { BRIEF_STATES, type BriefState } from '../progress-brief.entity.js';

export function BriefList({ briefs, state }: { briefs: BriefLine[]; state: BriefState | null }) {
  const t = useT();
  const mayRecord = may(useCtx().user, 'record');
  return (
    <>
      <PageHeader
        title={t('brief.list.title')}
        subtitle={t('brief.list.subtitle')}
        actions={
          mayRecord && (
            <LinkButton href="/briefs/new" look="primary" icon="plus">
              {t('brief.new.title')}
            </LinkButton>
          )
        }
      />
      <Tabs
        label={t('brief.list.status')}
        tabs={[null, ...BRIEF_STATES].map((one) => ({
          label: one === null ? t('brief.list.all') : t(`brief.state.${one}`),
          href: one === null ? '/briefs' : `/briefs?state=${one}`,
          current: one === state,
        }))}
      />
      <DataTable
        caption={t('brief.list.title')}
        rows={briefs}
        rowKey={(brief) => String(brief.id)}
        rowHref={(brief) => `/briefs/${brief.id}`}
        columns={[
          {
            key: 'title',
            header: t('brief.field.title'),
            primary: true,
            width: 'wide',
            cell: (brief) => (
              <a href={`/briefs/${brief.id}`} dir="auto">
                {brief.title}
              </a>
            ),
          },
          {
            key: 'subject',
            header: t('brief.list.about'),
            cell: (brief) => <span dir="auto">{brief.publicationTitle ?? t('brief.list.filter')}</span>,
          },
          {
            key: 'period',
            header: t('brief.list.period'),
            width: 'tight',
            cell: (brief) => (
              <>
                <Day day={brief.periodFrom} /> – <Day day={brief.periodTo} />
              </>
            ),
          },
          {
            key: 'audience',
            header: t('brief.field.audience'),
            width: 'tight',
            cell: (brief) => t(`brief.audience.${brief.audience}`),
          },
          {
            key: 'status',
            header: t('brief.list.status'),
            width: 'tight',
            cell: (brief) => <BriefStatus brief={brief} />,
          },
        ]}
        empty={
          <EmptyState
            title={t('brief.list.empty')}
            actions={
              mayRecord && <LinkButton href="/publications">{t('brief.list.empty.action')}</LinkButton>
            }
          >
            {t('brief.list.empty.hint')}
          </EmptyState>
        }
      />
    </>
  );
}

function BriefStatus({ brief: { state, number, approvedOn, replacedBy } }: { brief: BriefLine }) {
  const t = useT();
  if (state === 'draft') return <>{t('brief.draft')}</>;
  if (state === 'awaiting_approval') return <>{t('brief.awaiting')}</>;
  return (
    <>
      <b>{t('brief.list.number', { number: number! })}</b> · <Day day={approvedOn!} />
      {replacedBy && <span class="h-soft"> · {t('brief.replacedBy', { number: replacedBy })}</span>}
    </>
  );
}
