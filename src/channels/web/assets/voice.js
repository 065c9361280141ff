// Speaking an answer: record, listen to it, send it or try again.

import { notice, settle } from "./page.js";

const LONGEST_MS = 5 * 60 * 1000;
const BITS_PER_SECOND = 32_000;

/** @type {{ form: HTMLFormElement, recorder: MediaRecorder, timer: number } | undefined} */
let recording;
/** @type {WeakMap<HTMLFormElement, Blob>} */
const recorded = new WeakMap();

export function start() {
  if (!window.MediaRecorder || !navigator.mediaDevices?.getUserMedia) return;
  document.documentElement.classList.add("can-record");
  document.addEventListener("click", pressed);
  document.addEventListener("shown", () => release());
}

/** @returns {Blob | undefined} what was recorded in this form */
export function recordingOf(form) {
  return recorded.get(form);
}

function pressed(event) {
  const button = event.target.closest("[data-voice]");
  if (!button) return;
  const form = button.form;
  if (button.dataset.voice === "start") record(form);
  if (button.dataset.voice === "stop") recording?.recorder.stop();
  if (button.dataset.voice === "cancel") {
    release();
    recorded.delete(form);
    enter(form, "idle");
  }
}

async function record(form) {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const recorder = new MediaRecorder(stream, { audioBitsPerSecond: BITS_PER_SECOND });
    const chunks = [];
    recorder.addEventListener("dataavailable", ({ data }) => chunks.push(data));
    recorder.addEventListener("stop", () => {
      if (recording?.recorder !== recorder) return;
      release();
      const blob = new Blob(chunks, { type: recorder.mimeType });
      recorded.set(form, blob);
      form.querySelector("audio").src = URL.createObjectURL(blob);
      enter(form, "recorded");
    });
    recorder.start();
    recording = { form, recorder, timer: setTimeout(() => recorder.stop(), LONGEST_MS) };
    enter(form, "recording");
  } catch {
    notice("no-microphone");
  }
}

/** Lets go of the microphone. */
function release() {
  if (!recording) return;
  const { recorder, timer } = recording;
  recording = undefined;
  clearTimeout(timer);
  if (recorder.state !== "inactive") recorder.stop();
  for (const track of recorder.stream.getTracks()) track.stop();
}

/** What was pressed is gone: the focus goes to what comes next. */
function enter(form, state) {
  form.dataset.state = state;
  settle();
  const next = { idle: "[data-voice=start]", recording: "[data-voice=stop]", recorded: "audio" }[state];
  form.querySelector(next).focus();
}
