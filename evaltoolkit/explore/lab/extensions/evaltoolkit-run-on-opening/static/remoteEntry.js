// Runs a notebook when it is opened, if its code is exactly the code that came with the toolkit: the server names the
// sha256 of each in the page's configuration. Anything else, such as a notebook sent by mail, waits for its reader.
// Whenever what stands on a page is no longer kept up by a running kernel, a sentence says so with the remedy beside it,
// and the controls are off until it is done: no figure looks newer than it is.
// Written by hand in the form in which JupyterLab loads prebuilt extensions, so that nothing has to be built.
(() => {
  'use strict';

  const config = () => JSON.parse(document.getElementById('jupyter-config-data').textContent);
  const known = () => JSON.parse(config().evaltoolkitNotebooks || '{}');
  const words = () => JSON.parse(config().evaltoolkitWords || '{}');
  const NARROW = 700; // pixels of a phone: no bar at the side
  const CLOSED = '\u2060'; // begins the words of an entry that leads to nothing, as in explore/controls.py

  const digest = async panel => {
    const cells = Array.from(panel.content.model.cells).filter(cell => cell.type === 'code');
    const code = cells.map(cell => cell.sharedModel.getSource()).join('\0');
    const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(code));
    return Array.from(new Uint8Array(bytes), byte => byte.toString(16).padStart(2, '0')).join('');
  };

  // Folded code is there for who wants to go on; it should not push the results off the screen. Tables and sentences
  // outside the pages of controls look as they do there.
  const STYLE = `
    .evaltoolkit-page { --jp-cell-prompt-width: 8px; --jp-cell-collapser-width: 4px; --jp-notebook-padding: 6px }
    .evaltoolkit-page :is(.jp-InputPrompt, .jp-OutputPrompt, .jp-Collapser) { visibility: hidden }
    .evaltoolkit-page .jp-Notebook-footer { display: none }
    .evaltoolkit-page h1 { margin: 0; font-size: 22px }
    .evaltoolkit-page .jp-RenderedMarkdown h2 { font-size: 18px; margin-top: .8em }
    .evaltoolkit-page .jp-RenderedMarkdown :is(p, ul, ol), .evaltoolkit-page .jp-RenderedHTML > :is(p, ul) {
      max-width: 50em; line-height: 1.65 }
    .evaltoolkit-page .jp-Cell { padding: 0 }
    .evaltoolkit-page .jp-cell-toolbar { display: none }
    .evaltoolkit-page .jp-Cell-inputWrapper { margin-top: 0 }
    .evaltoolkit-page .jp-OutputArea-output { overflow: visible; padding-right: 10px }
    .evaltoolkit-page .jp-CodeCell .jp-Placeholder-content { min-height: 0; height: 14px; border: none;
      background: none; opacity: .5 }
    .evaltoolkit-page .jp-CodeCell .jp-Placeholder-content:hover { opacity: 1 }
    .evaltoolkit-page .jp-CodeCell .jp-Placeholder-contentContainer { min-height: 0; padding: 0 6px; line-height: 14px }
    .evaltoolkit-page .jp-CodeCell .jp-PlaceholderText { display: none }
    .evaltoolkit-page .jp-RenderedImage img { width: 100%; max-width: 400px }
    .evaltoolkit-page .jp-RenderedMarkdown td:has(img) { vertical-align: top; padding: 0 12px 0 0; width: 50% }
    .evaltoolkit-page .jp-RenderedMarkdown img { max-width: 100%; border: 1px solid #cfcfcf }
    .evaltoolkit-page .jp-RenderedMarkdown table { margin-left: 0 }
    .evaltoolkit-page .jp-RenderedMarkdown table :is(th, td) { text-align: left }
    .evaltoolkit-page table.figures { margin: 0; font-variant-numeric: tabular-nums }
    .evaltoolkit-page table.figures caption { text-align: left; font-weight: bold; padding: 2px 0 }
    .evaltoolkit-page table.figures :is(th, td) { text-align: left; vertical-align: top; padding: 4px 12px 4px 0;
      max-width: 26em; white-space: normal }
    .evaltoolkit-page table.figures tbody th { font-weight: normal }
    .evaltoolkit-page table.figures thead th { word-break: keep-all }
    .evaltoolkit-page table.figures .num { text-align: right }
    .evaltoolkit-page table.figures small { display: block; opacity: .7 }
    [data-jp-theme-light="false"] .evaltoolkit-page .jp-OutputArea-output > figure img,
    [data-jp-theme-light="false"] .evaltoolkit-page .jp-RenderedImage img { filter: invert(.88) hue-rotate(180deg) }
    .evaltoolkit-notice { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; padding: 6px 12px;
      background: #f6cf8f; color: #1c1c1c; font-size: 15px; line-height: 1.5; border-bottom: 1px solid #dd8a00 }
    .evaltoolkit-notice button { font: inherit; padding: 2px 12px; cursor: pointer }
    .evaltoolkit-stale .jp-OutputArea { opacity: .45 }
    .evaltoolkit-stale .jp-Notebook { padding-top: 6px }
    select option:disabled { color: #9a9a9a }
    @media (max-width: 700px) {
      .evaltoolkit-page { --jp-notebook-padding: 2px; --jp-cell-prompt-width: 0px; --jp-cell-collapser-width: 0px }
    }`;

  const calm = () => {
    const style = document.createElement('style');
    style.textContent = STYLE;
    document.head.appendChild(style);
  };

  // An entry that leads to nothing is grey and cannot be chosen; the list says the reason beside it. Arrows in a list and
  // Enter on a button are theirs: JupyterLab would take them for steps from cell to cell.
  const OWN_KEYS = '.evaltoolkit-page .jp-OutputArea :is(select, input, button, summary, [tabindex])';
  const greyed = () => {
    const look = () => {
      for (const option of document.querySelectorAll('.widget-dropdown option')) {
        const closed = option.textContent.startsWith(CLOSED);
        if (option.disabled !== closed) {
          option.disabled = closed;
        }
      }
      for (const part of document.querySelectorAll(`${OWN_KEYS}:not([data-lm-suppress-shortcuts])`)) {
        part.setAttribute('data-lm-suppress-shortcuts', 'true');
      }
    };
    let asked = 0;
    new MutationObserver(() => {
      cancelAnimationFrame(asked);
      asked = requestAnimationFrame(look);
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  };

  // A point of a picture names people by code: pressing a code chooses it in the list that has it.
  const chosen = () => {
    document.addEventListener('click', event => {
      const button = event.target.closest && event.target.closest('[data-evaltoolkit-choose]');
      const panel = button && button.closest('.jp-NotebookPanel');
      if (!panel || panel.classList.contains('evaltoolkit-stale')) {
        return;
      }
      for (const select of panel.querySelectorAll('.widget-dropdown select')) {
        const found = Array.from(select.options).find(option => option.text === button.dataset.evaltoolkitChoose);
        if (found) {
          select.value = found.value;
          select.dispatchEvent(new Event('change', { bubbles: true }));
          return;
        }
      }
    });
  };

  // The sentence above a page whose figures nobody keeps up, with the one button that mends it.
  const say = (panel, key, mend) => {
    const told = words()[key], before = panel.node.querySelector('.evaltoolkit-notice');
    if (!told || (before && before.dataset.key === 'restarted' && key === 'dead')) {
      return; // a kernel that restarts is gone for a moment
    }
    alone(panel);
    still(panel);
    const bar = document.createElement('div');
    bar.className = 'evaltoolkit-notice';
    bar.setAttribute('role', 'alert');
    bar.dataset.key = key;
    const sentence = document.createElement('span');
    sentence.textContent = told.says;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = told.does;
    button.onclick = () => mend();
    bar.append(sentence, button);
    panel.node.prepend(bar);
    panel.addClass('evaltoolkit-stale');
    panel.removeClass('evaltoolkit-ready');
    off(panel, true);
    const height = bar.offsetHeight;
    panel.node.style.paddingTop = `${height}px`;
    bar.style.cssText += ';position:absolute;top:0;left:0;right:0;z-index:100';
  };

  // JupyterLab's own box says the same in other words and lies over the button: a box of one button that names the page.
  const alone = (panel, times = 30) => {
    for (const box of document.querySelectorAll('.jp-Dialog')) {
      const buttons = box.querySelectorAll('.jp-Dialog-button');
      if (buttons.length === 1 && box.textContent.includes(panel.title.label)) {
        buttons[0].click();
      }
    }
    if (times > 0 && !panel.isDisposed) {
      setTimeout(() => alone(panel, times - 1), 100);
    }
  };

  const still = panel => {
    panel.node.querySelectorAll('.evaltoolkit-notice').forEach(bar => bar.remove());
    panel.removeClass('evaltoolkit-stale');
    panel.node.style.paddingTop = '';
    off(panel, false);
  };

  const off = (panel, is) => {
    panel.node.querySelectorAll('.jp-OutputArea').forEach(area => {
      area.inert = is;
    });
  };

  // Did each cell come to an end? One that failed has said so, and those after it were not run.
  const isAnswered = panel => {
    const cells = Array.from(panel.content.model.cells).filter(cell => cell.type === 'code');
    const kinds = cell => Array.from({ length: cell.outputs.length }, (_, at) => cell.outputs.get(at).type);
    const hasFailed = cells.some(cell => kinds(cell).includes('error'));
    return hasFailed || cells.every(cell => cell.executionCount !== null || !cell.sharedModel.getSource().trim());
  };

  const activate = app => {
    calm();
    greyed();
    chosen();
    const digests = known();
    const begun = new WeakSet();
    const elsewhere = new BroadcastChannel('evaltoolkit-pages');
    const me = `${Date.now()}-${Math.random()}`;
    const open = new Map(); // path of each page that runs here

    const run = async panel => {
      still(panel);
      panel.removeClass('evaltoolkit-ready');
      elsewhere.postMessage({ from: me, path: panel.context.path, says: 'mine' });
      open.set(panel.context.path, panel);
      panel.evaltoolkitRunning = true;
      let ended = true;
      try {
        const kernel = panel.sessionContext.session && panel.sessionContext.session.kernel;
        if (!kernel) {
          await panel.sessionContext.changeKernel({ name: 'python3' });
        } else if (kernel.status === 'dead') {
          await panel.sessionContext.restartKernel();
        }
        // this page's cells, whichever page stands in front by now
        await app.commands.execute('notebook:run-all-cells', { semanticWidget: panel.id, activate: false });
        ended = isAnswered(panel);
      } catch (error) {
        console.error(error);
        ended = false;
      }
      if (!ended && panel.evaltoolkitRunning) {
        panel.evaltoolkitRunning = false;
        say(panel, 'dead', () => run(panel));
      }
      if (!panel.evaltoolkitRunning) {
        return; // the kernel went while the page ran: the sentence for that stands there
      }
      panel.evaltoolkitRunning = false;
      panel.addClass('evaltoolkit-ready'); // what stands there now is of this run, not kept from the last
      if (panel.context.model.dirty) {
        await panel.context.save();
      }
    };

    const watch = panel => {
      const again = () => run(panel);
      const kernel = panel.sessionContext;
      kernel.statusChanged.connect((_, status) => {
        if (panel.isDisposed || !open.has(panel.context.path)) {
          return;
        }
        if (['restarting', 'autorestarting'].includes(status)) {
          panel.evaltoolkitRunning = false;
          say(panel, 'restarted', again);
        } else if (['dead', 'terminating', 'unknown'].includes(status) && !panel.evaltoolkitRunning) {
          say(panel, 'dead', again);
        }
      });
      kernel.connectionStatusChanged.connect((_, status) => {
        if (panel.isDisposed || panel.evaltoolkitRunning || !open.has(panel.context.path)) {
          return;
        }
        if (status === 'disconnected') {
          say(panel, 'dead', again);
        }
      });
      kernel.kernelChanged.connect((_, change) => {
        if (!panel.isDisposed && !panel.evaltoolkitRunning && !change.newValue && open.has(panel.context.path)) {
          say(panel, 'dead', again);
        }
      });
      panel.disposed.connect(() => open.delete(panel.context.path));
    };

    // Is the page open in another window? Who has it answers at once; nobody answering, it is ours.
    const asked = new Map();
    elsewhere.onmessage = ({ data }) => {
      if (data.from === me) {
        return;
      }
      const panel = open.get(data.path);
      if (data.says === 'whose' && panel) {
        elsewhere.postMessage({ from: me, path: data.path, says: 'theirs' });
      } else if (data.says === 'theirs' && asked.has(data.path)) {
        asked.get(data.path)(true);
      } else if (data.says === 'mine' && panel) {
        open.delete(data.path);
        panel.evaltoolkitRunning = false;
        say(panel, 'moved', () => run(panel));
      }
    };
    const isElsewhere = path =>
      new Promise(resolve => {
        asked.set(path, resolve);
        elsewhere.postMessage({ from: me, path, says: 'whose' });
        setTimeout(() => resolve(false), 300);
      }).finally(() => asked.delete(path));

    const look = async panel => {
      if (!panel || !panel.context || !panel.sessionContext || begun.has(panel)) {
        return;
      }
      begun.add(panel);
      await panel.context.ready;
      const expected = digests[panel.context.path];
      if (!expected) {
        return;
      }
      panel.addClass('evaltoolkit-page');
      await panel.sessionContext.ready;
      const isOurs = (await digest(panel)) === expected;
      const isTheirs = isOurs && (await isElsewhere(panel.context.path));
      if (app.shell.currentWidget !== panel) {
        begun.delete(panel); // looked at again when it comes to the front
        return;
      }
      watch(panel);
      if (!isOurs) {
        say(panel, 'own', () => run(panel)); // somebody's own code: it runs when its reader says so
        return;
      }
      if (isTheirs) {
        say(panel, 'elsewhere', () => run(panel));
        return;
      }
      await run(panel);
      panel.content.activeCellIndex = 0;
      panel.content.scrollToItem(0).catch(() => undefined); // another scroll may come in between
    };
    app.restored.then(async () => {
      const layout = await app.shell.restored;
      if (layout && layout.fresh) {
        app.commands.execute('application:toggle-side-tabbar', { side: 'right' }).catch(() => undefined);
        app.shell.collapseLeft(); // the first time there is room for the page; later it is as its reader left it
      }
      if (window.innerWidth <= NARROW && app.commands.isToggled('application:toggle-side-tabbar', { side: 'left' })) {
        app.commands.execute('application:toggle-side-tabbar', { side: 'left' }).catch(() => undefined);
      }
      app.shell.currentChanged.connect((_, change) => look(change.newValue));
      look(app.shell.currentWidget);
    });
  };

  const plugin = { id: 'evaltoolkit-run-on-opening:plugin', autoStart: true, activate };
  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB['evaltoolkit-run-on-opening'] = {
    init: async () => undefined,
    get: async () => () => ({ __esModule: true, default: plugin })
  };
})();
