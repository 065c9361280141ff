import { connect, type Socket } from "node:net";

/** An answered request. */
export interface Answered {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/**
 * One kept connection that takes one request at a time. Written on the socket itself: the client shares two cores with
 * what it measures, and a whole HTTP client costs a third of the work of a turn.
 */
export class Connection {
  readonly #socket: Socket;
  readonly #host: string;
  #received: Buffer[] = [];
  #length = 0;
  #wanted = -1;
  #done: ((answered: Answered) => void) | undefined;
  #fail: ((error: Error) => void) | undefined;

  constructor(url: string) {
    const { hostname, port, host } = new URL(url);
    this.#host = host;
    this.#socket = connect({ host: hostname, port: Number(port), noDelay: true });
    this.#socket.on("data", (chunk) => this.#take(chunk as Buffer));
    this.#socket.on("error", (error) => this.#fail?.(error));
    this.#socket.on("close", () => this.#fail?.(new Error("the server closed the connection")));
  }

  /** @param headers lines that end with a line break, beside those every browser sends */
  request(method: "GET" | "POST", path: string, headers: string, body = ""): Promise<Answered> {
    const length = method === "POST" ? `Content-Length: ${Buffer.byteLength(body)}\r\n` : "";
    this.#socket.write(
      `${method} ${path} HTTP/1.1\r\nHost: ${this.#host}\r\nConnection: keep-alive\r\nOrigin: http://${this.#host}\r\n` +
        `Accept: */*\r\nAccept-Language: da-DK,da;q=0.9\r\nUser-Agent: Mozilla/5.0 (Linux; Android 14) bench\r\n` +
        `Referer: http://${this.#host}/c\r\nSec-Fetch-Site: same-origin\r\n${headers}${length}\r\n${body}`,
    );
    return new Promise((done, fail) => {
      this.#done = done;
      this.#fail = fail;
    });
  }

  close(): void {
    this.#fail = undefined;
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received.push(chunk);
    this.#length += chunk.length;
    if (this.#wanted < 0) this.#wanted = this.#wholeLength();
    if (this.#wanted < 0 || this.#length < this.#wanted) return;
    const text = Buffer.concat(this.#received).toString();
    this.#received = [];
    this.#length = 0;
    this.#wanted = -1;
    const end = text.indexOf("\r\n\r\n");
    this.#done?.({ status: Number(text.slice(9, 12)), head: text.slice(0, end), body: text.slice(end + 4) });
  }

  /** How many bytes the whole answer has; -1 while its head is not all there. */
  #wholeLength(): number {
    const text = Buffer.concat(this.#received).toString("latin1");
    const end = text.indexOf("\r\n\r\n");
    if (end < 0) return -1;
    const head = text.slice(0, end);
    const length = /content-length: (\d+)/i.exec(head)?.[1];
    if (length !== undefined) return end + 4 + Number(length);
    // a redirect comes as one empty chunk; pages have their length
    return text.endsWith("\r\n0\r\n\r\n") ? text.length : -1;
  }
}
