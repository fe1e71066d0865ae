import type { DraftState } from '../import-draft.entity.js';
import type { ReadingProgress } from '../draft-readings.service.js';
import type { Reading } from '../reader/reading.js';
import type { Review } from '../review.js';

/** What the API answers of a draft. */
export interface DraftAnswer {
  id: string;
  filename: string;
  createdAt: Date;
  /** What came of it; then there is nothing to review any more. */
  publicationId: number | null;
  state: DraftState;
  /** While it is being read. */
  progress?: ReadingProgress;
  /** Why it could not be read, such as `import.tooSlow`. */
  failure?: string;
  reading?: Reading;
  warnings?: Reading['warnings'];
  /** As it was saved: fields in error are as they were typed. */
  review?: Review;
  /** Of a review that was saved just now: what is to be put right before the commit. */
  errors?: { field: string; message: string }[];
}

export const DOCUMENT = {
  schema: {
    type: 'object',
    properties: {
      file: { type: 'string', format: 'binary', description: 'As multipart/form-data; up to 20 MB' },
      text: { type: 'string', description: 'Instead of a file' },
      filename: { type: 'string', description: 'With `text`: its ending (.md, .csv) tells how to read it' },
    },
    example: {
      filename: 'brief.md',
      text: '# Lamps\n\n## Recommendations\n\n1. The town should mend its lamps.',
    },
  },
};

const common = {
  id: '7d0c3f5e-2f6a-4a0f-9d0e-5b1f0a9c3d21',
  filename: 'brief.md',
  createdAt: '2026-11-22T12:00:00.000Z',
  publicationId: null,
};

const recommendation = {
  text: 'The town should mend its lamps.',
  heading: null,
  addressee: null,
  confidence: 1,
  at: { line: 5 },
};

export const DRAFT = {
  description: 'The draft with its reading (as `heed import --dry-run --json` prints it) and its review',
  schema: {
    type: 'object',
    example: {
      ...common,
      state: 'read',
      reading: {
        format: 'markdown',
        recommendations: [recommendation],
        actions: [],
        notes: [],
        warnings: [],
      },
      warnings: [],
      review: {
        publication: { title: 'Lamps', date: '', classification: 'internal', teamId: 3 },
        recommendations: [{ include: true, text: recommendation.text, timelineKind: 'none_in_source' }],
        actions: [],
      },
    },
  },
};

export const READING = {
  description: 'It is being read; Location says where to ask again',
  schema: {
    type: 'object',
    example: { ...common, state: 'reading', progress: { seconds: 3, ahead: 1, interrupted: false } },
  },
};

/** One row that names its actor, one that is left out. */
export const REVIEW_EXAMPLE = {
  examples: {
    changes: {
      summary: 'A date, and the first of two actions with its actor chosen',
      value: {
        publication: { date: '14 October 2026' },
        actions: [
          {
            actors: [{ name: 'MFA', match: '12', lead: true }],
            timelineText: 'within 90 days of adoption',
            anchorOn: '2026-11-01',
          },
          { include: false },
        ],
      },
    },
  },
};
