import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: { readonly text?: string; readonly summary?: string; readonly attachments?: { content: object }[] };
}

/** What the connector does with a call instead of taking it. */
export interface Fault {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** The part of Teams that a bot calls, on this machine. */
export interface Connector {
  readonly url: string;
  /** every call, those that failed as well */
  readonly calls: Call[];
  /** what happens to a call; undefined: it is taken */
  faults: (call: Call) => Fault | undefined | Promise<undefined>;
  close(): Promise<void>;
}

export async function startConnector(): Promise<Connector> {
  const calls: Call[] = [];
  const connector = { calls, faults: (() => undefined) as Connector["faults"] };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString() || "{}");
    const call = { method: request.method ?? "", path: decodeURIComponent(request.url ?? ""), body };
    calls.push(call);
    const fault = await connector.faults(call);
    response.writeHead(fault?.status ?? 201, { "Content-Type": "application/json", ...fault?.headers });
    response.end(JSON.stringify(fault ? (fault.body ?? {}) : { id: `m${calls.length}` }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return Object.assign(connector, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      server.closeAllConnections();
    },
  });
}
