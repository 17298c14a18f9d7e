/* 署名: strokes of a finger or pen in a box of 1000 × 300, drawn as lines and sent as numbers. */
"use strict";
(() => {
  const field = document.querySelector("[data-signature]");
  if (!field) return;
  const pad = field.querySelector("svg");
  const path = pad.querySelector("path");
  const box = field.querySelector("input[type=hidden]");
  const tablet = document.querySelector('input[name="way"][value="tablet"]');
  const [WIDTH, HEIGHT, FINE] = [1000, 300, 4];
  let strokes = [];
  try { strokes = JSON.parse(box.value || "[]"); } catch { strokes = []; }
  let stroke = null;
  const within = (value, most) => Math.max(0, Math.min(most, Math.round(value)));
  const pointOf = ({ clientX, clientY }) => {
    const { left, top, width, height } = pad.getBoundingClientRect();
    return [within((clientX - left) / width * WIDTH, WIDTH), within((clientY - top) / height * HEIGHT, HEIGHT)];
  };
  const line = (points) => {
    const pairs = [];
    for (let at = 0; at < points.length; at += 2) pairs.push(`${points[at]} ${points[at + 1]}`);
    return "M" + (pairs.length > 1 ? pairs : [...pairs, ...pairs]).join("L");
  };
  const draw = () => path.setAttribute("d", strokes.map(line).join(" "));
  const keep = () => {
    box.value = strokes.length ? JSON.stringify(strokes) : "";
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
  pad.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    pad.setPointerCapture(event.pointerId);
    stroke = pointOf(event);
    strokes.push(stroke);
    draw();
  });
  pad.addEventListener("pointermove", (event) => {
    if (!stroke) return;
    const [x, y] = pointOf(event);
    const [lastX, lastY] = stroke.slice(-2);
    if (Math.abs(x - lastX) + Math.abs(y - lastY) < FINE) return;
    stroke.push(x, y);
    draw();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    pad.addEventListener(end, () => { if (stroke) keep(); stroke = null; });
  }
  field.querySelector("[data-clear]").addEventListener("click", () => { strokes = []; draw(); keep(); });
  /* The pad stands there where the signature is written on it, and not beside a paper. */
  const show = () => { field.hidden = !tablet?.checked; };
  document.addEventListener("change", ({ target }) => target.name === "way" && show());
  show();
  draw();
})();
