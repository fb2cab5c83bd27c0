import { html, useState } from '/lib/standalone.module.js';
import { call, useAction, usePolled } from './api.js';
import { Facts, Sentence, Table, word } from './parts.js';

const OWN = 'nua'; // the origin of what is part of the platform

const at = (plugin) => `#/plugins/${encodeURIComponent(plugin.name)}`;
// A file that was refused in deploy/ is listed, but is no plugin that could be looked at.
const refused = (plugin) => plugin.version === '';
const signer = (plugin) => (plugin.signer
  ? plugin.signer + (plugin.trusted ? '' : ' (not trusted)')
  : plugin.trusted ? '-' : 'nobody');

const othersFirst = (plugins) => [...plugins].sort((a, b) => (a.origin === OWN) - (b.origin === OWN));

const COLUMNS = [
  ['Name', (plugin) => (refused(plugin) ? plugin.name : html`<a href=${at(plugin)}>${plugin.name}</a>`)],
  ['Version', (plugin) => plugin.version || '-'],
  ['State', (plugin) => html`${word(plugin.state)}${plugin.message && html`<br /><small>${plugin.message}</small>`}`],
  ['Gives', (plugin) => plugin.gives.join(', ') || '-'],
];

export function Plugins() {
  const { value: plugins, error, ask } = usePolled('/plugins');
  return html`
    <h1>Plugins</h1>
    <${Sentence} error=${error} />
    ${plugins && html`
      <${Install} plugins=${plugins} done=${ask} />
      <${Table} columns=${COLUMNS} rows=${othersFirst(plugins)} empty="There is no plugin." />`}`;
}

// First what it is, then, with consent, the deed: as the command asks.
function Install({ plugins, done }) {
  const [found, setFound] = useState();
  const [told, setTold] = useState('');
  const { busy, error, run } = useAction();
  const inspect = (event) => {
    event.preventDefault();
    const { file, from } = event.target.elements;
    const source = file.files[0] ?? { from: from.value.trim() };
    setFound();
    setTold('');
    run(async () => setFound({ source, plugin: await call('POST', `/plugins/inspection?${named(source)}`, source) }));
  };
  const take = (method, consent) => run(async () => {
    const query = new URLSearchParams(consent);
    const taken = await call(method, `/plugins?${named(found.source)}&${query}`, found.source);
    setFound();
    setTold(`${taken.name} ${taken.version} is ${word(taken.state)}.`);
    await done();
  });
  return html`
    <article aria-busy=${busy}>
      <h2>Install or upgrade</h2>
      <form onSubmit=${inspect}>
        <label>File <small>(a jar or kar)</small><input type="file" name="file" accept=".jar,.kar" /></label>
        <label>or its address <small>(https://…, mvn:group/artifact/version, or the id of a package)</small>
          <input type="text" name="from" autocomplete="off" spellcheck="false" /></label>
        <button type="submit" disabled=${busy}>Show what it is</button>
      </form>
      <${Sentence} error=${error} />
      <p role="status">${told}</p>
      ${found && html`<${Consent} key=${found.plugin.name} plugin=${found.plugin} busy=${busy} take=${take}
        before=${plugins.find((one) => one.name === found.plugin.name && one.origin !== OWN)} cancel=${() => setFound()} />`}
    </article>`;
}

const named = (source) => (source instanceof Blob ? `file=${encodeURIComponent(source.name)}` : '');

function Consent({ plugin, before, busy, take, cancel }) {
  const submit = (event) => {
    event.preventDefault();
    const { unsigned, agree } = event.target.elements;
    take(before ? 'PUT' : 'POST', { unsigned: Boolean(unsigned?.checked), agree: Boolean(agree?.checked) });
  };
  return html`
    <form onSubmit=${submit} aria-label="Consent">
      <h3>${plugin.name} ${plugin.version}</h3>
      <p>${plugin.message}</p>
      <${Facts} facts=${[['Signed by', signer(plugin)], ['Needs', plugin.permissions.join(', ') || 'nothing']]} />
      ${!plugin.trusted && html`<label><input type="checkbox" name="unsigned" required />
        Nobody whom this platform trusts has signed it; I trust where it comes from.</label>`}
      ${plugin.permissions.length > 0 && html`<label><input type="checkbox" name="agree" required />
        It may have what it needs: ${plugin.permissions.join(', ')}.</label>`}
      <button type="submit" disabled=${busy}>${before ? `Upgrade ${before.version} to ${plugin.version}` : 'Install'}</button>${' '}
      <button type="reset" onClick=${cancel}>Cancel</button>
    </form>`;
}

export function Plugin({ name }) {
  const path = `/plugins/${encodeURIComponent(name)}`;
  const { value: plugin, error, ask } = usePolled(path);
  const action = useAction();
  const change = (verb) => action.run(async () => {
    await call('POST', `${path}/${verb}`);
    await ask();
  });
  const uninstall = () => confirm(`Uninstall ${name}? Apps that it built run on.`) && action.run(async () => {
    await call('DELETE', path);
    location.hash = '#/plugins';
  });
  const button = (title, work) => html`<button type="button" disabled=${action.busy} onClick=${work}>${title}</button> `;
  return html`
    <h1>${name}</h1>
    <${Sentence} error=${action.error || error} />
    ${plugin && html`
      <${Facts} facts=${[
        ['Version', plugin.version],
        ['State', word(plugin.state)],
        ['Message', plugin.message],
        ['From', plugin.origin],
        ['Signed by', signer(plugin)],
        ['Needs', plugin.permissions.join(', ') || 'nothing'],
        ['Gives', plugin.gives.join(', ')],
      ]} />
      ${plugin.state !== 'ACTIVE' && button('Enable', () => change('enable'))}
      ${plugin.origin !== OWN && plugin.state !== 'DISABLED' && button('Disable', () => change('disable'))}
      ${plugin.origin !== OWN && button('Uninstall', uninstall)}`}`;
}
