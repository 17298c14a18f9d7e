/* パスキー. A form with data-passkey="get|create" asks the browser for a passkey before it is sent (WebAuthn).
   What is asked stands in data-question as JSON; the answer goes into the box named credential. */
"use strict";
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (each) => each.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const named = (list) => list?.map((each) => ({ ...each, id: bytes(each.id) }));

  const asked = ({ publicKey }) => {
    const question = { ...publicKey, challenge: bytes(publicKey.challenge) };
    if (question.user) question.user = { ...question.user, id: bytes(question.user.id) };
    if (question.allowCredentials) question.allowCredentials = named(question.allowCredentials);
    if (question.excludeCredentials) question.excludeCredentials = named(question.excludeCredentials);
    return { publicKey: question };
  };
  const answered = (credential) => {
    const { response } = credential;
    const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
    const kept = parts.filter((part) => response[part]).map((part) => [part, text(response[part])]);
    return JSON.stringify({
      id: credential.id, rawId: text(credential.rawId), type: credential.type,
      response: Object.fromEntries(kept), clientExtensionResults: credential.getClientExtensionResults(),
    });
  };

  const SENTENCES = {
    NotAllowedError: "パスキーの確認が取り消されたか、時間切れになりました。もう一度お試しください。",
    InvalidStateError: "この端末のパスキーは、すでに登録されています。",
    SecurityError: "この画面の開き方では、パスキーを使えません。管理者から案内された住所（https）で開いてください。",
  };
  const sentence = (error) => SENTENCES[error.name] ?? "この端末ではパスキーを使えませんでした。別の方法をお使いください。";

  const ask = async (form, button) => {
    const words = form.querySelector("[data-passkey-words]");
    words.hidden = true;
    try {
      const question = asked(JSON.parse(form.dataset.question));
      const credential = await navigator.credentials[form.dataset.passkey](question);
      form.elements.credential.value = answered(credential);
      form.requestSubmit(button);
    } catch (error) {
      words.textContent = sentence(error);
      words.hidden = false;
    }
  };

  // Before look.js hears of it: a form that is not sent yet must not rest as one that was.
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-passkey]");
    if (!form || form.elements.credential.value) return;
    event.preventDefault();
    ask(form, event.submitter);
  }, true);
  // A page that comes back asks anew: an answer is good for one question.
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("[data-passkey]")) form.elements.credential.value = "";
  });
})();
