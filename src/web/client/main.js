// Enhancements only: every page works without them. Listeners stand on the document, so that they outlive Turbo's
// page changes; what must be done to each page is done on `turbo:load`.
import './confirm.js';
import './drafts.js';
import './import-reading.js';
import './import-review.js';
import './item-picker.js';
import './lists.js';
import './menus.js';
import './pages.js';
import './repeat.js';
import './search.js';
import './shortcuts.js';
import './undo.js';
