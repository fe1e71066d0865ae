/** Everything a page is built from: `import { Card, PageHeader, useT } from '../../web/components/index.js'`. */
export * from './badges.js';
export * from './buttons.js';
export * from './charts.js';
export * from './dates.js';
export * from './forms.js';
export * from './icons.js';
export * from './page.js';
export * from './page-context.js';
export * from './paths.js';
export * from './table.js';
export * from './url.js';
export * from './words.js';
