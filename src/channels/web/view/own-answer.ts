import { html } from "hono/html";
import type { Message } from "../../../model/message.ts";
import { MAX_UPLOAD, MAX_WORDS } from "../answer.ts";
import { answerFields, type Html, icon, type Look, NOTHING } from "./look.ts";

/** The citizen's own words, voice or photo. Beside choices they are folded away: one thing at a time. */
export function ownAnswerOf(look: Look, message: Message, nonce: string, written: string): Html {
  if (message.input === "none") return NOTHING;
  const forms = html`${wordsForm(look, nonce, written)}
<div class="other-ways">
${voiceForm(look, nonce)}
${photoForm(look, nonce)}
</div>`;
  if (message.input === "words") return html`<div class="own">${forms}</div>`;
  return html`<details class="own"${written ? html` open` : NOTHING}>
<summary class="choice other">${icon(look, "write")}<span class="label">${look.say("own-words")}</span></summary>
${forms}
</details>`;
}

function wordsForm(look: Look, nonce: string, written: string): Html {
  return html`<form class="answer words" method="post" action="${look.at}/answer">
${answerFields(look, nonce)}
<label for="words">${look.say("write-here")}</label>
<textarea id="words" name="words" rows="2" maxlength="${MAX_WORDS}" required>${written}</textarea>
<button class="choice main">${icon(look, "send")}<span class="label">${look.say("send")}</span></button>
</form>`;
}

/** Works with scripts only, and is hidden until they have found a microphone. */
function voiceForm(look: Look, nonce: string): Html {
  return html`<form class="answer voice" method="post" action="${look.at}/answer" enctype="multipart/form-data" data-max="${MAX_UPLOAD}" data-said="${look.say("voice-said")}" data-state="idle">
${answerFields(look, nonce)}
<button class="choice other when-idle" type="button" data-voice="start">${icon(look, "microphone")}<span class="label">${look.say("speak")}</span></button>
<p class="when-recording listening">${look.say("speaking")}</p>
<button class="choice main when-recording" type="button" data-voice="stop">${icon(look, "done")}<span class="label">${look.say("speaking-done")}</span></button>
<audio class="when-recorded" controls aria-label="${look.say("hear-yourself")}"></audio>
<button class="choice main when-recorded">${icon(look, "send")}<span class="label">${look.say("send-voice")}</span></button>
<button class="choice other when-recording when-recorded" type="button" data-voice="cancel">${icon(look, "back")}<span class="label">${look.say("cancel")}</span></button>
</form>`;
}

function photoForm(look: Look, nonce: string): Html {
  return html`<form class="answer photo" method="post" action="${look.at}/answer" enctype="multipart/form-data" data-max="${MAX_UPLOAD}" data-said="${look.say("photo-chosen")}">
${answerFields(look, nonce)}
<label class="choice other">${icon(look, "camera")}<span class="label">${look.say("photo")}</span>
<input class="file" type="file" name="photo" accept="image/*" capture="environment" required></label>
<img class="preview" alt="${look.say("photo-chosen")}" hidden>
<button class="choice main when-chosen">${icon(look, "send")}<span class="label">${look.say("send-photo")}</span></button>
<button class="choice other when-chosen" type="reset">${icon(look, "back")}<span class="label">${look.say("cancel")}</span></button>
</form>`;
}
