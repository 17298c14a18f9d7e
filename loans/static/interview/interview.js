/* 聞き取り. The form saves itself by htmx; here is what a tablet at a counter needs beside that: the connection that
   is cut, the box that cannot be read, the step that is changed in the middle of a sentence. */
"use strict";
(() => {
  const form = document.querySelector("[data-interview]");
  if (!form) return;
  const RETRY = 5000;
  const LOST = "接続が切れています。入力は画面に残り、つながりしだい保存します。";
  const SIGNED_OUT = "画面が隠されたか、サインインが切れています。入力は画面に残り、続けられるようになりしだい保存します。";
  const saved = () => document.getElementById("saved");
  const say = (sentence) => {
    const line = document.createElement("p");
    line.textContent = sentence;
    saved().replaceChildren(line);
    saved().classList.toggle("saved-not", true);
  };

  /* 未保存: from the first key until the answer to what was sent after the last one. */
  let typed = 0;
  let sent = 0;
  let later;
  let isLeaving = false;
  let isStopped = false;
  const isPending = () => typed > sent;
  form.addEventListener("input", () => { typed += 1; if (!isStopped) form.dataset.pending = ""; });
  // Rows that are taken away say so by this event alone.
  form.addEventListener("change", ({ target }) => {
    if (!target.matches("[data-formset]")) return;
    typed += 1;
    htmx.trigger(form, "resend");
  });
  addEventListener("beforeunload", (event) => { if (isPending() && !isLeaving) event.preventDefault(); });
  addEventListener("submit", (event) => { if (event.target === form) isLeaving = !event.defaultPrevented; });
  addEventListener("pageshow", () => { isLeaving = false; });

  /* 送信: to where the form goes now: what was begun on the page of a new talk goes on at the talk's own address. */
  let underway = 0;
  /* 順番: a save that was cut off may arrive after the one that was sent again; the server then knows the older one. */
  const turn = form.elements.namedItem("turn");
  const takeTurn = () => { turn.value = String(Number(turn.value) + 1); return turn.value; };
  form.addEventListener("htmx:configRequest", (event) => {
    if (event.target !== form) return;
    if (isStopped) return event.preventDefault();
    event.detail.path = form.getAttribute("action") || event.detail.path;
    event.detail.parameters.turn = takeTurn();
    underway = typed;
  });
  addEventListener("submit", ({ target }) => { if (target === form) takeTurn(); }, true);
  const again = (sentence) => {
    say(sentence);
    clearTimeout(later);
    later = setTimeout(() => htmx.trigger(form, "resend"), RETRY);
  };
  for (const name of ["htmx:sendError", "htmx:timeout"]) {
    form.addEventListener(name, (event) => { if (event.target === form) again(LOST); });
  }
  addEventListener("online", () => { if (isPending()) htmx.trigger(form, "resend"); });

  /* 応答: 401 leads nowhere from here, or what is on the screen would be lost; a conflict is shown and stops. */
  form.addEventListener("htmx:beforeOnLoad", (event) => {
    const { status } = event.detail.xhr;
    if (event.target !== form || status < 400) return;
    if (status === 409) return;
    event.preventDefault();
    if (status === 403) freshen();
    again(status === 401 || status === 403 ? SIGNED_OUT : LOST);
  });
  form.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (event.detail.target?.id !== "saved" || xhr.status !== 409) return;
    event.detail.shouldSwap = true;
    event.detail.isError = false;
    isStopped = true;
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.elt !== form || !detail.successful) return;
    sent = Math.max(sent, underway);
    clearTimeout(later);
    if (!isPending()) delete form.dataset.pending;
  });
  /* Whoever signs in again in another window gets another token; this page takes it over. */
  const freshen = async () => {
    const page = await fetch(location.href, { cache: "no-store" }).then((answer) => answer.text(), () => "");
    const token = new DOMParser().parseFromString(page, "text/html").querySelector("[name=csrfmiddlewaretoken]")?.value;
    if (!token) return;
    document.body.setAttribute("hx-headers", JSON.stringify({ "x-csrftoken": token }));
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((box) => { box.value = token; });
  };

  /* 読み取れない欄: said at the box, without taking the cursor away from where it is. */
  const clear = () => form.querySelectorAll("[data-said]").forEach((line) => {
    const box = document.getElementById(line.dataset.said);
    box?.removeAttribute("aria-invalid");
    box?.removeAttribute("aria-describedby");
    line.remove();
  });
  const tell = ({ dataset, textContent }) => {
    const box = form.querySelector(`[name="${CSS.escape(dataset.box)}"]`);
    const field = box?.closest(".field");
    if (!field || field.querySelector(".wrong")) return;
    const line = document.createElement("p");
    line.className = "wrong";
    line.id = `${box.id}_said`;
    line.dataset.said = box.id;
    line.textContent = `＊${textContent}`;
    field.append(line);
    box.setAttribute("aria-invalid", "true");
    box.setAttribute("aria-describedby", line.id);
  };
  const takeOver = () => {
    clear();
    document.querySelectorAll("[data-wrong] [data-box]").forEach(tell);
    const { address } = saved().dataset;
    if (address && form.getAttribute("action") !== address) {
      form.setAttribute("action", address);
      history.replaceState(null, "", address);
    }
  };

  /* 確認したいこと: open beside the form; above it, where the screen is upright, folded until somebody opens it. */
  const isBeside = matchMedia("(min-width: 56.25rem)");
  const fold = (isOpen) => document.getElementById("panel-fold")?.toggleAttribute("open", isOpen);
  isBeside.addEventListener("change", () => fold(isBeside.matches));
  fold(isBeside.matches);

  /* 開いたままの欄: what was folded out beside the form stays so when its content is renewed. */
  let opened = [];
  document.addEventListener("htmx:beforeSwap", () => {
    opened = [...document.querySelectorAll("#panel details[open]")].map(({ id }) => id);
  });
  const reopen = () => { for (const id of opened) document.getElementById(id)?.setAttribute("open", ""); };
  document.addEventListener("htmx:afterSwap", reopen);
  document.addEventListener("htmx:oobAfterSwap", reopen);
  document.addEventListener("htmx:afterSettle", (event) => event.target.id === "saved" && takeOver());

  /* 同意を確認した日: of another answer it is another day, today where none is typed. */
  form.addEventListener("input", ({ target }) => {
    const day = form.elements.namedItem("sharing_on");
    if (target.name !== "sharing" || !day) return;
    if (day.value && day.value !== day.defaultValue) return;
    day.value = target.checked && target.defaultChecked ? day.defaultValue : "";
  });

  /* 段の移動: what is on the screen goes first. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("#steps a");
    if (!link || !isPending()) return;
    event.preventDefault();
    const then = document.createElement("input");
    Object.assign(then, { type: "hidden", name: "then", value: link.pathname.split("/").at(-2) });
    form.append(then);
    form.requestSubmit();
    setTimeout(() => then.remove(), RETRY);
  });

  /* 選択の取消し: a choice that was tapped by mistake is taken back by a second tap. */
  const checked = new WeakSet();
  form.querySelectorAll("input[type=radio]:checked").forEach((radio) => checked.add(radio));
  form.addEventListener("click", ({ target }) => {
    if (!target.matches?.("input[type=radio]")) return;
    const was = checked.has(target);
    form.querySelectorAll(`[name="${CSS.escape(target.name)}"]`).forEach((each) => checked.delete(each));
    if (!was) return checked.add(target);
    target.checked = false;
    target.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
