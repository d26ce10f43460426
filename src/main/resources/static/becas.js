// Triage by keyboard and without reload, on top of pages that work without it.
// Single keys can be switched off, and are silent while somebody types (WCAG 2.2, 2.1.4).
(function () {
  'use strict';

  const page = document.querySelector('[data-keys]');
  if (!page) {
    return;
  }
  const panel = page.querySelector('[data-keys-panel]');
  const choice = page.querySelector('[data-keys-switch]');
  const live = page.querySelector('[data-live]');

  function remembered() {
    try {
      return localStorage.getItem('becas.teclas') !== 'no';
    } catch (ex) {
      return true; // storage is closed to us: keys work, the choice lasts for this page
    }
  }

  function remember(on) {
    try {
      localStorage.setItem('becas.teclas', on ? 'si' : 'no');
    } catch (ex) {
      // see above
    }
  }

  if (panel && choice) {
    panel.hidden = false;
    choice.checked = remembered();
    choice.addEventListener('change', () => remember(choice.checked));
  }

  const offers = () => Array.from(page.querySelectorAll('[data-offer]'));
  const current = () => document.activeElement && document.activeElement.closest('[data-offer]');

  function show(offer) {
    if (offer) {
      offer.focus({preventScroll: true});
      offer.scrollIntoView({block: 'nearest'});
    }
  }

  function move(step) {
    const all = offers();
    const at = all.indexOf(current());
    show(all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))]);
  }

  function press(key) {
    const offer = current();
    const target = (offer || page).querySelector('[data-key="' + key + '"]');
    if (!target || (!offer && key !== '/')) {
      return false;
    }
    if (target.matches('input')) {
      target.focus();
    } else {
      target.click();
    }
    const opened = target.closest('details');
    if (opened && opened.open) {
      const field = opened.querySelector('select, input:not([type=hidden])');
      if (field) {
        field.focus();
      }
    }
    return true;
  }

  function typing(target) {
    return target.isContentEditable
        || target.matches('textarea, select, input:not([type=checkbox]):not([type=radio])');
  }

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && current() && event.target.closest('details[open]')) {
      event.target.closest('details[open]').open = false;
      show(current());
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || typing(event.target)
        || (choice && !choice.checked)) {
      return;
    }
    let done = true;
    if (event.key === 'j') {
      move(1);
    } else if (event.key === 'k') {
      move(-1);
    } else if (event.key === '?' && panel) {
      panel.open = !panel.open;
      panel.querySelector('summary').focus();
    } else if ('areou/'.includes(event.key)) {
      done = press(event.key);
    } else {
      done = false;
    }
    if (done) {
      event.preventDefault();
    }
  });

  // Whose session ended is sent to the sign-in page, which must not land inside a card.
  document.addEventListener('htmx:beforeSwap', (event) => {
    if (!event.detail.xhr.responseURL.includes('/oficina/')) {
      event.detail.shouldSwap = false;
      location.reload();
    }
  });

  document.addEventListener('htmx:responseError', () => location.reload());
  document.addEventListener('htmx:sendError', () => {
    live.textContent = live.dataset.offline;
    live.classList.add('problem');
  });

  // After a decision the next offer that waits is at hand; after an undo, the same one.
  document.addEventListener('htmx:afterSettle', (event) => {
    const swapped = event.detail.elt;
    if (!swapped.matches('[data-offer]')) {
      return;
    }
    const words = swapped.querySelector('[role=status], [role=alert]');
    live.textContent = words ? words.textContent : '';
    if (!swapped.matches('[data-decided]')) {
      show(swapped);
      return;
    }
    const all = offers();
    show(all.slice(all.indexOf(swapped)).find((offer) => !offer.matches('[data-decided]')) || swapped);
  });
})();
