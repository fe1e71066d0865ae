// Runs before the page is painted: the colours chosen here, otherwise the system's.
(() => {
  const html = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const read = () => {
    try {
      return localStorage.getItem('heed-theme');
    } catch {
      return null;
    }
  };
  const apply = () => {
    const chosen = read();
    if (chosen === 'dark' || chosen === 'light') html.dataset.bsTheme = chosen;
    else delete html.dataset.bsTheme;
    html.dataset.themeNow = chosen || (system.matches ? 'dark' : 'light');
    html.dataset.scripted = '';
  };
  apply();
  system.addEventListener('change', apply);
  // Turbo copies the attributes of the new page's <html>.
  document.addEventListener('turbo:render', apply);
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || !event.target.closest('[data-theme-toggle]')) return;
    try {
      localStorage.setItem('heed-theme', html.dataset.themeNow === 'dark' ? 'light' : 'dark');
    } catch {
      // Without storage the choice lasts no longer than the page.
    }
    apply();
  });
})();
