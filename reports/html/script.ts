/**
 * What a page does in the reader's browser, as text because it is named there by its hash in the page's content policy. Without
 * it a page is complete: chips are plain counts, and everything stands below everything else.
 */

import { BIBTEX } from './bibtex.ts';

/** Copy buttons, and the switch between light and dark. */
export const PAGE_SCRIPT: string = `
(() => {
  const bibtex = new Map(Object.entries(${JSON.stringify(BIBTEX)}));
  const copyButton = (label, text) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.addEventListener('click', async () => {
      const { content, element } = text();
      try {
        await navigator.clipboard.writeText(content);
        button.textContent = 'Copied';
      } catch {
        const shown = element ?? button.parentElement.appendChild(document.createElement('pre'));
        if (!element) shown.textContent = content;
        getSelection().selectAllChildren(shown);
        button.textContent = 'Selected';
      }
      setTimeout(() => { button.textContent = label; }, 2000);
    });
    return button;
  };
  const withCopyButtons = part => {
    for (const block of part.querySelectorAll('.copy')) {
      const element = block.querySelector('code');
      block.append(copyButton('Copy', () => ({ content: element.textContent, element })));
    }
  };
  /** The page may be longer than what stands before this script. */
  const whenRead = action => document.readyState === 'loading' ? addEventListener('DOMContentLoaded', action) : action();
  whenRead(() => withCopyButtons(document));
  /** What can be copied of a claim, as buttons of the bar above it. */
  const withCopies = (bar, article) => {
    const head = document.getElementById(article.getAttribute('aria-labelledby'));
    // Where nothing else is shown, its title is the first heading.
    if (article.contains(head))
      for (const one of article.querySelectorAll('h3, h4, h5, h6')) one.ariaLevel = String(one.tagName[1] - 2);
    const title = head.textContent;
    const verdict = article.querySelector('.verdict-line .badge')?.textContent ?? '';
    const typed = name => [...article.querySelectorAll('details h6')].find(head => head.textContent === name)?.nextElementSibling.textContent ?? '';
    const [tex, formula] = [typed('TeX'), typed('Formula')];
    const entry = bibtex.get(article.dataset.paper);
    const words = [article.id, title, verdict].join(' · ').replace(/\\s+/g, ' ');
    bar.append(
      copyButton('Copy link', () => ({ content: location.href })),
      copyButton('Copy Markdown', () => ({ content: '**' + title + '** (' + article.id + '): ' + verdict + '\\n' + (tex === '' ? '' : '\\n$$' + tex + '$$\\n') })),
      ...(tex === '' ? [] : [copyButton('Copy LaTeX', () => ({ content: '% ' + words + '\\n\\\\[' + tex + '\\\\]\\n' }))]),
      ...(formula === '' ? [] : [copyButton('Copy formula', () => ({ content: '% ' + words + '\\n' + formula + '\\n' }))]),
      ...(entry === undefined ? [] : [copyButton('Copy BibTeX', () => ({ content: entry + '\\n' }))]),
    );
  };
  window.dlo = { copyButton, withCopyButtons, withCopies, whenRead };
  const root = document.documentElement;
  const MODES = ['as the system', 'light', 'dark'];
  const theme = document.createElement('button');
  theme.type = 'button';
  theme.className = 'theme';
  const show = mode => {
    if (mode === MODES[0]) delete root.dataset.theme;
    else root.dataset.theme = mode;
    theme.textContent = 'Colours: ' + mode;
  };
  let mode = MODES[0];
  try { mode = localStorage.getItem('dlo-theme') ?? mode; } catch { /* a reader who keeps nothing */ }
  show(MODES.includes(mode) ? mode : MODES[0]);
  theme.addEventListener('click', () => {
    mode = MODES[(MODES.indexOf(mode) + 1) % MODES.length];
    show(mode);
    try { localStorage.setItem('dlo-theme', mode); } catch { /* as above */ }
  });
  document.body.prepend(theme);
})();
`;

/**
 * The index of a report: search, filters and one claim at a time. What is shown is in the address, "#paper/claim" or
 * "#?q=riccati&verdict=refuted", so that it can be sent. Keys: / searches, arrows walk, Escape goes back.
 */
export const INDEX_SCRIPT = `
(() => {
  const { withCopyButtons, withCopies, whenRead } = window.dlo;
  const entries = [...document.querySelectorAll('.summary .entry')];
  if (entries.length === 0) return;
  // Until the page has been read there are none.
  let sources;
  const articles = new Map();
  const articleOf = id => {
    const source = sources?.get(id);
    if (!source) return undefined;
    if (!articles.has(id)) {
      const template = document.createElement('template');
      template.innerHTML = source.textContent;
      const article = template.content.firstElementChild;
      withCopyButtons(article);
      source.after(article);
      articles.set(id, article);
    }
    return articles.get(id);
  };
  const chips = [...document.querySelectorAll('.chip')];
  const form = document.querySelector('.search');
  const selects = [...form.querySelectorAll('select')];
  const query = form.querySelector('input');
  const status = document.querySelector('#filter-status');
  // In a site, where claims are in other files, their words are beside the table.
  const kept = document.querySelector('#words');
  const texts = new Map(kept ? Object.entries(JSON.parse(kept.textContent)) : []);
  // Of a claim its id, title, source, note, hypotheses, and formulas as typed.
  const PARTS = /<p class="(?:eyebrow|source|note)"[^]*?<[/]p>|<h3[^]*?<[/]h3>|<div class="hypotheses"[^]*?<[/]div>|<pre[^]*?<[/]pre>/g;
  const textOf = entry => {
    const { claim } = entry.dataset;
    if (!texts.has(claim)) {
      if (!sources) return entry.textContent.toLowerCase();
      const parts = sources.get(claim).textContent.match(PARTS) ?? [];
      const words = parts.join(' ').replace(/<[^>]*>/g, ' ');
      const unescaper = document.createElement('textarea');
      unescaper.innerHTML = words;
      texts.set(claim, unescaper.value.toLowerCase());
    }
    return texts.get(claim);
  };
  const wantedNow = () => {
    const wanted = new URLSearchParams();
    if (query.value.trim() !== '') wanted.set('q', query.value.trim());
    const verdicts = chips.filter(chip => chip.getAttribute('aria-pressed') === 'true').map(chip => chip.dataset.filter);
    if (verdicts.length > 0) wanted.set('verdict', verdicts.join(','));
    for (const select of selects) if (select.value !== '') wanted.set(select.name, select.value);
    return wanted;
  };
  const fill = wanted => {
    query.value = wanted.get('q') ?? '';
    const verdicts = (wanted.get('verdict') ?? '').split(',');
    for (const chip of chips) chip.setAttribute('aria-pressed', String(verdicts.includes(chip.dataset.filter)));
    for (const select of selects) {
      const value = wanted.get(select.name) ?? '';
      select.value = [...select.options].some(option => option.value === value) ? value : '';
    }
  };
  const apply = () => {
    const wanted = wantedNow();
    const words = (wanted.get('q') ?? '').toLowerCase().split(/\\s+/).filter(word => word !== '');
    const verdicts = (wanted.get('verdict') ?? '').split(',').filter(verdict => verdict !== '');
    let shown = 0;
    for (const entry of entries) {
      const has = (name, value) => (entry.dataset[name] ?? '').split('|').includes(value);
      const out =
        (verdicts.length > 0 && !verdicts.includes(entry.dataset.verdict)) ||
        selects.some(({ name, value }) => value !== '' && !has(name, value)) ||
        words.some(word => !textOf(entry).includes(word));
      entry.hidden = out;
      if (!out) shown++;
    }
    for (const head of document.querySelectorAll('.summary .paper, .summary .section')) {
      const ends = head.classList.contains('paper') ? '.paper' : '.paper, .section';
      let next = head.nextElementSibling;
      let some = false;
      for (; next && !next.matches(ends); next = next.nextElementSibling) some ||= next.matches('.entry') && !next.hidden;
      head.hidden = !some;
    }
    const filtered = [...wanted].length > 0;
    for (const one of articles.values()) one.removeAttribute('data-chosen');
    status.textContent = filtered ? 'Showing ' + shown + ' of ' + entries.length + ' claims' + (sources || kept ? '' : ' so far') : '';
    return wanted;
  };
  const keep = () => {
    const wanted = String(apply());
    history.replaceState(null, '', wanted === '' ? '#claims' : '#?' + wanted);
  };
  // An address that was typed may have a % that stands for itself.
  const decoded = text => { try { return decodeURIComponent(text); } catch { return text; } };
  let last = '#claims';
  const view = () => {
    const place = location.hash.slice(1);
    if (!sources && place !== '' && place !== 'claims') return;
    const id = decoded(place);
    const article = articleOf(id);
    document.body.dataset.view = article ? 'claim' : 'index';
    for (const one of articles.values()) one.toggleAttribute('data-open', one === article);
    if (article) {
      prepare(article);
      article.scrollIntoView();
      return;
    }
    last = location.hash || '#claims';
    const isFilter = place.startsWith('?');
    fill(new URLSearchParams(isFilter ? place.slice(1) : ''));
    apply();
    if (place !== '' && !isFilter && !document.getElementById(id)) status.textContent = 'There is no claim “' + id.slice(0, 120) + '” here.';
  };
  const visible = () => entries.filter(entry => !entry.hidden);
  const linkOf = entry => entry.querySelector('.c-claim a');
  const step = (article, by) => {
    const shown = visible();
    const at = shown.findIndex(entry => entry.dataset.claim === article.id);
    return at < 0 ? undefined : shown[at + by];
  };
  const prepare = article => {
    const bar = article.querySelector('.walk') ?? document.createElement('nav');
    bar.className = 'walk';
    bar.setAttribute('aria-label', 'Claims and copies');
    bar.replaceChildren();
    const back = document.createElement('a');
    back.href = last;
    back.textContent = 'All claims';
    bar.append(back);
    for (const [by, words] of [[-1, 'Previous'], [1, 'Next']]) {
      const other = step(article, by);
      if (!other) continue;
      const link = document.createElement('a');
      link.href = linkOf(other).href;
      link.textContent = words;
      bar.append(link);
    }
    withCopies(bar, article);
    article.prepend(bar);
  };
  addEventListener('keydown', event => {
    const typing = event.target.matches?.('input, select, textarea');
    if (event.key === '/' && !typing) {
      event.preventDefault();
      if (document.body.dataset.view === 'claim') location.hash = last;
      query.focus();
    } else if (event.key === 'Escape') {
      if (document.body.dataset.view === 'claim') location.hash = last;
      else if (wantedNow().size > 0) { fill(new URLSearchParams()); keep(); }
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (event.target.matches?.('select')) return;
      const by = event.key === 'ArrowDown' ? 1 : -1;
      if (document.body.dataset.view === 'claim') return;
      const shown = visible();
      const at = shown.findIndex(entry => linkOf(entry) === document.activeElement);
      if (at < 0 && document.activeElement !== query) return;
      const next = shown[at < 0 ? (by > 0 ? 0 : -1) : at + by];
      event.preventDefault();
      (next ? linkOf(next) : query).focus();
    }
  });
  for (const chip of chips) {
    if (chip.dataset.count === '0') continue;
    chip.disabled = false;
    chip.addEventListener('click', () => {
      chip.setAttribute('aria-pressed', String(chip.getAttribute('aria-pressed') !== 'true'));
      keep();
    });
  }
  // A mark of a plot stands for a case, which opens as a claim does.
  addEventListener('click', event => {
    const marked = event.target.dataset?.case;
    if (marked) location.hash = '#case:' + encodeURIComponent(marked);
  });
  form.hidden = false;
  form.addEventListener('input', keep);
  form.addEventListener('submit', event => { event.preventDefault(); visible()[0] && linkOf(visible()[0]).focus(); });
  addEventListener('hashchange', view);
  // Printed are the index and the claims that were chosen.
  const choose = () => {
    if (document.body.dataset.view === 'claim' || wantedNow().size === 0) return;
    const chosen = new Set(visible().map(entry => articleOf(entry.dataset.claim)));
    for (const one of articles.values()) one.toggleAttribute('data-chosen', chosen.has(one));
  };
  addEventListener('beforeprint', choose);
  matchMedia('print').addEventListener('change', choose);
  document.body.dataset.view = 'index';
  view();
  whenRead(() => {
    sources = new Map([...document.querySelectorAll('noscript[data-claim]')].map(one => [one.dataset.claim, one]));
    view();
  });
})();
`;

/** On the page of a claim that was judged alone: copies. */
export const SINGLE_CLAIM_SCRIPT = `
dlo.whenRead(() => {
  const article = document.querySelector('article.claim');
  const bar = document.createElement('nav');
  bar.className = 'walk';
  bar.setAttribute('aria-label', 'Copies');
  dlo.withCopies(bar, article);
  article.prepend(bar);
});
`;

/** On the page of one claim of a site: copies, and Escape to the index. */
export const CLAIM_PAGE_SCRIPT = `
(() => {
  const bar = document.querySelector('.walk');
  window.dlo.withCopies(bar, document.querySelector('article.claim'));
  addEventListener('keydown', event => {
    if (event.key === 'Escape') location.href = bar.querySelector('[rel=up]').href;
  });
})();
`;
