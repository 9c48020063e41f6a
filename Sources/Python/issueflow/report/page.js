"use strict";
// Everything can be read without this: it begins with the reader's language and shows what a mark says on touching it.
const tongues = { en: document.getElementById("tongue-en"), zh: document.getElementById("tongue-zh") };
function tell() { document.documentElement.lang = tongues.zh && tongues.zh.checked ? "zh-Hans" : "en"; }
if (tongues.zh) {
  const wanted = location.hash.endsWith("-zh") || location.hash === "#zh" ? "zh" : location.hash ? "en" : navigator.language.startsWith("zh") ? "zh" : "en";
  tongues[wanted].checked = true;
  for (const tongue of Object.values(tongues)) tongue.addEventListener("change", tell);
  tell();
}
const tip = document.getElementById("tip");
function show(event) {
  const mark = event.target instanceof Element && event.target.closest("svg [role='graphics-symbol'][aria-label]");
  tip.hidden = !mark;
  if (!mark) return;
  tip.textContent = mark.getAttribute("aria-label");
  tip.style.left = Math.max(4, Math.min(event.clientX + 12, innerWidth - tip.offsetWidth - 4)) + "px";
  tip.style.top = (event.clientY + 18 + tip.offsetHeight > innerHeight ? event.clientY - tip.offsetHeight - 8 : event.clientY + 18) + "px";
}
document.addEventListener("pointermove", show);
document.addEventListener("pointerdown", show);
document.addEventListener("scroll", () => { tip.hidden = true; }, { passive: true });
