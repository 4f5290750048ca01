/** Follows the sandbox by long polling, and passes on what the people at the page do. */

export class State {
  #listeners;
  #version = -1;
  #run = null;

  /** Calls `changed(state)` at every change and `offline(isOffline)` when the sandbox goes and comes back. */
  constructor({ changed, offline }) {
    this.#listeners = { changed, offline };
  }

  async follow() {
    let wait = 0;
    for (;;) {
      try {
        const state = await ask(`/api/state?since=${this.#version}`);
        if (this.#run !== null && this.#run !== state.run) return location.reload();
        this.#run = state.run;
        this.#version = state.version;
        if (wait) this.#listeners.offline(false);
        wait = 0;
        this.#listeners.changed(state);
      } catch (error) {
        if (!(error instanceof Away)) console.error(error);
        this.#listeners.offline(true);
        wait = Math.min(4000, wait * 2 || 500);
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  }
}

/** The sandbox does not answer at all. */
export class Away extends Error {}

/** Sends one deed; throws an Error whose message is a sentence for the person at the page. */
export function post(path, body = {}) {
  return ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

/** What the sandbox says at an address. */
export function read(path) {
  return ask(path);
}

async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { ...options, cache: "no-store" });
  } catch {
    throw new Away("The sandbox does not answer. Is it still running?");
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? `The sandbox answered ${response.status}.`);
  return answer;
}
