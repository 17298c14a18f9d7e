/* 画面の動き. Small behaviours that every page shares, found by data- attributes (README.md lists them).
   Everything listens on document, so that parts which htmx brings in later work without being told. */
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const on = (event, act) => document.addEventListener(event, act);
  const say = (sentence) => {
    const status = document.querySelector("[data-status]");
    if (status) status.textContent = sentence;
  };
  const sayBriefly = (sentence) => {
    say(sentence);
    setTimeout(() => document.querySelector("[data-status]")?.textContent === sentence && say(""), 4000);
  };

  /* 送る前に: what is sent while nobody answers is lost with the page. A form of many boxes (data-guard) first asks
     whether the zone answers; every other form asks the machine alone whether its cable is in. */
  const lost = "通信できませんでした。入力はこの画面に残っています。電波を確かめて、もう一度操作してください。";
  const asking = new Set();
  const answered = new Set();
  const answers = () => fetch("/health", { cache: "no-store", signal: AbortSignal.timeout(5000) }).then(({ ok }) => ok, () => false);
  const ask = async (form, button) => {
    asking.add(form);
    const isAnswered = await answers();
    asking.delete(form);
    if (!isAnswered) return say(lost);
    answered.add(form);
    form.requestSubmit(button);
  };
  on("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || answered.delete(form)) return;
    if (!form.matches("[data-guard]") && navigator.onLine) return;
    event.preventDefault();
    if (!asking.has(form)) ask(form, event.submitter);
  });

  /* 二重送信: the pressed button rests until the page is left or shown again. htmx guards its own (hx-disabled-elt). */
  const sent = new Map();
  on("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.matches("[data-again]")) return;
    if (sent.has(form)) return event.preventDefault();
    const button = event.submitter;
    sent.set(form, button);
    // After this turn: a disabled button would not send its own name and value.
    setTimeout(() => { if (button) { button.disabled = true; button.setAttribute("aria-busy", "true"); } });
  });
  addEventListener("pageshow", () => {
    for (const button of sent.values()) if (button) { button.disabled = false; button.removeAttribute("aria-busy"); }
    sent.clear();
  });

  /* 招待コード: what stands behind the # is sent to no server; it goes into its box and out of the address. */
  for (const box of all("[data-from-fragment]")) {
    if (location.hash.length > 1) {
      box.value = decodeURIComponent(location.hash.slice(1));
      history.replaceState(null, "", location.pathname);
    }
  }

  /* 全角・半角: on leaving the box, show the value as it will be read. The server reads both. */
  const half = (text) => text.replace(/[‐‑‒–—―−ーｰ─]/g, "-").normalize("NFKC").trim();
  /* What parts thousands goes; 1,5 stays as it is, and the server says what is wrong with it. */
  const joined = (text) => (/^\d{1,3}([,、\s])\d{3}(\1\d{3})*$/.test(text) ? text.replace(/[,、\s]/g, "") : text);
  const normal = {
    digits: (text) => joined(half(text)),
    yen: (text) => {
      const digits = joined(half(text).replace(/^金?\s*[¥\\]?\s*|\s*円?\s*也?$/g, ""));
      return /^\d+$/.test(digits) ? digits.replace(/^0+(?=\d)/, "").replace(/\B(?=(\d{3})+$)/g, ",") : text;
    },
    postcode: (text) => half(text).replace(/[〒\s-]/g, "").replace(/^(\d{3})(\d{4})$/, "$1-$2"),
    phone: (text) => half(text).replace(/[\s()-]+/g, "-").replace(/^-|-$/g, "").replace(/^(?!0800)(0[5-9]0)(\d{4})(\d{4})$/, "$1-$2-$3"),
    date: half,
  };
  on("focusout", ({ target }) => {
    const way = target.dataset?.normalise;
    if (way && target.value) target.value = normal[way](target.value);
  });

  /* 検索へ移動: "/" goes to the search box, unless this person has switched the key off on this machine. */
  const search = () => document.querySelector("[data-search]");
  const toggle = document.querySelector("[data-shortcut]");
  const isKeyOn = () => localStorage.getItem("look-shortcut") !== "off";
  const showKey = () => { toggle.hidden = false; toggle.setAttribute("aria-pressed", String(isKeyOn())); };
  if (toggle) showKey();
  on("keydown", (event) => {
    const isTyping = event.target.closest?.("input, select, textarea, [contenteditable]");
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey || !search() || !isKeyOn()) return;
    event.preventDefault();
    search().focus();
  });
  // What was looked for stays in the box, to be changed; who types on begins anew.
  on("focusin", ({ target }) => target.matches?.("[data-search]") && target.select());

  /* 誤りの一覧: read first; its links go into the box, also where the box is a group of choices. */
  const showSummary = (root) => {
    const summary = root.querySelector("[data-summary]");
    if (!summary) return;
    // Forms that a page calls by another name than `form` get their word in the title here.
    if (!document.title.startsWith("エラー：")) document.title = `エラー：${document.title}`;
    summary.focus();
  };
  const goTo = (event, link) => {
    const goal = document.getElementById(link.hash.slice(1));
    const box = goal?.matches("input, select, textarea") ? goal : goal?.querySelector("input, select, textarea");
    if (!box) return;
    event.preventDefault();
    box.focus();
  };

  /* 書きかけ: forms with data-guard ask before the page is left. */
  const changed = new Set();
  on("input", ({ target }) => target.form?.matches("[data-guard]") && changed.add(target.form));
  on("submit", (event) => event.defaultPrevented || changed.delete(event.target));
  // A box that asked for itself (sums, a warning) has saved nothing of its form.
  on("htmx:afterRequest", ({ detail }) => detail.successful && changed.delete(detail.elt));
  addEventListener("beforeunload", (event) => {
    if ([...changed].some((form) => form.isConnected)) event.preventDefault();
  });

  /* 行の追加と削除: a removed row is ticked DELETE and hidden, so the server hears of it. */
  const tickOf = (row) => row.querySelector("[data-tick] input");
  const prepare = (root) => {
    all("[data-remove], [data-copy], [data-print]", root).forEach((button) => {
      button.hidden = button.matches("[data-copy]") && !navigator.clipboard;
    });
    // Without this script it sends the form; with it, Enter in a box must still press what saves the form.
    all("[data-add]", root).forEach((button) => { button.type = "button"; });
    all("[data-row]", root).forEach((row) => {
      row.querySelectorAll("[data-tick]").forEach((box) => { box.hidden = true; });
      row.hidden = Boolean(tickOf(row)?.checked);
    });
  };
  const number = (set) => all("[data-row]:not([hidden])", set).forEach((row, index) => {
    row.querySelector("[data-title]").textContent = set.dataset.noun + (index + 1);
  });
  const changeForm = (set) => set.dispatchEvent(new Event("change", { bubbles: true }));
  const addRow = (set) => {
    const total = set.querySelector(`[name="${set.dataset.formset}-TOTAL_FORMS"]`);
    const rows = set.querySelector("[data-rows]");
    rows.insertAdjacentHTML("beforeend", set.querySelector("template").innerHTML.replaceAll("__prefix__", total.value));
    total.value = Number(total.value) + 1;
    const row = rows.lastElementChild;
    prepare(rows);
    number(set);
    window.htmx?.process(row);
    row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  };
  const removeRow = (row) => {
    const set = row.closest("[data-formset]");
    tickOf(row).checked = true;
    row.hidden = true;
    number(set);
    changeForm(set);
    set.querySelector("[data-add]").focus();
    sayBriefly(`${set.dataset.noun}を消しました。保存すると反映されます。`);
  };

  /* 写す: puts a number into the clipboard of this machine. */
  const copy = (text) => navigator.clipboard.writeText(text).then(
    () => sayBriefly(`${text} を写しました。`),
    () => sayBriefly("写せませんでした。番号を選んで写してください。"),
  );

  on("click", (event) => {
    const pressed = (selector) => event.target.closest?.(selector);
    if (pressed("[data-add]")) addRow(pressed("[data-formset]"));
    if (pressed("[data-remove]")) removeRow(pressed("[data-row]"));
    if (pressed("[data-print]")) print();
    if (pressed("[data-copy]")) copy(pressed("[data-copy]").dataset.copy);
    if (pressed("[data-summary] a[href^='#']")) goTo(event, pressed("a"));
    if (pressed("[data-shortcut]")) { localStorage.setItem("look-shortcut", isKeyOn() ? "off" : "on"); showKey(); }
  });

  /* 通信: what was typed stays on the page; the line goes away with the next answer. */
  for (const event of ["htmx:sendError", "htmx:timeout"]) on(event, () => say(lost));
  on("htmx:responseError", () => say("登録できませんでした。入力はこの画面に残っています。少し待って、もう一度操作してください。"));
  on("htmx:afterOnLoad", ({ detail }) => detail.xhr.status < 400 && say(""));
  addEventListener("offline", () => say("通信が切れています。入力はこの画面に残っています。"));
  addEventListener("online", () => say(""));

  on("htmx:afterSettle", ({ target }) => { prepare(target); showSummary(target); });
  /* 出たあと: the pages of nobody in particular; what htmx noted of the last person goes with them. */
  if (document.body.matches(".plain")) sessionStorage.clear();
  prepare(document);
  showSummary(document);
})();
