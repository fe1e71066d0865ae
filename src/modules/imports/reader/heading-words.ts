import { MATRIX_HEADINGS, NOTES_HEADINGS, OTHER_HEADINGS, RECOMMENDATION_HEADINGS } from './other-scripts.js';
import { fold } from './words.js';

/** Headings that policy briefs share. Those of `PARENTS` usually have headings of their own below them. */
const PARENTS =
  /^(?:(?:situation|policy|context|problem|stakeholder|strategic)? ?analysis|discussion|(?:key )?findings|results|(?:literature )?review|methodology|assessment|main body|(?:annex|appendix|appendices|annexes|annexure)\b.{0,80})$/;
const LEAVES =
  /^(?:overview|issues?|the issue|(?:key|policy|core) issues?|problem(?: statement)?|the problem|(?:executive )?summary|abstract|key (?:messages|points|takeaways|judge?ments)|background|context|introduction|preamble|purpose|objectives?|aims?|scope|rationale|challenges|(?:policy )?implications|conclusions?|concluding (?:remarks|thoughts)|(?:way|ways|path) forward|next steps|outlook|policy options|about the authors?|acknowledge?ments|implementation(?: and monitoring)?|monitoring(?:,? (?:and )?evaluation(?: and learning)?)?|limitations|abbreviations|acronyms|table of contents|contents)$/;
const NOTES =
  /^(?:(?:end|foot)?notes?|references?|bibliography|works cited|sources|citations|notes and references|references and notes)$/;
const MATRIX =
  /^(?:(?:policy )?action (?:matrix|plan|table)|(?:key |priority |policy |proposed )?actions|(?:implementation|policy|recommendations?) (?:matrix|plan|framework|roadmap)|matrix(?: of actions)?|action matri(?:x|ces).*|roadmap|plan d'action|plan de accion|ma(?:ss|ß)nahmenplan|aktionsplan)$/;

/** Headings that announce recommendations; `kind` is mixed where the section holds other things too. */
const RECOMMENDATIONS =
  /^(?:(?:key|main|policy|our|specific|proposed|strategic|summary of|list of|actionable|priority|the) ){0,3}recommend(?:ation|aton|eation)s?(?: (?:for|to|and) .{1,80})?$|^(?:the )?(?:policy )?(?:way|path)s? forward$|^(?:policy )?(?:proposals|suggestions|prescriptions|measures)$|^what (?:should|must|needs? to|can) be done\??$|^what .{2,60} (?:should|must|ought to|needs? to) do(?: next| now)?$|^[^.:]{3,50} (?:and|&) (?:policy )?recommendations?$|^recommended (?:actions|measures|policies|policy (?:actions|measures))$|^(?:policy )?next steps$|^(?:principales? )?(?:recommandations|recomendaciones|recomenda[cç][oõ]es|raccomandazioni|(?:handlungs)?empfehlungen)\b.{0,60}$|^recommendations?\b.{0,40}$/;

/** A heading without its number and colon, folded for comparing. */
export function headingKey(text: string): string {
  return fold(text.replaceAll(/[⁰¹²³⁴-⁹]+/g, ''))
    .replace(
      /^(?:(?:section|part|chapter)\s+)?(?:(?:\d+(?:\.\d+)*|[ivx]{1,5})[.):]\s*|\d{1,2}(?:\.\d{1,2})*\s+)/,
      '',
    )
    .replace(/[\s:.–-]+$/, '');
}

export function isRecommendationsHeading(text: string): boolean {
  if (text.length > 100 || isNumberedRecommendation(text)) return false;
  const key = headingKey(text);
  return RECOMMENDATIONS.test(key) || RECOMMENDATION_HEADINGS.test(key);
}

/** "Recommendation 3: Cut the price" is the heading of one of them. */
export function isNumberedRecommendation(text: string): boolean {
  return /^(?:policy )?recommendation\s+(?:no\.?\s*)?\d{1,2}\b/i.test(text);
}

/** "Conclusion and recommendations": what is not a recommendation stands there too. */
export function isMixedHeading(text: string): boolean {
  return /^(?:conclu|discussion|finding|analysis|result|summary|(?:policy )?implication).* (?:and|&) /.test(
    headingKey(text),
  );
}

export function isNotesHeading(text: string): boolean {
  return NOTES.test(headingKey(text)) || NOTES_HEADINGS.test(headingKey(text));
}

export function isMatrixHeading(text: string): boolean {
  return MATRIX.test(headingKey(text)) || MATRIX_HEADINGS.test(headingKey(text));
}

/** Whether headings that are not known follow below this one rather than beside it. */
export function isParentHeading(text: string): boolean {
  return PARENTS.test(headingKey(text)) || isRecommendationsHeading(text);
}

/** A heading that policy briefs share, whatever its number and capitals. */
export function isKnownHeading(text: string): boolean {
  if (text.length > 100) return false;
  const key = headingKey(text);
  return (
    isRecommendationsHeading(text) ||
    [PARENTS, LEAVES, NOTES, MATRIX, NOTES_HEADINGS, MATRIX_HEADINGS, OTHER_HEADINGS].some((pattern) =>
      pattern.test(key),
    )
  );
}
