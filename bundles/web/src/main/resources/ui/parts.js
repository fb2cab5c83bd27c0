// What several pages are made of.
import { html } from '/lib/standalone.module.js';

export const Sentence = ({ error }) => (error ? html`<p role="alert">${error}</p>` : null);

// A table that becomes a list on narrow screens; each column has a title and what to show of a row.
export const Table = ({ columns, rows, empty }) => (rows.length === 0 ? html`<p>${empty}</p>` : html`
  <table>
    <thead><tr>${columns.map(([title]) => html`<th scope="col">${title}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`
      <tr key=${row.name}>${columns.map(([title, show]) => html`<td data-title=${title}>${show(row)}</td>`)}</tr>`)}
    </tbody>
  </table>`);

export const Facts = ({ facts }) => html`
  <dl>${facts.filter(([, value]) => value).map(([title, value]) => html`<dt>${title}</dt><dd>${value}</dd>`)}</dl>`;

export const word = (constant) => constant.toLowerCase();
