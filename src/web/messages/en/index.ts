import { access } from './access.js';
import { actors } from './actors.js';
import { again } from './again.js';
import { briefs } from './briefs.js';
import { bulk } from './bulk.js';
import { common } from './common.js';
import { errors } from './errors.js';
import { evidence } from './evidence.js';
import { imports } from './imports.js';
import { items } from './items.js';
import { manage } from './manage.js';
import { overview } from './overview.js';
import { publications } from './publications.js';
import { search } from './search.js';
import { settings } from './settings.js';
import { words } from './words.js';

/** Every text of the interface, in ICU message syntax, by area. */
export const en = {
  ...common,
  ...words,
  ...errors,
  ...access,
  ...settings,
  ...search,
  ...items,
  ...evidence,
  ...overview,
  ...publications,
  ...actors,
  ...imports,
  ...bulk,
  ...again,
  ...manage,
  ...briefs,
} as const;

export type MessageKey = keyof typeof en;
