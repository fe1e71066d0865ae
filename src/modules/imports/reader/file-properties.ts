import { anchorDay, parsePartialDate } from '../../../shared/calendar-date.js';
import type { PublicationReading, Warning } from './reading.js';
import type { FileProperties } from './rich-document.js';

/** Names that programs and templates leave behind. */
const NO_TITLE =
  /^(?:untitled|document ?\d*|microsoft word\b.*|.*\.(?:docx?|odt|html?|pdf)|title|home|powerpoint.*)$/i;
const NO_AUTHOR =
  /\b(?:user|admin|administrator|office|owner|windows|microsoft|unknown|default|template|pc|laptop|hp|dell|lenovo|un-named|python-docx|apache)\b|[@\d\\_]/i;

/** What the document itself does not say and its file does; each is to be looked at. */
export function fillFromProperties(publication: PublicationReading, properties: FileProperties): Warning[] {
  const warnings: Warning[] = [];
  const warn = (at: string, what: string) =>
    warnings.push({ at: `publication.${at}`, message: `${what} in the file's properties, not in its text.` });
  const { title, author, date, language } = properties;
  if (!publication.title && title && !NO_TITLE.test(title)) {
    publication.title = title;
    warn('title', `"${title}" stands`);
  }
  if (publication.authors.length === 0 && author && / /.test(author) && !NO_AUTHOR.test(author)) {
    publication.authors = author.split(/\s*[;,]\s*|\s+and\s+/).filter(Boolean);
    warn('authors', `"${author}" stands`);
  }
  const read = date === undefined ? null : parsePartialDate(date);
  if (!publication.date && read) {
    Object.assign(publication, { date, datePrecision: read.precision, anchor: anchorDay(read) });
    warn('date', `The date ${date} stands`);
  }
  publication.language ??= language ?? null;
  return warnings;
}
