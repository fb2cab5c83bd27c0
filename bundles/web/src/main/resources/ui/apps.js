import { html } from '/lib/standalone.module.js';
import { usePolled } from './api.js';
import { Sentence, Table, word } from './parts.js';

const COLUMNS = [
  ['Name', (app) => app.name],
  ['State', (app) => word(app.state)],
  ['Release', (app) => app.release || '-'],
  ['Address', (app) => html`<a href=${app.url} target="_blank" rel="noopener">${app.url}</a>`],
];

export function Apps() {
  const { value: apps, error } = usePolled('/apps');
  return html`
    <h1>Apps</h1>
    <${Sentence} error=${error} />
    ${apps && html`<${Table} columns=${COLUMNS} rows=${apps} empty="There is no app yet: nua deploy DIR makes the first." />`}`;
}
