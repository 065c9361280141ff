// Reading the question aloud with the browser's own voice.

const VOICES = { da: "da-DK", en: "en-GB" };
const RATES = { calm: 0.75, normal: 0.9 };

const speech = window.speechSynthesis;
const button = document.getElementById("aloud");
const label = button.querySelector(".label");
const words = { read: label.textContent, stop: button.dataset.stop };

export function start() {
  if (!speech) return;
  document.documentElement.classList.add("can-speak");
  button.addEventListener("click", () => (button.ariaPressed === "true" ? quiet() : read()));
  document.addEventListener("shown", ({ detail }) => {
    quiet();
    // Only after a tap of the citizen's own: nothing speaks by itself (R19).
    if (detail.mine && document.getElementById("chat").dataset.readAloud === "true") read();
  });
  window.addEventListener("pagehide", quiet);
}

function read() {
  const card = document.getElementById("card");
  const { pace } = document.getElementById("chat").dataset;
  // One sentence at a time: long texts are cut off by some browsers.
  const sentences = card.dataset.aloud.match(/[^.!?\n]+[.!?]*/g) ?? [];
  speech.cancel();
  sentences.forEach((sentence, index) => {
    const utterance = new SpeechSynthesisUtterance(sentence.trim());
    utterance.lang = VOICES[card.lang] ?? card.lang;
    utterance.rate = RATES[pace];
    if (index === sentences.length - 1) utterance.addEventListener("end", quiet);
    utterance.addEventListener("error", quiet);
    speech.speak(utterance);
  });
  showReading(true);
}

function quiet() {
  speech.cancel();
  showReading(false);
}

function showReading(reading) {
  button.ariaPressed = String(reading);
  label.textContent = reading ? words.stop : words.read;
}
