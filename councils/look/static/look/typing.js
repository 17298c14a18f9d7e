/* 入力の手助け: フリガナ follows the IME, 住所 follows 〒. Boxes belong together by their names: …name and …kana,
   …postcode and …address. Nothing that somebody typed is written over: only what is empty, or still as we left it. */
"use strict";
(() => {
  const on = (event, act) => document.addEventListener(event, act);
  const say = (sentence) => {
    const status = document.querySelector("[data-status]");
    if (status) status.textContent = sentence;
  };
  const partner = (box, ending, other) => {
    if (!box.form || !box.name?.endsWith(ending)) return null;
    const found = box.form.elements.namedItem(box.name.slice(0, -ending.length) + other);
    return found instanceof HTMLInputElement ? found : null;
  };
  const written = new WeakMap();
  const isOurs = (box) => box.value === (written.get(box) ?? "");
  const put = (box, text) => {
    if (box.value === text) return;
    box.value = text;
    written.set(box, text);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };

  /* フリガナ: while an IME composes, its text is the reading until it is turned into characters. */
  const KANA = /^[ぁ-ゖァ-ヺー・ヽヾゝゞ\s]+$/;
  const katakana = (text) => text
    .replace(/[ぁ-ゖゝゞ]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0x60))
    .replace(/\s+/g, "　");
  const reading = new WeakMap();
  const add = (box, text) => {
    const kana = partner(box, "name", "kana");
    if (kana && text && isOurs(kana)) put(kana, kana.value + katakana(text));
  };
  on("compositionstart", ({ target }) => reading.set(target, ""));
  on("compositionupdate", ({ target, data }) => {
    const typed = (data ?? "").normalize("NFKC").replace(/[a-z]+$/i, "");
    if (KANA.test(typed)) reading.set(target, typed);
  });
  on("compositionend", ({ target, data }) => data && add(target, reading.get(target)));
  on("input", ({ target, data, inputType, isComposing }) => {
    if (inputType === "insertText" && !isComposing && KANA.test(data ?? "")) add(target, data);
    const kana = target.value === "" && partner(target, "name", "kana");
    if (kana && isOurs(kana)) put(kana, "");
  });

  /* 〒: asked once for each seven digits. */
  const asked = new WeakMap();
  const fill = async (box, isPressed) => {
    const address = partner(box, "postcode", "address");
    const code = box.value.normalize("NFKC").replace(/\D/g, "");
    if (!address || code.length !== 7 || (!isPressed && asked.get(box) === code)) return;
    asked.set(box, code);
    let found;
    try {
      found = await (await fetch(`/postcode/?code=${code}`, { cache: "no-store" })).json();
    } catch {
      return say("住所を調べられませんでした。住所を入力してください。");
    }
    const enter = () => {
      if (box.value.normalize("NFKC").replace(/\D/g, "") !== code) return;
      if (!isOurs(address)) return isPressed ? say("住所に入力があるため、そのままにしました。") : undefined;
      put(address, found.address);
      say(found.sentence);
      if (isPressed && found.address) address.focus();
    };
    if (isPressed || document.activeElement !== address) return enter();
    /* Nothing is put where somebody is about to type; what they leave empty is filled as they leave it. */
    address.addEventListener("blur", enter, { once: true });
  };
  on("input", ({ target }) => target.name?.endsWith("postcode") && fill(target, false));
  on("click", (event) => {
    const button = event.target.closest?.("[data-postcode]");
    if (!button) return;
    event.preventDefault();
    fill(button.form.elements.namedItem(button.value), true);
  });
  /* With this script the button is no way to send the form: Enter in a box must still press what saves it. */
  const prepare = (root) => root.querySelectorAll("[data-postcode]").forEach((button) => { button.type = "button"; });
  on("htmx:afterSettle", ({ target }) => prepare(target));
  on("click", ({ target }) => target.closest?.("[data-add]") && prepare(document));
  prepare(document);
})();
