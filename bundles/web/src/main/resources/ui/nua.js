// The frame of the pages: login, navigation, and which page is shown.
import { html, render, useEffect, useState } from '/lib/standalone.module.js';
import { call, logIn, logOut, token, useAction, usePolled } from './api.js';
import { Apps } from './apps.js';
import { Panel } from './panels.js';
import { Sentence } from './parts.js';
import { Plugin, Plugins } from './plugins.js';

const route = () => location.hash.replace(/^#\//, '').split('/').map(decodeURIComponent);

function Login({ told, done }) {
  const { busy, error, run } = useAction();
  const submit = (event) => {
    event.preventDefault();
    logIn(event.target.elements.token.value.trim());
    run(async () => done(await call('GET', '/status')));
  };
  return html`
    <main>
      <h1>Nua</h1>
      <form onSubmit=${submit}>
        <label>Token <small>(the administrator's is in the file admin.token of NUA_HOME)</small>
          <input type="password" name="token" required pattern="[!-~]{1,512}" title="one word" autocomplete="off" autofocus /></label>
        <${Sentence} error=${error || told} />
        <button type="submit" disabled=${busy}>Log in</button>
      </form>
    </main>`;
}

function Link({ to, here, children }) {
  return html`<li><a href=${`#/${to}`} aria-current=${here.startsWith(to) ? 'page' : undefined}>${children}</a></li>`;
}

const shown = (panel) => (panel
  ? html`<${Panel} key=${panel.name} ...${panel} />`
  : html`<p>This panel is not here: its plugin is off, or has gone.</p>`);

function Frame() {
  const [path, setPath] = useState(route());
  useEffect(() => {
    const follow = () => setPath(route());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const { value: panels = [] } = usePolled('/x/web/panels');
  const [kind, name] = path;
  const here = path.join('/');
  return html`
    <header>
      <nav aria-label="Pages">
        <ul><li><strong>Nua</strong></li></ul>
        <ul>
          <${Link} to="apps" here=${here || 'apps'}>Apps<//>
          <${Link} to="plugins" here=${here}>Plugins<//>
          ${panels.map((one) => html`<${Link} key=${one.name} to=${`panels/${one.name}`} here=${here}>${one.title}<//>`)}
          <li><a href="#/" onClick=${() => logOut()}>Log out</a></li>
        </ul>
      </nav>
    </header>
    <main>
      ${kind === 'panels' ? shown(panels.find((one) => one.name === name))
        : kind === 'plugins' && name ? html`<${Plugin} key=${name} name=${name} />`
        : kind === 'plugins' ? html`<${Plugins} />`
        : html`<${Apps} />`}
    </main>`;
}

function Nua() {
  const [session, setSession] = useState({ open: token() !== '', told: '' });
  useEffect(() => {
    addEventListener('nua-logout', ({ detail }) => setSession({ open: false, told: detail }));
  }, []);
  return session.open ? html`<${Frame} />`
    : html`<${Login} told=${session.told} done=${() => setSession({ open: true, told: '' })} />`;
}

document.body.replaceChildren();
render(html`<${Nua} />`, document.body);
