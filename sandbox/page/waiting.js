/** The buttons of one phone that turn until the bot has answered that they were pressed. */

const LONGEST = 15_000; // milliseconds before one stops believing in an answer

export class Waiting {
  #phone;
  #page;
  #pressed = new Map();

  constructor(phone, page) {
    this.#phone = phone;
    this.#page = page;
  }

  has(messageId, row, column) {
    return this.#pressed.has(`${messageId}:${row}:${column}`);
  }

  async press(messageId, row, column) {
    const key = `${messageId}:${row}:${column}`;
    this.#pressed.set(key, null);
    this.#show();
    const sent = await this.#phone.act("tap", { message_id: messageId, row, column });
    if (!sent?.tap || this.#isAnswered(sent)) return this.#stop(key);
    this.#pressed.set(key, sent);
    setTimeout(() => this.#pressed.get(key) === sent && this.#stop(key), LONGEST);
  }

  /** What has been answered by now turns no more. */
  settle() {
    for (const [key, sent] of this.#pressed) if (sent && this.#isAnswered(sent)) this.#pressed.delete(key);
    this.#show();
  }

  #isAnswered({ tap, version }) {
    const { latest } = this.#page;
    return latest.version >= version && !latest.unanswered.includes(tap);
  }

  #stop(key) {
    this.#pressed.delete(key);
    this.#show();
  }

  #show() {
    for (const key of this.#phone.log.list.querySelectorAll("button[data-at]")) {
      const [row, column] = key.dataset.at.split(":");
      if (this.has(key.closest(".message").dataset.id, row, column)) key.setAttribute("aria-busy", "true");
      else key.removeAttribute("aria-busy");
    }
  }
}
