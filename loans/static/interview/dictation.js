/* 音声入力. On the device alone: where the browser cannot, no button is shown, and nothing is ever sent to a server. */
"use strict";
(() => {
  const Recognition = globalThis.SpeechRecognition;
  const buttons = document.querySelectorAll("[data-dictate]");
  const options = { langs: ["ja-JP"], processLocally: true };
  if (!Recognition?.available || !buttons.length) return;

  const listen = (button) => {
    const box = document.getElementById(button.dataset.dictate);
    const recognition = new Recognition();
    recognition.lang = "ja-JP";
    recognition.processLocally = true;
    if (recognition.processLocally !== true) return;
    recognition.continuous = true;
    recognition.addEventListener("result", ({ results, resultIndex }) => {
      for (const result of [...results].slice(resultIndex)) {
        if (result.isFinal) box.value += result[0].transcript;
      }
      box.dispatchEvent(new Event("input", { bubbles: true }));
    });
    recognition.addEventListener("end", () => { button.textContent = "音声で入力する"; delete button.dataset.on; });
    button.addEventListener("click", () => recognition.stop(), { once: true });
    button.dataset.on = "";
    button.textContent = "音声入力を止める";
    recognition.start();
  };
  const ready = async () => {
    const state = await Recognition.available(options);
    if (state === "downloadable" || state === "downloading") return Recognition.install?.(options);
    return state === "available";
  };
  Recognition.available(options).then((state) => {
    if (state === "unavailable") return;
    buttons.forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", async () => { if (!("on" in button.dataset) && await ready()) listen(button); });
    });
  }, () => {});
})();
