import type { Line, Warn } from './masthead.js';
import { ORGANISATION, SERIES, takeField } from './masthead.js';
import { excerpt } from './words.js';

const HONORIFIC =
  /^(?:dr|prof(?:essor)?|mr|mrs|ms|amb(?:assador)?|gen(?:eral)?|lt|col(?:onel)?|brig(?:adier)?|sir|dame|justice|senator)\b\.? /i;

/** What stands behind a name and is none: a body, a post, a degree. */
const AFFILIATION =
  /\b(?:universit|college|ministry|department|director|fellow|professor of|analyst|researcher|research (?:associate|officer|assistant)|associate|lecturer|economist|advis[eo]r|consultant|coordinator|head of|chair(?:man|woman|person)? of|\bunit\b|\bteam\b|\boffice\b|\bdivision\b|\bdesk\b|member of|former|ph\.?d|m\.?phil|mba|esq)\b/i;

const NAME =
  /^(?:(?:dr|prof(?:essor)?|mr|mrs|ms|amb(?:assador)?|sir|dame|justice|senator)\.? (?:\([A-Z]\) )?)?\p{Lu}[\p{L}'’.-]+(?: \p{Lu}\.)*(?: (?:de|da|del|van|von|der|al|bin|ul|el|di|la|le|ten|zu))*(?: \p{Lu}[\p{L}'’-]+){1,3}$/iu;

/** Authors from a field ("By …"), from a line with a title ("Dr. Ada Rook") or with bodies behind the names. */
export function takeAuthors(lines: Line[], warn: Warn): string[] {
  const labelled = takeField(
    lines,
    /^(?:(?:lead |principal |corresponding )?authors?|author\(s\)|written by|prepared by|by|from)$/i,
  );
  if (labelled) return namesOf(labelled);
  const byline = lines.find(
    (line) => /^(?:by|written by|prepared by)\s+\p{Lu}/iu.test(line.text) && line.text.length < 150,
  );
  if (byline) {
    byline.used = true;
    return namesOf(byline.text.replace(/^(?:(?:written|prepared) )?by\s+/i, ''));
  }
  const person = lines.find(
    (line) =>
      !line.used && HONORIFIC.test(line.text) && line.text.length < 200 && namesOf(line.text).length > 0,
  );
  if (person) {
    person.used = true;
    return namesOf(person.text);
  }
  // Below a title, a line of nothing but names.
  const line = lines.slice(1).find((candidate) => isLineOfNames(candidate));
  if (!line) return [];
  line.used = true;
  warn('publication.authors', `"${excerpt(line.text)}" was taken for the authors.`);
  return namesOf(line.text);
}

function isLineOfNames({ text, used, paragraph }: Line): boolean {
  if (used || !paragraph || paragraph.headingLevel === 1 || text.length > 200 || SERIES.test(text))
    return false;
  const names = namesOf(text);
  const isNamed = names.length > 0 && names.every((name) => NAME.test(name) && !ORGANISATION.test(name));
  const hasBody =
    text.split(/[;(]/).some((part) => /,/.test(part) && ORGANISATION.test(part)) || /\([^)]*\)/.test(text);
  return isNamed && text.startsWith(names[0]) && (names.length > 1 || hasBody) && /^\p{Lu}/u.test(names[0]);
}

/** The names of a list, the bodies that stand with them left out: they are no authors. */
function namesOf(text: string): string[] {
  const isApart = text.includes(';');
  return text
    .replaceAll(/\s*\([^)]{2,}\)/g, (inner) => (/^\s*\(R(?:etd)?\.?\)/i.test(inner) ? inner : ''))
    .replaceAll(/[\u00B9\u00B2\u00B3\u2070-\u2079*†‡]+/g, '')
    .split(isApart ? /\s*;\s*(?:and\s+)?/ : /\s*(?:[,&•|]|\band\b)\s*/)
    .map((part) => (isApart ? part.split(/\s*,\s*/)[0] : part).trim())
    .filter((name) => name && (isApart || (!AFFILIATION.test(name) && !ORGANISATION.test(name))));
}
