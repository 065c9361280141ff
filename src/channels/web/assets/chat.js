// The chat works without scripts; these make it quicker, keep answers through a lost network, and read aloud.

import { start as startReadingAloud } from "./aloud.js";
import { start as startAnswers } from "./answers.js";
import { start as startEnlarging } from "./enlarge.js";
import { start as startLive } from "./live.js";
import { toQuestion } from "./page.js";
import { start as startPhoto } from "./photo.js";
import { start as startTextSize } from "./text-size.js";
import { start as startVoice } from "./voice.js";

/** The folded own answer opens below the choices: it comes into view. */
function showOpened({ target, newState }) {
  if (newState === "open") target.scrollIntoView({ block: "start", behavior: "instant" });
}

history.scrollRestoration = "manual";
toQuestion();
document.addEventListener("toggle", showOpened, { capture: true });
startReadingAloud();
startVoice();
startPhoto();
startEnlarging();
startTextSize();
startAnswers();
startLive();
