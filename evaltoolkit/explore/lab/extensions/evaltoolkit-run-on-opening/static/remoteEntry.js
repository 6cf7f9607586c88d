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

  const activate = app => {
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
      await panel.sessionContext.ready;
      if (app.shell.currentWidget !== panel) {
        begun.delete(panel); // looked at again when it comes to the front
        return;
      }
      await app.commands.execute('notebook:run-all-cells');
      panel.content.activeCellIndex = 0;
      panel.content.node.scrollTop = 0;
      await panel.context.save();
    };
    app.restored.then(() => {
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
