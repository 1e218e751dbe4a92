// Help with reading: easy French carried from page to page, and the browser's own voice.
// Without this file the switch still works: styles follow the box.

const easy = document.getElementById("easy");
const page = document.documentElement;

// --- easy French: the choice travels in addresses, no cookie remembers it ------

function carryOn() {
  for (const link of document.querySelectorAll('a[href^="/"]:not([download])')) {
    const url = new URL(link.href);
    if (easy.checked) url.searchParams.set(easy.name, easy.value);
    else url.searchParams.delete(easy.name);
    link.href = url.pathname + url.search + url.hash;
  }
}

if (easy) easy.addEventListener("change", carryOn);

// --- reading aloud -----------------------------------------------------------

const voices = window.speechSynthesis;
let speaking = null; // the button of what is being read

/** A French voice of this device. Others send the words to a company: never those. */
function ownVoice() {
  return voices.getVoices().find((voice) => voice.localService && /^fr\b/i.test(voice.lang));
}

function lookForVoice() {
  page.classList.toggle("voice", Boolean(ownVoice()));
}

function stop() {
  voices.cancel();
  if (speaking) speaking.setAttribute("aria-pressed", "false");
  speaking = null;
}

/** The sentences in view of one block, buttons and tools left out. */
function sentences(block) {
  const parts = block.querySelectorAll("h1, h2, h3, p, li, .number");
  return [...parts]
    .filter((part) => part.checkVisibility() && !part.querySelector("p, li"))
    .filter((part) => !part.closest(".hidden, .reading, .turn-head, .tools, nav, form, .choices"))
    .map((part) => part.innerText.trim())
    .filter(Boolean);
}

function read(button) {
  stop();
  speaking = button;
  button.setAttribute("aria-pressed", "true");
  const voice = ownVoice();
  const said = sentences(button.closest(".turn") || button.closest("main"));
  said.forEach((sentence, index) => {
    // One short utterance each: some browsers fall silent in the middle of a long one.
    const utterance = new SpeechSynthesisUtterance(sentence);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    if (index === said.length - 1) utterance.onend = () => { if (speaking === button) stop(); };
    voices.speak(utterance);
  });
}

if (voices && "checkVisibility" in Element.prototype) {
  lookForVoice();
  voices.addEventListener("voiceschanged", lookForVoice);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-listen]");
    if (!button) return;
    if (speaking === button) stop();
    else read(button);
  });
  // What is heard stops with the page, and at once with the way out.
  window.addEventListener("pagehide", stop);
  document.addEventListener("fanal:leave", stop);
}
