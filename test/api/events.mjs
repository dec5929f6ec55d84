// A client of the stream of events: reads it as a browser does, and lets tests wait for what is to come.

export class Events {
  /** Opens the stream; resolves when the server has said hello. */
  static async open(client, { after, headers = {}, path = "/api/v1/events" } = {}) {
    const events = new Events();
    events.closing = new AbortController();
    events.answer = await fetch(`${client.server.origin}${path}`, {
      headers: {
        ...(client.token ? { Authorization: `Bearer ${client.token}` } : {}),
        ...(after === undefined ? {} : { "Last-Event-ID": String(after) }),
        ...client.headers,
        ...headers,
      },
      signal: events.closing.signal,
    });
    events.client = client;
    events.received = [];
    events.seen = [];
    events.waiting = [];
    events.lastId = after;
    if (events.answer.status !== 200) return events;
    events.ended = events.#read();
    events.stream = (await events.next("hello")).stream;
    return events;
  }

  async #read() {
    const decoder = new TextDecoder();
    let text = "";
    try {
      for await (const part of this.answer.body) {
        text += decoder.decode(part, { stream: true });
        const blocks = text.split("\n\n");
        text = blocks.pop();
        blocks.forEach((block) => this.#take(block));
      }
    } catch {
      this.broken = true;
    }
    this.over = true;
    this.#wake();
  }

  #take(block) {
    const fields = Object.fromEntries(block.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]));
    if (fields.id !== undefined) this.lastId = fields.id;
    if (fields.event === undefined) return;
    const event = { kind: fields.event, id: fields.id, data: JSON.parse(fields.data) };
    this.received.push(event);
    this.seen.push(event);
    this.#wake();
  }

  #wake() {
    this.waiting.splice(0).forEach((wake) => wake());
  }

  /** The next event of a kind for which `fits` holds, whether it has come already or not; what came before it is forgotten. */
  async next(kind, fits = () => true) {
    for (;;) {
      const index = this.received.findIndex((event) => event.kind === kind && fits(event.data));
      if (index >= 0) return this.received.splice(0, index + 1).at(-1).data;
      if (this.over) throw new Error(`the stream ended before ${kind} came`);
      await new Promise((wake) => this.waiting.push(wake));
    }
  }

  close() {
    this.closing.abort();
    return this.ended;
  }
}
