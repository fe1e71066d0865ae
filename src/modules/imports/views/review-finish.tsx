import { Button, paths, useT } from '../../../web/components/index.js';
import { countOf } from '../review.js';
import type { ReviewPageData } from './review-model.js';

/** The bar at the foot: track, keep, discard; the next doubt; whether everything is saved. */
export function Finish({
  data: { id, review, comparesWith },
  doubts,
}: {
  data: ReviewPageData;
  doubts: number;
}) {
  const t = useT();
  const { items } = countOf(review);
  const words = (count: number) => t('imports.review.commit', { count });
  return (
    <div
      class="h-import-finish"
      role="group"
      aria-label={t('imports.review.finish')}
      data-import-one={words(1)}
      data-import-many={words(2)}
      data-import-none={t('imports.review.commitNone')}
    >
      <Button look="primary" formaction={`${paths.imports}/${id}/commit`} icon="check">
        {comparesWith ? (
          t('again.with.next', { publication: comparesWith.refPrefix })
        ) : (
          <span data-import-words>{items > 0 ? words(items) : t('imports.review.commitNone')}</span>
        )}
      </Button>
      <Button>{t('imports.review.save')}</Button>
      <Button
        look="quiet"
        formaction={`${paths.imports}/${id}/discard`}
        confirm={t('imports.review.discardAsk')}
      >
        {t('imports.review.discard')}
      </Button>
      {doubts > 0 && (
        <span class="h-import-steps" data-scripted data-import-steps>
          <Button type="button" look="quiet" small>
            {t('imports.review.nextDoubt')} <kbd aria-hidden="true">{t('imports.review.nextDoubtKey')}</kbd>
          </Button>
        </span>
      )}
      <span
        class="h-import-saved"
        role="status"
        data-autosave={`${paths.imports}/${id}/autosave`}
        data-saving={t('imports.saving')}
        data-unsaved={t('imports.unsaved')}
        data-stale={t('imports.savedElsewhere')}
        data-failed={t('imports.saveFailed')}
        data-leave={t('imports.leave')}
      />
    </div>
  );
}
