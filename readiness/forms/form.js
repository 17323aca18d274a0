// The form in a browser: keeps what is typed, saves an answer file, shows the short code. It judges nothing.

const FORM = JSON.parse(document.getElementById("data").textContent);
const PAGE = document.getElementById("form");
const KEPT_AS = `readiness-form-${FORM.workshop || "none"}-${FORM.code_numbers.join("-")}`;

// What was typed: kept in this browser as it is.
let typed = nothingTyped();
let keeps = true;
let saved = true;

function nothingTyped() {
  return { person: randomCode(), role: "", service: "", started_at: null, updated_at: null, questions: {} };
}

function emptyEntry() {
  return { choice: "", reason: "", ticked: [], note: "", shown: false };
}

function randomCode() {
  let code = "";
  while (code.length < FORM.person_length) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < 256 - (256 % FORM.letters.length)) code += FORM.letters[byte % FORM.letters.length];
  }
  return code;
}

function element(id) {
  return document.getElementById(id);
}

function fieldsOf(question) {
  return [...element(`q-${question.id}`).elements].filter((field) => field.name);
}

// A moment as answer files have it: 2026-11-21T10:00:00Z.
function now() {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}

// ---- Keeping what is typed

function keep() {
  try {
    localStorage.setItem(KEPT_AS, JSON.stringify(typed));
    keeps = true;
  } catch {
    keeps = false;
  }
  element("kept").hidden = !keeps;
  element("not-kept").hidden = keeps;
}

function bringBack() {
  let kept = null;
  try {
    kept = JSON.parse(localStorage.getItem(KEPT_AS));
  } catch {
    keeps = false;
  }
  if (kept && typeof kept === "object" && kept.questions) {
    typed = { ...typed, ...kept };
    for (const id of Object.keys(kept.questions)) typed.questions[id] = { ...emptyEntry(), ...kept.questions[id] };
  }
}

function forget() {
  try {
    localStorage.removeItem(KEPT_AS);
  } catch {
    keeps = false;
  }
  typed = nothingTyped();
  saved = true;
  PAGE.reset();
  fillIn();
  say(FORM.says.forgotten);
}

// ---- Between the page and what is typed

function readPage(question) {
  const entry = emptyEntry();
  for (const field of fieldsOf(question)) {
    if (field.type === "radio" && field.checked) entry.choice = field.value;
    if (field.name === `${question.id} item` && field.checked) entry.ticked.push(field.value);
    if (field.name === `${question.id} reason`) entry.reason = field.value;
    if (field.name === `${question.id} note`) entry.note = field.value;
    if (field.name === `${question.id} shown`) entry.shown = field.checked;
  }
  return entry;
}

function fillInQuestion(question) {
  const entry = typed.questions[question.id] || emptyEntry();
  for (const field of fieldsOf(question)) {
    if (field.type === "radio") field.checked = field.value === entry.choice;
    if (field.name === `${question.id} item`) {
      field.checked = entry.choice === "ticked" && entry.ticked.includes(field.value);
    }
    if (field.name === `${question.id} reason`) field.value = entry.reason;
    if (field.name === `${question.id} note`) field.value = entry.note;
    if (field.name === `${question.id} shown`) field.checked = entry.shown;
  }
  const reason = element(`reason-${question.id}`);
  if (reason) reason.hidden = entry.choice !== "not_applicable";
  element(`clear-${question.id}`).hidden = entry.choice === "";
  if (entry.note) element(`note-${question.id}`).open = true;
}

function fillIn() {
  element("role").value = typed.role;
  if (element("service")) element("service").value = typed.service;
  for (const details of PAGE.querySelectorAll("details.note")) details.open = false;
  FORM.questions.forEach(fillInQuestion);
  showState();
}

// ---- Answers

// The answer to a question as an answer file has it; null where it is not answered.
function answerTo(question) {
  const entry = typed.questions[question.id];
  if (!entry || entry.choice === "" || entry.choice === "not_my_part") return null;
  const answer = {};
  if (entry.choice === "unknown") answer.unknown = true;
  else if (entry.choice === "not_applicable") answer.not_applicable = entry.reason.trim() || FORM.no_reason;
  else if (entry.choice === "ticked") answer.ticked = question.items.filter((item) => entry.ticked.includes(item));
  else answer.level = Number(entry.choice);
  if (entry.note.trim()) {
    answer.note = entry.note.trim();
    if (entry.shown) answer.note_may_be_shown = true;
  }
  return answer;
}

function answers() {
  const given = {};
  for (const question of FORM.questions) {
    const answer = answerTo(question);
    if (answer) given[question.id] = answer;
  }
  return given;
}

function answerFile() {
  const content = {
    format: "readiness-answers",
    format_version: 2,
    questionnaire: FORM.questionnaire,
    form: FORM.form,
    service: FORM.service || { name: typed.service.trim(), organisation: null, code: null },
    workshop: { id: FORM.workshop, person: typed.person },
    took_part: typed.role ? [typed.role] : [],
    first_day: null,
    started_at: typed.started_at,
    updated_at: typed.updated_at,
    answers: answers(),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function save() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([answerFile()], { type: "application/json" }));
  link.download = `${typed.person}.answers.json`;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  saved = true;
  say(filledIn(FORM.says.saved, { file: link.download }));
}

// ---- What the page says

// A text with its values, which are named in it as in {file}.
function filledIn(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

function say(sentence) {
  element("said").textContent = sentence;
}

function isOpen(question) {
  const entry = typed.questions[question.id];
  return !entry || entry.choice === "";
}

// Puts links to questions into a list, or hides what is about them.
function listQuestions(id, questions) {
  element(id).hidden = questions.length === 0;
  element(`${id}-list`).replaceChildren(
    ...questions.map((question) => {
      const link = document.createElement("a");
      link.href = `#q-${question.id}`;
      link.textContent = question.code;
      link.setAttribute("aria-label", element(`q-${question.id}`).querySelector("h3").textContent);
      const item = document.createElement("li");
      item.append(link);
      return item;
    }),
  );
}

function showState() {
  const open = FORM.questions.filter(isOpen);
  const number = FORM.questions.length - open.length;
  element("progress").value = number;
  element("progress-text").textContent = filledIn(FORM.says.progress, {
    number,
    total: FORM.questions.length,
  });
  listQuestions("open", open);
  const entries = typed.questions;
  listQuestions("lost", FORM.questions.filter((each) => !answerTo(each) && (entries[each.id] || {}).note?.trim()));
  element("person").textContent = typed.person;
  element("code").replaceChildren(
    ...shortCode(FORM, typed.role, answers()).split("-").flatMap((block, place) => {
      const part = document.createElement("span");
      part.textContent = block;
      return place ? [document.createTextNode(" "), part] : [part];
    }),
  );
}

// ---- What people do

function changed(event) {
  const field = event.target;
  if (field.id === "role") typed.role = field.value;
  else if (field.id === "service") typed.service = field.value;
  else {
    const question = FORM.questions.find((each) => each.id === field.name.split(" ")[0]);
    if (!question) return;
    const before = typed.questions[question.id];
    const entry = readPage(question);
    if (field.name.endsWith(" item")) entry.choice = "ticked";
    else if (before) entry.ticked = before.ticked; // those of "As ticked", whatever is chosen meanwhile
    typed.questions[question.id] = entry;
    if (field.type === "radio" || field.type === "checkbox") fillInQuestion(question);
  }
  keepChange();
}

// Leaves a question blank again; its note stays, as after any other change.
function clearAnswer(question) {
  const { note, shown } = typed.questions[question.id];
  typed.questions[question.id] = { ...emptyEntry(), note, shown };
  fillInQuestion(question);
  fieldsOf(question)[0].focus(); // the button is no longer there
  keepChange();
}

function keepChange() {
  typed.started_at = typed.started_at || now();
  typed.updated_at = now();
  saved = false;
  say("");
  keep();
  showState();
}

function askBeforeForgetting(asks) {
  element("forget-asked").hidden = !asks;
  element(asks ? "forget-no" : "forget").focus();
}

PAGE.addEventListener("input", changed);
for (const each of FORM.questions) {
  element(`clear-${each.id}`).querySelector("button").addEventListener("click", () => clearAnswer(each));
}
PAGE.addEventListener("submit", (event) => event.preventDefault());
element("save").addEventListener("click", save);
element("print").addEventListener("click", () => window.print());
element("forget").addEventListener("click", () => askBeforeForgetting(true));
element("forget-no").addEventListener("click", () => askBeforeForgetting(false));
element("forget-yes").addEventListener("click", () => {
  askBeforeForgetting(false);
  forget();
});
window.addEventListener("beforeunload", (event) => {
  if (!keeps && !saved) event.preventDefault();
});

bringBack();
fillIn();
keep();
