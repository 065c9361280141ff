import { Hono } from "hono";
import { notKept, pagePolicy } from "../http/headers.ts";
import { loadAssets } from "./assets.ts";
import type { DemoParts } from "./parts.ts";
import { demoPage } from "./view/demo.ts";

const LANGUAGE = "da";

/** The demo page, to be mounted at `/`: the citizen's phone beside the console, both as they are. */
export function createDemo(parts: DemoParts): Hono {
  const assets = loadAssets();
  const words = parts.translator.words(LANGUAGE);
  const app = new Hono();
  app.get("/", pagePolicy({ frames: true }), notKept, async (c) => {
    const people = await parts.enterDemo(c);
    const say = (key: string, values?: Record<string, string>) =>
      words.say(values ? { from: "staff", key, values } : { from: "staff", key });
    return c.html(demoPage({ words, say, assets }, people));
  });
  return app;
}
