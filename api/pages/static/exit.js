// Leaving at once: the button, or the Shift key pressed three times by itself.
// Without this file the button still works: it is a plain form (POST /quitter).

const form = document.getElementById("exit");
const status = document.getElementById("exit-status");
const page = document.documentElement;
// Other tabs of this site leave together. A channel stores nothing.
const tabs = "BroadcastChannel" in window ? new BroadcastChannel("fanal") : null;
const framed = window.top !== window.self;
const PAUSE = 2500; // milliseconds within which the next press counts

const before = [];
let leaving = false;
let presses = 0;
let alone = false;
let timer = 0;

/** Register what must be done before the page is replaced; it must not wait for anything. */
export function onLeave(action) {
  before.push(action);
}

function leave() {
  if (leaving) return;
  leaving = true;
  page.classList.add("gone");
  document.dispatchEvent(new Event("fanal:leave"));
  for (const action of before) {
    try {
      action();
    } catch (error) {
      // Nothing may hold back the exit.
    }
  }
  goElsewhere();
}

/** Replaced, not followed: the Back button does not return here. */
function goElsewhere() {
  if (!framed) {
    window.location.replace(form.dataset.exit);
    return;
  }
  try {
    // On a partner's page the whole window leaves: the partner's name may say something too.
    window.top.location.replace(form.dataset.exit);
  } catch (error) {
    // The browser keeps a frame from moving the window when nobody pressed anything in it.
    window.location.replace("about:blank");
  }
}

function leaveEverywhere() {
  if (tabs) tabs.postMessage("leave");
  leave();
}

function forgetPresses() {
  presses = 0;
  status.textContent = "";
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  leaveEverywhere();
});

if (tabs) tabs.onmessage = leave;

// Shift held to type a capital does not count: another key came in between.
document.addEventListener(
  "keydown",
  (event) => {
    if (event.key === "Shift") {
      if (!event.repeat) alone = true;
      return;
    }
    alone = false;
    if (presses) forgetPresses();
  },
  true,
);
document.addEventListener(
  "keyup",
  (event) => {
    if (event.key !== "Shift" || !alone) return;
    alone = false;
    presses += 1;
    window.clearTimeout(timer);
    timer = window.setTimeout(forgetPresses, PAUSE);
    if (presses === 3) leaveEverywhere();
    else status.textContent = presses === 1 ? status.dataset.two : status.dataset.one;
  },
  true,
);
// Shift with the mouse selects text; it is not a press either.
document.addEventListener("pointerdown", () => { alone = false; }, true);

// A browser may bring back the page as it was: it must not come back covered.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  leaving = false;
  forgetPresses();
  page.classList.remove("gone");
});

// Its room is kept from the start: nothing moves when it shows.
document.getElementById("exit-key").removeAttribute("data-off");
form.querySelector(".exit-button").setAttribute("aria-describedby", "exit-key");
