import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { rememberDevice } from "../../src/channels/web/device.ts";
import { createWebChat } from "../../src/channels/web/index.ts";
import { createDemo } from "../../src/console/demo.ts";
import { proxiesOf } from "../../src/http/client.ts";
import { pictureRoutes } from "../../src/routes.ts";
import { invite, redeem } from "../../src/store/invitations.ts";
import { webChatParts } from "../../src/wire-web.ts";
import type { Installation, TestCitizen } from "../support/installation.ts";
import { openConsole } from "./console.ts";

/** The demo page, the chat and the console as one site on this machine, with one member of staff signed in. */
export async function openSite(installation: Installation, citizen: TestCitizen) {
  const { product, staff } = installation;
  const signedIn = { id: staff.id, name: staff.name, role: staff.role, language: "da" };
  const app = new Hono();
  const failed = (error: unknown) => {
    throw error;
  };
  const framedBy = ["'self'"];
  pictureRoutes(app, product);
  app.route(
    "/c",
    createWebChat(webChatParts(product, { secure: false, demo: true, proxies: proxiesOf(""), failed, framedBy })),
  );
  app.route("/", openConsole(installation, { actor: async () => signedIn, failed, framedBy }).app);
  app.route(
    "/",
    createDemo({
      translator: product.translator,
      async enterDemo(c) {
        const { database, now } = product;
        const { code } = await invite(database, { citizen: citizen.id, channel: "web", now: now() });
        rememberDevice(c, (await redeem(database, code, now()))!, false);
        return { citizen: citizen.id, citizenName: citizen.name, staffName: staff.name };
      },
    }),
  );
  const server = await new Promise<Server>((ready) => {
    const listening = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, () => ready(listening)) as Server;
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}
