import type { Answer } from '../../support/client.js';

/** What a page says, without its markup. */
export const textOf = ({ text }: Pick<Answer, 'text'>): string =>
  text
    .replaceAll(/<style[\s\S]*?<\/style>|<script[\s\S]*?<\/script>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');
