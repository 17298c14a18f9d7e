/* 画面を隠す. An idle page covers itself and opens again without losing an entry; README.md of councils/signin says how.
   body: data-idle and data-warn in seconds, data-ends when the sign-in ends for good (epoch seconds), data-who its owner. */
"use strict";
(() => {
  const { idle, warn, ends, who } = document.body.dataset;
  const cover = document.querySelector("[data-cover-page]");
  const warning = document.querySelector("[data-cover-warning]");
  const form = cover.querySelector("form");
  const words = cover.querySelector("[data-cover-words]");
  const elsewhere = cover.querySelector("[data-cover-elsewhere]");
  const channel = new BroadcastChannel("yorisoi-cover");
  const now = () => Date.now() / 1000;
  let active = now(), told = now(), asked = now(), isCovered = false, title = "";

  const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;
  const post = (url, facts = {}) => fetch(url, {
    method: "POST", headers: { "X-CSRFToken": token(), Accept: "application/json" }, body: new URLSearchParams(facts),
  });
  const renew = (fresh) => {
    for (const box of document.querySelectorAll("[name=csrfmiddlewaretoken]")) box.value = fresh;
    document.body.setAttribute("hx-headers", JSON.stringify({ "x-csrftoken": fresh }));
  };

  /* Out of sight and out of the accessibility tree; what was typed stays where it is. */
  const hide = () => {
    if (isCovered) return;
    isCovered = true;
    title = document.title;
    document.title = cover.dataset.title;
    for (const part of document.body.children) {
      if (part === cover || part.hidden) continue;
      part.hidden = true;
      part.dataset.coveredPart = "";
    }
    warning.textContent = "";
    cover.hidden = false;
    (elsewhere.hidden ? form.elements.password : cover).focus();
  };
  const show = () => {
    if (!isCovered) return;
    isCovered = false;
    active = now();
    for (const part of document.querySelectorAll("[data-covered-part]")) {
      part.hidden = false;
      delete part.dataset.coveredPart;
    }
    cover.hidden = true;
    document.title = title;
    document.getElementById("content").focus();
  };

  const say = (sentence) => { words.textContent = sentence; words.hidden = !sentence; };
  /* The session is over, or somebody else's: a sign-in in another window, while this one keeps what was typed. */
  const sendElsewhere = (state) => {
    form.hidden = true;
    elsewhere.hidden = false;
    say(state === "another" ? cover.dataset.another : state === "covered" ? "" : cover.dataset.over);
  };
  const check = async () => {
    const answer = await fetch(`${cover.dataset.here}?who=${who}`, { headers: { Accept: "application/json" } });
    const facts = await answer.json();
    if (!answer.ok) return facts.state;
    renew(facts.token);
    return "";
  };

  const coverAll = (isOver) => {
    if (!isCovered) { if (!isOver) post(cover.dataset.cover).catch(() => {}); channel.postMessage("cover"); }
    hide();
    if (isOver) sendElsewhere("out");
  };
  const unlock = async () => {
    say("");
    const answer = await post(form.action, Object.fromEntries(new FormData(form)));
    form.reset();
    if (answer.status === 401) return sendElsewhere((await answer.json()).state);
    if (answer.status === 422) return say((await answer.json()).sentences.join(""));
    const state = answer.ok ? await check() : "out";
    if (state) return sendElsewhere(state);
    channel.postMessage("open");
    show();
  };
  const reopen = async () => {
    const state = await check();
    if (state === "covered") { form.hidden = false; elsewhere.hidden = true; return say(""); }
    if (state) return sendElsewhere(state);
    form.hidden = false;
    elsewhere.hidden = true;
    say("");
    channel.postMessage("open");
    show();
  };
  const lost = () => say(cover.dataset.lost);

  const look = () => {
    if (isCovered) return;
    const rest = Number(idle) - (now() - active);
    if (now() > Number(ends)) return coverAll(true);
    if (rest <= 0) return coverAll(false);
    const sentence = rest <= Number(warn) ? cover.dataset.warning : "";
    if (warning.textContent !== sentence) warning.textContent = sentence;
    // Somebody types, and no page is asked for: the server must hear of it before its own half hour is over.
    if (active > asked && now() - asked > Number(idle) / 4) { asked = now(); check().then((state) => state && coverAll(state !== "covered"), () => {}); }
  };
  const move = () => {
    if (isCovered) return;
    active = now();
    if (active - told > 10) { told = active; channel.postMessage("active"); }
    look();
  };

  for (const event of ["pointerdown", "keydown", "input", "wheel"]) document.addEventListener(event, move, { passive: true, capture: true });
  channel.addEventListener("message", ({ data }) => {
    if (data === "active" && !isCovered) active = now();
    if (data === "cover") hide();
    if (data === "open" && isCovered) reopen().catch(lost);
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); unlock().catch(lost); });
  cover.querySelector("[data-cover-again]").addEventListener("click", () => reopen().catch(lost));
  for (const event of ["visibilitychange", "resume"]) document.addEventListener(event, look);
  setInterval(look, 1000);
})();
