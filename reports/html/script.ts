/**
 * The page's only script: filter chips and copy buttons. Without it the page is complete; the chips are then plain counts.
 * Kept as text because it runs in the reader's browser and is named by its hash in the page's content policy.
 */
export const PAGE_SCRIPT = `
(() => {
  const chips = [...document.querySelectorAll('.chip')];
  const entries = [...document.querySelectorAll('[data-verdict]:not(.chip)')];
  const status = document.querySelector('#filter-status');
  const total = document.querySelectorAll('article.claim').length;
  const apply = () => {
    const wanted = new Set(chips.filter(c => c.getAttribute('aria-pressed') === 'true').map(c => c.dataset.filter));
    for (const entry of entries) entry.hidden = wanted.size > 0 && !wanted.has(entry.dataset.verdict);
    for (const head of document.querySelectorAll('.summary .paper, .summary .section')) {
      const ends = head.classList.contains('paper') ? '.paper' : '.paper, .section';
      let next = head.nextElementSibling;
      let shown = false;
      for (; next && !next.matches(ends); next = next.nextElementSibling) shown ||= next.matches('.entry') && !next.hidden;
      head.hidden = !shown;
    }
    const shown = document.querySelectorAll('article.claim:not([hidden])').length;
    status.textContent = wanted.size > 0 ? 'Showing ' + shown + ' of ' + total + ' claims' : '';
  };
  for (const chip of chips) {
    if (chip.dataset.count === '0') continue;
    chip.disabled = false;
    chip.addEventListener('click', () => {
      chip.setAttribute('aria-pressed', String(chip.getAttribute('aria-pressed') !== 'true'));
      apply();
    });
  }
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !target.hidden) return;
    for (const chip of chips) chip.setAttribute('aria-pressed', 'false');
    apply();
    target.scrollIntoView();
  };
  addEventListener('hashchange', reveal);
  for (const block of document.querySelectorAll('.copy')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Copy';
    button.addEventListener('click', async () => {
      const code = block.querySelector('code');
      try {
        await navigator.clipboard.writeText(code.textContent);
        button.textContent = 'Copied';
      } catch {
        getSelection().selectAllChildren(code);
        button.textContent = 'Selected';
      }
      setTimeout(() => { button.textContent = 'Copy'; }, 2000);
    });
    block.append(button);
  }
})();
`;
