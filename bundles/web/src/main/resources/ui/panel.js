// For the pages of a panel, which have no origin and no token: nua.get(path) promises what the REST resource of their plugin answers.
const nua = (() => {
  const waiting = new Map();
  let last = 0;
  addEventListener('message', ({ source, data }) => {
    const asked = source === parent && waiting.get(data?.id);
    if (asked) {
      waiting.delete(data.id);
      data.error ? asked.reject(new Error(data.error)) : asked.resolve(data.value);
    }
  });
  return {
    get: (path) => new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject });
      parent.postMessage({ id: last, get: String(path) }, '*');
    }),
  };
})();
