// Runs a notebook when it is opened, if its code is exactly the code that came with the toolkit: the server names the
// sha256 of each in the page's configuration. Anything else, such as a notebook sent by mail, waits for its reader.
// Written by hand in the form in which JupyterLab loads prebuilt extensions, so that nothing has to be built.
(() => {
  'use strict';

  const known = () => {
    const config = JSON.parse(document.getElementById('jupyter-config-data').textContent);
    return JSON.parse(config.evaltoolkitNotebooks || '{}');
  };

  const digest = async panel => {
    const cells = Array.from(panel.content.model.cells).filter(cell => cell.type === 'code');
    const code = cells.map(cell => cell.sharedModel.getSource()).join('\0');
    const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(code));
    return Array.from(new Uint8Array(bytes), byte => byte.toString(16).padStart(2, '0')).join('');
  };

  // Folded code is there for who wants to go on; it should not push the results off the screen. Tables and sentences
  // outside the pages of controls look as they do there.
  const STYLE = `
    .evaltoolkit-page h1 { margin: 0; font-size: 22px }
    .evaltoolkit-page .jp-RenderedMarkdown h2 { font-size: 18px; margin-top: .8em }
    .evaltoolkit-page .jp-RenderedMarkdown :is(p, ul, ol), .evaltoolkit-page .jp-RenderedHTML > :is(p, ul) {
      max-width: 50em; line-height: 1.65 }
    .evaltoolkit-page .jp-Cell { padding: 0 }
    .evaltoolkit-page .jp-cell-toolbar { display: none }
    .evaltoolkit-page .jp-Cell-inputWrapper { margin-top: 0 }
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
    .evaltoolkit-page table.figures small { display: block; opacity: .7 }`;

  const calm = () => {
    const style = document.createElement('style');
    style.textContent = STYLE;
    document.head.appendChild(style);
  };

  const activate = app => {
    calm();
    const digests = known();
    const begun = new WeakSet();
    const look = async panel => {
      if (!panel || !panel.context || !panel.sessionContext || begun.has(panel)) {
        return;
      }
      begun.add(panel);
      await panel.context.ready;
      const expected = digests[panel.context.path];
      if (!expected || (await digest(panel)) !== expected) {
        return;
      }
      panel.addClass('evaltoolkit-page');
      await panel.sessionContext.ready;
      if (app.shell.currentWidget !== panel) {
        begun.delete(panel); // looked at again when it comes to the front
        return;
      }
      await app.commands.execute('notebook:run-all-cells');
      panel.addClass('evaltoolkit-ready'); // what stands there now is of this run, not kept from the last
      panel.content.activeCellIndex = 0;
      panel.content.scrollToItem(0).catch(() => undefined); // another scroll may come in between
      if (panel.context.model.dirty) {
        await panel.context.save();
      }
    };
    app.restored.then(async () => {
      const layout = await app.shell.restored;
      if (layout && layout.fresh) {
        app.shell.collapseLeft(); // the first time there is room for the page; later it is as its reader left it
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
