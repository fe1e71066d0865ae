import { Button, Form, FormActions, LinkButton, paths, useT } from '../../../web/components/index.js';
import type { ItemChoice } from '../evidence-form.query.js';
import { EffectFields } from './effect-fields.js';
import { Event } from './evidence-form.js';
import { SourceFields } from './source-fields.js';

/** The form for evidence on the page of the item it bears on; refused, it comes back as a page of its own. */
export function EvidenceInPlace({ item, idempotencyKey }: { item: ItemChoice; idempotencyKey: string }) {
  const t = useT();
  return (
    <Form id="record" action={paths.evidence} idempotencyKey={idempotencyKey} draft={`evidence-${item.ref}`}>
      <Event />
      <SourceFields values={{}} />
      <EffectFields item={item} index={0} values={{}} errors={{}} corrects={null} alone />
      <FormActions>
        <Button look="primary">{t('evidence.submit')}</Button>
        <LinkButton href={paths.recordEvidence(item.ref)} look="quiet">
          {t('evidence.several')}
        </LinkButton>
      </FormActions>
    </Form>
  );
}
