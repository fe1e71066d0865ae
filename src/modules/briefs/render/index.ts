export { renderCsv } from './csv.js';
export { renderDocx } from './docx.js';
export { renderHtml } from './html.js';
export { evidenceColumns, itemColumns, sourceColumns, type ItemColumn } from './item-columns.js';
export { renderMarkdown } from './markdown.js';
export { PdfError, renderPdf, type PdfOptions } from './pdf.js';
export { renderItemsXlsx, renderXlsx } from './xlsx.js';
