/* 黒塗り. Shows the chosen photographs before they are sent, and lets one draw over what must not be read. What is drawn
   goes along as shares of each picture (the box named boxes); the office's worker burns it into the pixels. */
"use strict";
(() => {
  const frame = document.querySelector("[data-blackout]");
  const place = document.querySelector("[data-sheets-here]");
  const told = document.querySelector("[data-boxes]");
  const inputs = [...document.querySelectorAll("[data-sheets]")];
  if (!frame || !told) return;
  const STEP = 0.01;
  const LEAST = 0.01;
  const within = (value) => Math.min(Math.max(value, 0), 1);
  const sheets = new Map(); // a file → { boxes, chosen }
  const of = (file) => sheets.get(file) ?? sheets.set(file, { boxes: [], chosen: -1 }).get(file);
  const files = () => inputs.flatMap((input) => [...input.files]);
  const tell = () => { told.value = JSON.stringify(files().map((file) => of(file).boxes)); };

  const made = (name, facts = {}, ...inside) => {
    const element = Object.assign(document.createElement(name), facts);
    element.append(...inside);
    return element;
  };

  const drawn = (file, canvas, picture, list) => () => {
    const sheet = of(file);
    const pen = canvas.getContext("2d");
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    sheet.boxes.forEach(([left, top, right, bottom], index) => {
      const at = [left * canvas.width, top * canvas.height, (right - left) * canvas.width, (bottom - top) * canvas.height];
      pen.fillStyle = "black";
      pen.fillRect(...at);
      if (index !== sheet.chosen) return;
      pen.strokeStyle = "#ffd43d";
      pen.lineWidth = Math.max(canvas.width / 200, 2);
      pen.strokeRect(...at);
    });
    list.textContent = sheet.boxes.length ? `黒塗り ${sheet.boxes.length}か所` : "黒塗りはまだありません";
    tell();
  };

  const moved = ([left, top, right, bottom], right_by, down_by) => {
    const across = Math.min(Math.max(right_by, -left), 1 - right);
    const down = Math.min(Math.max(down_by, -top), 1 - bottom);
    return [left + across, top + down, right + across, bottom + down];
  };
  const grown = ([left, top, right, bottom], right_by, down_by) =>
    [left, top, Math.max(within(right + right_by), left + LEAST), Math.max(within(bottom + down_by), top + LEAST)].map(within);

  const byKey = (file, show) => (event) => {
    const sheet = of(file);
    const ways = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
    const way = ways[event.key];
    if (event.key === "Delete" || event.key === "Backspace") sheet.chosen = (sheet.boxes.splice(sheet.chosen, 1), sheet.boxes.length - 1);
    else if (way && sheet.boxes[sheet.chosen]) sheet.boxes[sheet.chosen] = (event.shiftKey ? grown : moved)(sheet.boxes[sheet.chosen], ...way);
    else return;
    event.preventDefault();
    show();
  };

  const byHand = (file, canvas, show) => {
    let from = null;
    const at = (event) => {
      const edge = canvas.getBoundingClientRect();
      return [within((event.clientX - edge.left) / edge.width), within((event.clientY - edge.top) / edge.height)];
    };
    const between = ([x, y], [u, v]) => [Math.min(x, u), Math.min(y, v), Math.max(x, u), Math.max(y, v)];
    canvas.addEventListener("pointerdown", (event) => {
      const sheet = of(file);
      canvas.setPointerCapture(event.pointerId);
      from = at(event);
      sheet.chosen = sheet.boxes.push([...from, ...from]) - 1;
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!from) return;
      const sheet = of(file);
      sheet.boxes[sheet.chosen] = between(from, at(event));
      show();
    });
    const end = () => {
      const sheet = of(file);
      const [left, top, right, bottom] = sheet.boxes[sheet.chosen] ?? [0, 0, 1, 1];
      // A touch without a stroke is no blackout.
      if (from && (right - left < LEAST || bottom - top < LEAST)) sheet.chosen = (sheet.boxes.splice(sheet.chosen, 1), sheet.boxes.length - 1);
      from = null;
      show();
    };
    canvas.addEventListener("pointerup", end);
    canvas.addEventListener("pointercancel", end);
  };

  const shown = async (file, number) => {
    const name = `${number}枚目（${file.name}）`;
    if (!file.type.startsWith("image/")) return made("p", { className: "hint", textContent: `${name}：この画面では黒塗りできません。番号が載っているときは、紙の上で塗りつぶしてから写してください。` });
    let picture;
    try {
      picture = await createImageBitmap(file);
    } catch {
      return made("p", { className: "hint", textContent: `${name}：この写真は表示できません。` });
    }
    const share = Math.min(1, 1200 / Math.max(picture.width, picture.height));
    const canvas = made("canvas", { width: picture.width * share, height: picture.height * share, tabIndex: 0 });
    canvas.setAttribute("role", "application");
    canvas.setAttribute("aria-label", `${name}の写真。黒塗りするところを囲む`);
    canvas.setAttribute("aria-describedby", "blackout-how");
    const list = made("span", { role: "status" });
    list.setAttribute("role", "status");
    const show = drawn(file, canvas, picture, list);
    const add = made("button", { type: "button", className: "button-line button-small", textContent: "黒塗りを加える" });
    const undo = made("button", { type: "button", className: "button-line button-small", textContent: "最後の黒塗りを消す" });
    add.addEventListener("click", () => { of(file).chosen = of(file).boxes.push([0.3, 0.45, 0.7, 0.55]) - 1; show(); canvas.focus(); });
    undo.addEventListener("click", () => { of(file).boxes.pop(); of(file).chosen = of(file).boxes.length - 1; show(); });
    canvas.addEventListener("keydown", byKey(file, show));
    byHand(file, canvas, show);
    show();
    return made("figure", { className: "sheet" }, made("figcaption", { textContent: name }), canvas, made("div", { className: "acts" }, add, undo, list));
  };

  const show = async () => {
    tell();
    const chosen = files();
    const figures = await Promise.all(chosen.map((file, index) => shown(file, index + 1)));
    if (chosen.length !== files().length) return; // chosen anew meanwhile
    place.replaceChildren(...figures);
    frame.hidden = chosen.length === 0;
  };

  // A camera hands over one photograph at a time: what was there before stays before it.
  for (const input of inputs) {
    let kept = [];
    input.addEventListener("change", () => {
      if (input.hasAttribute("capture") && input.files.length) {
        const all = new DataTransfer();
        for (const file of [...kept, ...input.files]) all.items.add(file);
        input.files = all.files;
      }
      kept = [...input.files];
      show();
    });
  }
})();
