// The conversation without reloading the page. Every form it takes over works without it.

import { onLeave } from "./exit.js";
import { copyOf, failureItem, mineItem, part, replyItem } from "./reply.js";

const CONVERSATIONS = "/api/v1/conversations";
const LIMIT = 1000; // characters, as the server counts them
const NEAR = 200; // how many are left when the count appears
const PATIENCE = 20000; // milliseconds before a silent server counts as a failure
const REFUSALS = [400, 413, 415, 422, 429];

const $ = (id) => document.getElementById(id);
const composer = $("composer");
const box = $("text");
const log = $("log");
const status = $("status");
const refused = $("refused");
const hint = $("hint");
const count = $("count");
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
const precise = window.matchMedia("(hover: hover) and (pointer: fine)");

let conversation = composer.elements.conversation_id.value;
let opening = null;
let request = null;
let busy = false;
let era = 0; // goes up when everything is erased: what arrives late belongs to the past

// --- the server -------------------------------------------------------------

async function call(method, path, body) {
  request = new AbortController();
  const timer = window.setTimeout(() => request.abort(), PATIENCE);
  try {
    const response = await fetch(path, {
      method,
      body: body && JSON.stringify(body),
      headers: body ? { "Content-Type": "application/json" } : {},
      cache: "no-store",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      signal: request.signal,
    });
    return { status: response.status, data: response.status === 204 ? null : await response.json() };
  } finally {
    window.clearTimeout(timer);
  }
}

function keepConversation(id) {
  conversation = id;
  // The form of the conversation and the way out.
  for (const field of document.querySelectorAll('input[name="conversation_id"]')) field.value = id;
}

function open() {
  if (conversation) return Promise.resolve();
  if (!opening) {
    const mine = era;
    opening = call("POST", CONVERSATIONS)
      .then((answer) => {
        if (answer.status !== 201) throw new Error("not opened");
        if (mine === era) keepConversation(answer.data.conversation_id);
      })
      .finally(() => { opening = null; });
  }
  return opening;
}

function refusal(data) {
  return data && typeof data.message === "string" ? data.message : refused.dataset.long;
}

/** Send one message: {reply}, {refused} or an error when the server is out of reach. */
async function exchange(text) {
  const mine = era;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    await open();
    if (mine !== era) break;
    const path = CONVERSATIONS + "/" + encodeURIComponent(conversation) + "/messages";
    const answer = await call("POST", path, { text });
    if (answer.status === 200) return { reply: answer.data };
    if (REFUSALS.includes(answer.status)) return { refused: refusal(answer.data) };
    // Forgotten after half an hour: begin again with the same words.
    if (answer.status !== 404 && answer.status !== 410) break;
    keepConversation("");
  }
  throw new Error("no reply");
}

/** Erase on the server; keepalive lets it finish after the page is gone. */
function eraseOnServer() {
  if (request) request.abort();
  const id = conversation;
  keepConversation("");
  if (!id) return Promise.resolve(true);
  return fetch(CONVERSATIONS + "/" + encodeURIComponent(id), {
    method: "DELETE",
    keepalive: true,
    credentials: "omit",
    referrerPolicy: "no-referrer",
  }).then((response) => response.ok || response.status === 404, () => false);
}

// --- the screen -------------------------------------------------------------

function show(item) {
  item.scrollIntoView({ block: "start", behavior: calm.matches ? "auto" : "smooth" });
}

function setBusy(value) {
  busy = value;
  if (value) $("send").setAttribute("aria-disabled", "true");
  else $("send").removeAttribute("aria-disabled");
  status.textContent = value ? status.dataset.waiting : "";
}

function setRefused(text) {
  refused.textContent = text;
  refused.hidden = !text;
}

function setHint(asks) {
  hint.textContent = asks === "place" || asks === "confirm_place" ? hint.dataset.place : hint.dataset.hint;
}

function writeCount() {
  const left = LIMIT - Array.from(box.value.trim()).length;
  count.hidden = left > NEAR;
  count.classList.toggle("over", left < 0);
  count.textContent = count.hidden
    ? ""
    : (left < 0 ? count.dataset.over : count.dataset.near).replace("{n}", Math.abs(left));
  return left;
}

/** During a conversation other pages open beside it, so that nothing is lost. */
function keepThisTab() {
  for (const link of document.querySelectorAll(".bottom a, .traces a")) {
    if (link.target) continue;
    link.target = "_blank";
    link.append(copyOf("beside-template"));
  }
}

function showStart(value) {
  const start = $("start");
  if (start) start.hidden = !value;
}

function startTalking() {
  showStart(false);
  $("tools").hidden = false;
  keepThisTab();
}

async function send(text, said, chosen) {
  if (busy) return;
  const mine = era;
  setRefused("");
  setBusy(true);
  const bubble = mineItem(said);
  for (const old of log.querySelectorAll(".failure, .lost")) old.remove();
  log.append(bubble);
  if (chosen) {
    // The button that was pressed goes away: the reader stands on what was said.
    bubble.focus({ preventScroll: true });
    for (const old of log.querySelectorAll(".choices")) old.remove();
  }
  startTalking();
  const waiting = copyOf("waiting-template");
  log.append(waiting);
  show(bubble);

  let outcome;
  try {
    outcome = await exchange(text);
  } catch (error) {
    outcome = {};
  }
  if (mine !== era) return;
  waiting.remove();
  setBusy(false);
  if (outcome.reply) {
    for (const old of log.querySelectorAll(".choices")) old.remove();
    const item = replyItem(outcome.reply);
    log.append(item);
    setHint(outcome.reply.asks);
    show(bubble);
  } else if (outcome.refused) {
    bubble.remove();
    giveBack(text);
    setRefused(outcome.refused);
    box.focus();
  } else {
    fail(bubble, text, said);
  }
}

/** Put words back in the box, unless others are being written there. */
function giveBack(text) {
  if (!box.value.trim()) box.value = text;
  writeCount();
}

function fail(bubble, text, said) {
  part(bubble, "unsent").hidden = false;
  bubble.classList.add("lost");
  giveBack(text);
  log.append(failureItem(text, said));
  show(bubble);
}

/** Nothing of the conversation stays in the page. */
function wipe() {
  era += 1;
  log.replaceChildren();
  showStart(true);
  box.value = "";
  setRefused("");
  setHint(null);
  setBusy(false);
  writeCount();
}

// --- what the person does ---------------------------------------------------

function erase() {
  wipe();
  window.scrollTo(0, 0);
  eraseOnServer().then((done) => {
    status.textContent = done ? status.dataset.erased : status.dataset.kept;
  });
}

function choose(button) {
  const text = button.value;
  if (box.value.trim() === text) box.value = "";
  send(text, button.dataset.said || button.textContent.trim(), !("stays" in button.dataset));
}

function submitted(event) {
  event.preventDefault();
  const button = event.submitter;
  if (button && button.id === "erase") {
    erase();
    return;
  }
  if (busy) return;
  if (button && button.name === "choice") {
    choose(button);
    return;
  }
  const text = box.value.trim();
  if (!text) return;
  if (writeCount() < 0) {
    setRefused(refused.dataset.long);
    return;
  }
  box.value = "";
  writeCount();
  // Ready for the next words; on a phone the keyboard would cover the reply.
  if (precise.matches) box.focus({ preventScroll: true });
  else box.blur();
  send(text, text, false);
}

function typed() {
  if (refused.textContent) setRefused("");
  writeCount();
  // Ready before the message is sent, so that the reply comes sooner.
  open().catch(() => {});
}

function pressed(event) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !precise.matches) return;
  event.preventDefault();
  composer.requestSubmit();
}

function forget() {
  eraseOnServer();
  wipe();
}

/** Only a browser that tells which button was pressed: others keep the plain forms, which work. */
if ("requestSubmit" in composer && "submitter" in SubmitEvent.prototype) {
  composer.addEventListener("submit", submitted);
  box.addEventListener("input", typed);
  box.addEventListener("keydown", pressed);
  onLeave(forget);
  // Closing or leaving the page by any other way erases as well.
  window.addEventListener("pagehide", forget);
  if (conversation) keepThisTab();
}
