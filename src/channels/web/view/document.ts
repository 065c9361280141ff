import { html } from "hono/html";
import { type Html, type Look, NOTHING } from "./look.ts";

/** The scripts that a page begins with. */
export type Script = "chat.js" | "week.js" | "bell.js";
const ALONE = ["week.js", "bell.js"];

/**
 * The whole document around a page. The title tells nothing of treatment (R24): it is seen in lists of tabs.
 * @param script the one to begin with; a page that only says one thing needs none
 * @param more files of whoever shows the page
 */
export function documentOf(look: Look, body: Html, script: Script | undefined, more?: Html): Html {
  const { url, scripts, styles } = look.assets;
  // the others of the chat are asked for at once; the other pages need no more than they name
  const ahead = script === "chat.js" ? scripts.filter((name) => !ALONE.includes(name)) : [];
  const scripted = html`${ahead.map(
    (name) => html`<link rel="modulepreload" href="${url(name)}">
`,
  )}<script type="module" src="${url(script ?? "chat.js")}"></script>`;
  return html`<!doctype html>
<html lang="${look.language}" data-size="${look.size}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="theme-color" content="#ffffff">
<title>${look.say("product")}</title>
<link rel="icon" href="${url("icon.svg")}" type="image/svg+xml">
<link rel="preload" href="${url("atkinson-400.woff2")}" as="font" type="font/woff2" crossorigin>
<link rel="preload" href="${url("atkinson-700.woff2")}" as="font" type="font/woff2" crossorigin>
${styles.map(
  (name) => html`<link rel="stylesheet" href="${url(name)}">
`,
)}${script ? scripted : NOTHING}${more ?? NOTHING}
</head>
${body}
</html>
`;
}
