// The REST interface as the pages see it. The token is kept for this tab only, in its session storage.
import { useCallback, useEffect, useState } from '/lib/standalone.module.js';

const POLL = 3000; // ms
const TOKEN = 'nua.token';

export const token = () => sessionStorage.getItem(TOKEN) ?? '';

export function logIn(value) {
  sessionStorage.setItem(TOKEN, value);
}

export function logOut(sentence = '') {
  sessionStorage.removeItem(TOKEN);
  dispatchEvent(new CustomEvent('nua-logout', { detail: sentence }));
}

// What the platform answers; fails with its sentence. A body is sent as it is when it is a file, else as JSON.
export async function call(method, path, body) {
  const answer = await send(method, path, body);
  if (answer.ok) {
    return answer.headers.get('Content-Type')?.includes('json') ? answer.json() : answer.text();
  }
  const sentence = answer.status === 401
    ? 'The platform does not accept this token: copy it again, or make another.'
    : await answer.json().then((problem) => problem.detail, () => `The platform answered ${answer.status}.`);
  if (answer.status === 401) {
    logOut(sentence);
  }
  throw new Error(sentence);
}

async function send(method, path, body) {
  const headers = { Accept: 'application/json', Authorization: `Bearer ${token()}` };
  const file = body instanceof Blob;
  if (body !== undefined) {
    headers['Content-Type'] = file ? 'application/octet-stream' : 'application/json';
  }
  try {
    return await fetch(`/api/v1${path}`, {
      method,
      headers,
      body: file || body === undefined ? body : JSON.stringify(body),
      redirect: 'error', // the token goes where it was sent
    });
  } catch {
    throw new Error('The platform does not answer: see whether it runs with nua status.');
  }
}

// What is at a path now and from then on, an error's sentence in its place, and a way to ask at once.
export function usePolled(path) {
  const [state, setState] = useState({});
  const ask = useCallback(async () => {
    try {
      const value = await call('GET', path);
      setState({ value });
    } catch (e) {
      setState((before) => ({ value: before.value, error: e.message }));
    }
  }, [path]);
  useEffect(() => {
    ask();
    const timer = setInterval(() => document.hidden || ask(), POLL);
    return () => clearInterval(timer);
  }, [ask]);
  return { ...state, ask };
}

// One thing that the administrator does: whether it is under way, and how it failed.
export function useAction() {
  const [state, setState] = useState({ busy: false, error: '' });
  const run = async (work) => {
    setState({ busy: true, error: '' });
    try {
      await work();
      setState({ busy: false, error: '' });
    } catch (e) {
      setState({ busy: false, error: e.message });
    }
  };
  return { ...state, run };
}
