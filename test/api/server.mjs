// The program under test: started on a fresh folder or schema and a free port, with a user of each role.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { findWrongAnswer } from "./schema.mjs";

const BINARY = resolve(process.env.DAYBOOK_BINARY ?? "build/sanitize/daybook");
const POSTGRES = process.env.DAYBOOK_TEST_PG;

export const ENGINES = POSTGRES ? ["sqlite", "postgresql"] : ["sqlite"];
export const ROLES = ["administrator", "manager", "representative", "finance", "read_only"];

let schemas = 0;

/** A schema of its own in the private cluster, as a URL for --db. */
function freshSchema() {
  const name = `api_${process.pid}_${++schemas}`;
  execFileSync("psql", [POSTGRES, "-qc", `CREATE SCHEMA ${name}`], { stdio: ["ignore", "ignore", "inherit"] });
  const joint = POSTGRES.includes("?") ? "&" : "?";
  return `${POSTGRES}${joint}options=-csearch_path%3D${name}`;
}

export class Server {
  static async start({ engine = "sqlite", args = [], data, db } = {}) {
    const server = new Server();
    server.data = data ?? mkdtempSync(join(tmpdir(), "daybook-api-"));
    server.place = ["--data", server.data];
    server.db = db ?? (engine === "postgresql" ? freshSchema() : null);
    if (server.db) server.place.push("--db", server.db);
    await server.launch(args);
    return server;
  }

  async launch(args = []) {
    this.errors = "";
    this.process = spawn(BINARY, ["serve", ...this.place, "--listen", "127.0.0.1:0", "--quiet", ...args], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.process.stderr.on("data", (text) => (this.errors += text));
    this.exited = new Promise((done) => this.process.once("exit", (code, signal) => done({ code, signal })));
    const lines = createInterface({ input: this.process.stdout });
    this.origin = await new Promise((found, failed) => {
      lines.on("line", (line) => {
        this.firstLink = /(\/link\/\S+)/.exec(line)?.[1] ?? this.firstLink;
        const origin = /open at (http:\/\/\S+)/.exec(line)?.[1];
        if (origin) found(origin);
      });
      this.exited.then(() => failed(new Error(`the server did not start: ${this.errors}`)));
    });
    this.port = Number(new URL(this.origin).port);
  }

  run(...args) {
    return execFileSync(BINARY, [...args, ...this.place], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  }

  /** A user who may sign in, and a client that acts as them. */
  user(name, role) {
    const email = `${name.toLowerCase().replace(/\W+/g, ".")}@test.example`;
    const link = this.run("user", "add", "--name", name, "--email", email, "--role", role).trim();
    const token = this.run("token", "create", "--user", email).trim();
    return new Client(this, { token, email, link: link.replace(/^.*\/link\//, "") });
  }

  async stop(signal = "SIGTERM") {
    this.process.kill(signal);
    const { code } = await this.exited;
    if (signal === "SIGTERM" && code !== 0) throw new Error(`the server ended with ${code}: ${this.errors}`);
  }

  async end() {
    await this.stop();
    rmSync(this.data, { recursive: true, force: true });
  }
}

export class Client {
  constructor(server, { token = null, email = null, link = null, headers = {} } = {}) {
    Object.assign(this, { server, token, email, link, headers });
  }

  /** Sends a request; an answer that is not as the API document says is an error. */
  async send(method, path, body, headers = {}) {
    const raw = typeof body === "string" || body instanceof Uint8Array;
    const answer = await fetch(`${this.server.origin}${path.startsWith("/api") ? "" : "/api/v1"}${path}`, {
      method,
      body: body === undefined ? undefined : raw ? body : JSON.stringify(body),
      headers: {
        ...(this.token ? { Authorization: `Bearer ${this.token}` } : {}),
        ...(body !== undefined && !raw ? { "Content-Type": "application/json" } : {}),
        ...this.headers,
        ...headers,
      },
    });
    const text = await answer.text();
    const json = text !== "" && /json/.test(answer.headers.get("content-type") ?? "") ? JSON.parse(text) : null;
    const received = { status: answer.status, headers: answer.headers, text, body: json };
    const wrong = ["HEAD", "OPTIONS"].includes(method) ? [] : findWrongAnswer(method, path.startsWith("/api") ? path : `/api/v1${path}`, received);
    if (wrong.length > 0) throw new Error(`${method} ${path} answered ${answer.status}, not as documented: ${wrong.slice(0, 5).join("; ")}`);
    return received;
  }

  get = (path, headers) => this.send("GET", path, undefined, headers);
  post = (path, body = {}, headers) => this.send("POST", path, body, headers);
  patch = (path, body, headers) => this.send("PATCH", path, body, headers);
  delete = (path, headers) => this.send("DELETE", path, undefined, headers);

  /** Creates and gives the record; anything but 201 is an error. */
  async create(plural, values) {
    const answer = await this.post(`/${plural}`, values);
    if (answer.status !== 201) throw new Error(`POST /${plural}: ${answer.status} ${answer.text}`);
    return answer.body;
  }
}
