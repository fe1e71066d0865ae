export {
  CLASSIFICATIONS,
  type Classification,
  DATE_PRECISIONS,
  type DatePrecision,
  type Place,
  Publication,
  PublicationDocument,
  PublicationGrant,
  PublicationNote,
  PublicationSection,
  StoredFile,
} from './publication.entity.js';
export { keepFile } from './keep-file.js';
export { PublicationsModule } from './publications.module.js';
export {
  type ImportedDocument,
  type NewPublication,
  type PublicationFacts,
  PublicationsService,
} from './publications.service.js';
export { nameKeyOfSeries, refPrefixFor, seriesCode } from './reference-prefix.js';
export { roleSees, visiblePublications } from './visibility.js';
