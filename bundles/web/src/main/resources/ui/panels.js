// Shows the page of a plugin. It runs without an origin: what it gets is what it asks for by messages, GET below /x/NAME/ only.
import { html, useEffect, useRef } from '/lib/standalone.module.js';
import { call } from './api.js';

export function Panel({ name, title }) {
  const frame = useRef();
  useEffect(() => {
    const answer = async ({ source, data }) => {
      if (source === frame.current?.contentWindow && typeof data?.get === 'string') {
        source.postMessage({ id: data.id, ...(await ask(name, data.get)) }, '*');
      }
    };
    addEventListener('message', answer);
    return () => removeEventListener('message', answer);
  }, [name]);
  return html`
    <h1>${title}</h1>
    <iframe ref=${frame} title=${title} src=${`/panels/${name}/`} sandbox="allow-scripts"></iframe>`;
}

async function ask(name, path) {
  const api = `${location.origin}/api/v1`;
  try {
    const { href } = new URL(path.replace(/^\/+/, ''), `${api}/x/${name}/`);
    if (!href.startsWith(`${api}/x/${name}/`)) {
      return { error: 'A panel may ask its own plugin only.' };
    }
    return { value: await call('GET', href.slice(api.length)) };
  } catch (e) {
    return { error: e.message };
  }
}
