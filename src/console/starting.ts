import { createHash } from "node:crypto";
import { Hono, type MiddlewareHandler } from "hono";
import { html, raw } from "hono/html";
import type { Translator } from "../render/words.ts";
import type { Html } from "./view/page.ts";

const REFRESH_SECONDS = 1;

/** In the page itself: nothing else is served yet. */
const STYLE = `
:root { color-scheme: light; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #f1f6f6; color: #1b2a33;
  font: 1.15rem/1.5 Verdana, sans-serif; }
main { box-sizing: border-box; max-width: 32rem; width: 100%; padding: 2rem; text-align: center; }
svg { width: 7rem; height: auto; }
h1 { margin: 1rem 0 .5rem; font-size: 1.6rem; color: #0b5563; }
p { margin: .5rem 0; }
.progress { min-height: 1.5em; font-weight: 700; }
`;

/** Sent with the page, so that its own style is all that it may use. */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`;

/** What is going on, for a person. */
interface Starting {
  readonly progress: string;
  /** absent: the words are not read yet */
  readonly translator: Translator | undefined;
}

/** All that is served while the product starts. @param headers of every page */
export function createStarting(headers: MiddlewareHandler, now: () => Starting): Hono {
  return new Hono()
    .use(headers)
    .get("/healthz", (c) => c.text("ok"))
    .all("*", (c) => {
      const { progress, translator } = now();
      if (!translator) return c.text(progress, 503, { Refresh: String(REFRESH_SECONDS) });
      return c.html(startingPage(translator, progress), 503, { "Content-Security-Policy": POLICY });
    });
}

/** It looks again by itself, without a script. */
function startingPage(translator: Translator, progress: string): Html {
  const words = translator.words("da");
  const say = (key: string) => words.say({ from: "staff", key });
  return html`<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${REFRESH_SECONDS}">
<title>${say("starting.title")}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<main>
${raw(STEPS)}
<h1>${say("starting.title")}</h1>
<p class="progress" role="status">${progress}</p>
<p>${say("starting.text")}</p>
</main>
</body>
</html>
`;
}

/** Three steps upwards. */
const STEPS =
  '<svg viewBox="0 0 84 60" aria-hidden="true"><path fill="#cfe2e4" stroke="#5d8790" stroke-width="2" d="M2 58V42h26v16zM28 58V26h26v32zM54 58V10h28v48z"/></svg>';
