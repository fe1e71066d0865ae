import type { OpenAPIObject } from '@nestjs/swagger';
import { Card, DataTable, PageHeader, useT } from './components/index.js';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

interface Operation {
  id: string;
  tag: string;
  summary: string;
  takes: string[];
}

type Schema = { $ref?: string; properties?: Record<string, unknown>; required?: string[] };

/** The description of the API for people: plain, so that the page needs no script of anyone else's. */
export function OpenApiPage({ document }: { document: OpenAPIObject }) {
  const t = useT();
  const operations = operationsOf(document, t('apiDocs.other'));
  const tags = [...new Set(operations.map(({ tag }) => tag))].toSorted();
  return (
    <>
      <PageHeader title={t('apiDocs.title')} subtitle={t('apiDocs.intro')} />
      <p>
        <a href="/api/docs-json" data-turbo="false">
          {t('apiDocs.machine')}
        </a>
      </p>
      {tags.map((tag) => (
        <Card key={tag} title={tag} flush>
          <DataTable
            caption={tag}
            rows={operations.filter((operation) => operation.tag === tag)}
            rowKey={(operation) => operation.id}
            columns={[
              {
                key: 'operation',
                header: t('apiDocs.operation'),
                primary: true,
                cell: (operation) => <code dir="ltr">{operation.id}</code>,
              },
              {
                key: 'summary',
                header: t('apiDocs.summary'),
                width: 'wide',
                cell: (operation) => operation.summary,
              },
              {
                key: 'takes',
                header: t('apiDocs.takes'),
                cell: (operation) => operation.takes.join(', '),
              },
            ]}
          />
        </Card>
      ))}
    </>
  );
}

function operationsOf(document: OpenAPIObject, otherTag: string): Operation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      if (!operation) return [];
      const parameters = (operation.parameters ?? []).flatMap((one) =>
        'name' in one && one.in === 'query' ? [one.name] : [],
      );
      const body =
        operation.requestBody && 'content' in operation.requestBody ? operation.requestBody : undefined;
      const schema = Object.values(body?.content ?? {})[0]?.schema as Schema | undefined;
      return {
        id: `${method.toUpperCase()} ${path}`,
        tag: operation.tags?.[0] ?? otherTag,
        summary: operation.summary ?? '',
        takes: [...parameters, ...fieldsOf(document, schema)],
      };
    }),
  );
}

/** The body's fields, those that may be left out with a question mark. */
function fieldsOf(document: OpenAPIObject, schema: Schema | undefined): string[] {
  const name = schema?.$ref?.split('/').at(-1);
  const named = name ? (document.components?.schemas?.[name] as Schema | undefined) : schema;
  return Object.keys(named?.properties ?? {}).map((field) =>
    named?.required?.includes(field) ? field : `${field}?`,
  );
}
