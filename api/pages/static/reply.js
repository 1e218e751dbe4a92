// Makes the items of the conversation with the same tags and words as the page without script:
// both come from the <template>s that the server fills with api/pages/templates/_parts.html.
// The rules below are those of api/pages/cards.py; a browser test compares the two.

const template = document.getElementById("reply-template");

/** A copy of what a template holds. */
export function copyOf(id) {
  return document.getElementById(id).content.firstElementChild.cloneNode(true);
}

/** The element of a copy that a name of data-part stands for. */
export function part(root, name) {
  return root.querySelector('[data-part="' + name + '"]');
}

function fill(root, name, text) {
  const node = part(root, name);
  if (text) node.textContent = text;
  else node.remove();
}

/** Copy the first child once per item, then drop it; an empty list is dropped whole. */
function repeat(list, items, write) {
  const model = list.firstElementChild;
  for (const item of items) {
    const copy = model.cloneNode(true);
    write(copy, item);
    list.append(copy);
  }
  model.remove();
  if (!items.length) list.remove();
}

function isWeb(url) {
  return /^https?:\/\//.test(url || "");
}

function stateText(state, hours) {
  const label = template.dataset[state];
  if (!hours) return label;
  if (hours.toLowerCase().startsWith(label.toLowerCase())) {
    return hours[0].toUpperCase() + hours.slice(1);
  }
  return label + " : " + hours;
}

function checkedText(contact) {
  if (contact.verified) return contact.verified;
  return contact.verified_on && "Vérifié le " + contact.verified_on.split("-").reverse().join("/");
}

/** The model holds both forms; words without an easy one are plain text. */
function writeBoth(node, text, easy) {
  if (easy) {
    node.querySelector(".plain").textContent = text;
    node.querySelector(".easy").textContent = easy;
  } else {
    node.textContent = text;
  }
}

function writeParagraph(node, message) {
  writeBoth(node, message.text, message.falc);
  if (message.lang) {
    node.lang = message.lang;
    node.dir = "auto";
  }
}

function writePhones(card, contact, kind, scheme) {
  const model = part(card, kind);
  for (const phone of contact.phones || []) {
    if (phone.kind !== kind || !String(phone.uri).startsWith(scheme)) continue;
    const copy = model.cloneNode(true);
    copy.setAttribute("href", phone.uri);
    part(copy, "number").textContent = phone.number;
    model.before(copy);
  }
  model.remove();
}

/** What a screen reader says of what opens a new tab. */
function opensBeside(node, name) {
  node.querySelector(".hidden").textContent = ", " + name + ", nouvel onglet";
}

function writeLink(card, name, url, title) {
  const link = part(card, name);
  if (!isWeb(url)) {
    link.remove();
    return;
  }
  link.href = url;
  link.dataset.host = link.hostname.replace(/^www\./, "");
  opensBeside(link, title);
}

function writeFacts(card, contact) {
  const facts = part(card, "facts");
  const stated = {
    free: contact.free === true,
    "not-free": contact.free === false && Boolean((contact.phones || []).length),
    anonymous: contact.anonymous === true,
    confidential: contact.confidential === true,
  };
  for (const name of Object.keys(stated)) {
    if (!stated[name]) part(facts, name).remove();
  }
  if (!facts.children.length) facts.remove();
}

function writeEmail(card, email) {
  const link = part(card, "email");
  if (!email || !email.includes("@")) {
    link.remove();
    return;
  }
  link.href = "mailto:" + email;
  part(link, "email-text").textContent = " " + email;
}

function writeVerified(card, contact) {
  const checked = checkedText(contact);
  if (!checked) {
    part(card, "verified").remove();
    return;
  }
  part(card, "verified-text").textContent = checked;
  const source = part(card, "source");
  if (!isWeb(contact.source_url)) {
    source.remove();
    return;
  }
  const link = source.querySelector("a");
  link.href = contact.source_url;
  opensBeside(link, contact.name);
}

/** Without a desk for reports the model has no such button. */
function writeReport(card, contact) {
  const button = part(card, "report");
  if (!button) return;
  button.value = contact.id;
  opensBeside(button, contact.name);
}

function writeCard(card, contact) {
  const state = ["open", "closed"].includes(contact.open) ? contact.open : "unknown";
  card.dataset.state = state;
  part(card, "name").textContent = contact.name;
  if (contact.why) writeBoth(part(card, "why"), contact.why, contact.why_falc);
  else part(card, "why").remove();
  part(card, "state").querySelector("use").setAttribute("href", "#i-" + state);
  part(card, "state-text").textContent = stateText(state, contact.hours);
  fill(card, "schedule", contact.schedule);
  writeFacts(card, contact);
  writePhones(card, contact, "voice", "tel:");
  writePhones(card, contact, "sms", "sms:");
  writeLink(card, "chat", contact.chat_url, contact.name);
  writeLink(card, "site", contact.url, contact.name);
  writeEmail(card, contact.email);
  fill(card, "address", contact.address);
  writeVerified(card, contact);
  writeReport(card, contact);
}

/** The list item that shows one reply of the public chat interface. */
export function replyItem(reply) {
  const item = part(template.content, "reply").cloneNode(true);
  item.classList.toggle("urgent", reply.urgent === true);
  if (!reply.degraded) part(item, "degraded").remove();
  repeat(part(item, "messages"), reply.messages || [], writeParagraph);
  repeat(part(item, "cards"), reply.contacts || [], writeCard);
  repeat(part(item, "choices"), reply.choices || [], (button, choice) => {
    button.textContent = choice.label;
    button.value = choice.text;
  });
  return item;
}

/** What the person said; « unsent » shows when no reply came. */
export function mineItem(said) {
  const item = copyOf("mine-template");
  part(item, "said").textContent = said;
  return item;
}

/** The lines to call when no reply came, and a button that sends the same words again. */
export function failureItem(text, said) {
  const item = copyOf("failure-template");
  const retry = part(item, "retry");
  retry.value = text;
  retry.dataset.said = said;
  return item;
}
