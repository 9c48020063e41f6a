// The controls of the what-if page: language, scenario, measures with their doses, and the button that runs them.
// Everything it says and offers comes from the model; it computes nothing but whether a dose is one.

/** An element with attributes (those that are null are left out) and children. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A dose in percent from what was typed; null when it is none. */
function percent(text) {
  const plain = text.trim().replace(/[%％]$/, "").trim().replace(",", ".");
  if (!/^\d+(\.\d+)?$/.test(plain)) return null;
  const number = Number(plain);
  return number >= 0 && number <= 100 ? number : null;
}

function render({ model, el }) {
  // What was chosen, as typed; survives a change of language or scenario.
  const typed = new Map();
  const open = new Set();
  const offered = model.get("offer");
  let scenario = offered.scenarios[0].id;
  // How often, and with which luck: as typed.
  const luck = {};
  const ranges = { replications: offered.replications, seed: offered.seeds };
  let serial = 0;
  let ran = null;

  const lang = () => model.get("lang");
  const say = (key) => offered.texts[key][lang()];
  const chosen = () => offered.scenarios.find((each) => each.id === scenario);
  // A request is on its way or in work until it is answered, however the answer turns out.
  const isRunning = () => serial > model.get("answered");
  const usable = (id) => !(id in chosen().unusable);
  const current = () => JSON.stringify([scenario, luck, doses()]);
  const standard = () => { for (const name of Object.keys(ranges)) luck[name] = String(chosen()[name]); };

  function doses() {
    const all = {};
    for (const { id } of offered.measures) {
      const dose = percent(typed.get(id) ?? "0");
      if (dose && usable(id)) all[id] = dose / 100;
    }
    return all;
  }

  function build(focused) {
    document.documentElement.lang = lang() === "zh" ? "zh-CN" : "en";
    const root = make("div", { class: "whatif" });
    root.append(top(), ...offered.areas.map(area), bottom());
    el.replaceChildren(root);
    if (focused) el.querySelector(`#${focused}`)?.focus();
    tell();
  }

  function top() {
    const languages = make("select", { id: "whatif-language", onchange: (event) => {
      model.set("lang", event.target.value);
      model.save_changes();
      build("whatif-language");
    } }, ...[["en", "English"], ["zh", "中文"]].map(([id, name]) =>
      make("option", { value: id, lang: id === "zh" ? "zh-CN" : "en", selected: id === lang() }, name)));
    const places = make("select", { id: "whatif-scenario", onchange: (event) => {
      scenario = event.target.value;
      standard();
      build("whatif-scenario");
    } }, ...offered.scenarios.map((each) =>
      make("option", { value: each.id, selected: each.id === scenario }, each.title[lang()])));
    return make("div", { class: "top" },
      field("whatif-language", "Language 语言", languages),
      field("whatif-scenario", say("scenario"), places),
      ...Object.keys(ranges).map(number));
  }

  /** A field for a whole number. */
  function number(name) {
    const id = `whatif-${name}`;
    return field(id, say(name),
      make("input", {
        id, type: "text", inputmode: "numeric", size: 10, value: luck[name], autocomplete: "off",
        "aria-describedby": `${id}-problem`, oninput: (event) => { luck[name] = event.target.value; check(); tell(); },
      }),
      make("span", { class: "problem", id: `${id}-problem`, role: "alert" }));
  }

  function field(id, label, ...controls) {
    return make("div", { class: "field" }, make("label", { for: id }, label), ...controls);
  }

  function area({ id, title }, index) {
    const members = offered.measures.filter((each) => each.area === id);
    const details = make("details", { class: "area", open: open.has(id), ontoggle: (event) => {
      if (event.target !== details) return;
      if (details.open) open.add(id); else open.delete(id);
    } },
      make("summary", {},
        make("span", { class: "letter", "aria-hidden": "true" }, String.fromCharCode(65 + index)),
        make("span", { class: "name" }, title[lang()]),
        make("span", { class: "count", "data-area": id })),
      make("div", { class: "members" }, ...members.map(measure)));
    return details;
  }

  function measure({ id, number, title, term, mechanism, side_effect, costs }) {
    const key = `whatif-${id}`;
    const reason = chosen().unusable[id]?.[lang()];
    const text = typed.get(id) ?? "0";
    const isOff = reason !== undefined;
    const name = title[lang()];
    const range = make("input", {
      type: "range", id: `${key}-range`, min: 0, max: 100, step: 5, value: percent(text) ?? 0, disabled: isOff,
      "aria-label": `${say("dose")}: ${name}`, "aria-valuetext": `${percent(text) ?? 0}%`,
      oninput: (event) => set(id, event.target.value),
    });
    const box = make("input", {
      type: "text", id: `${key}-dose`, inputmode: "decimal", size: 4, value: text, disabled: isOff, autocomplete: "off",
      "aria-label": `${say("dose_percent")}: ${name}`, "aria-describedby": `${key}-problem`,
      oninput: (event) => set(id, event.target.value, "box"),
    });
    const toggle = make("input", {
      type: "checkbox", role: "switch", id: key, checked: !isOff && (percent(text) ?? 0) > 0, disabled: isOff,
      "aria-describedby": `${key}-about`, onchange: (event) => set(id, event.target.checked ? "100" : "0"),
    });
    return make("div", { class: isOff ? "measure off" : "measure", "data-measure": id },
      make("div", { class: "head" }, toggle,
        make("label", { for: key }, `${number} · ${name}`,
          lang() === "en" ? make("span", { class: "term", lang: "zh-CN" }, term) : null),
        make("div", { class: "dose" }, range, box, make("span", { "aria-hidden": "true" }, "%"))),
      make("div", { class: "problem", id: `${key}-problem`, role: "alert" }),
      isOff ? make("p", { class: "reason" }, `${say("unusable")}${reason.replaceAll("`", "")}`) : null,
      make("div", { class: "about", id: `${key}-about` },
        make("p", {}, mechanism[lang()]),
        make("p", {}, make("b", {}, say("side_effect")), side_effect[lang()]),
        make("p", {}, make("b", {}, say("cost")), costs[lang()].length ? costs[lang()].join(lang() === "zh" ? "；" : "; ") : say("no_cost"))));
  }

  /** Takes a dose from one of its three controls and shows it in the others. */
  function set(id, text, from) {
    typed.set(id, text);
    const dose = percent(text);
    const key = `whatif-${id}`;
    const box = el.querySelector(`#${key}-dose`);
    if (from !== "box") box.value = text;
    if (dose !== null) {
      const range = el.querySelector(`#${key}-range`);
      range.value = dose;
      range.setAttribute("aria-valuetext", `${dose}%`);
      el.querySelector(`#${key}`).checked = dose > 0;
    }
    check();
    tell();
  }

  /** Says beside each control what is wrong with it; the first that is wrong, or null. */
  function check() {
    let first = null;
    const mark = (input, problem, isWrong, text) => {
      problem.textContent = isWrong ? text : "";
      if (isWrong) input.setAttribute("aria-invalid", "true"); else input.removeAttribute("aria-invalid");
      if (isWrong) first ??= input;
    };
    for (const [name, [least, most]] of Object.entries(ranges)) {
      const text = luck[name].trim();
      const isOne = /^\d{1,10}$/.test(text) && +text >= least && +text <= most;
      const input = el.querySelector(`#whatif-${name}`);
      mark(input, el.querySelector(`#whatif-${name}-problem`), !isOne, say(`wrong_${name}`));
    }
    for (const { id } of offered.measures) {
      const box = el.querySelector(`#whatif-${id}-dose`);
      mark(box, el.querySelector(`#whatif-${id}-problem`), !box.disabled && percent(box.value) === null, say("wrong_dose"));
    }
    return first;
  }

  function bottom() {
    return make("div", { class: "bottom" },
      make("button", { id: "whatif-run", class: "run", type: "button", onclick: run }, say("run")),
      make("button", { id: "whatif-stop", type: "button", onclick: stop }, say("stop")),
      make("button", { id: "whatif-clear", type: "button", onclick: () => { typed.clear(); build("whatif-clear"); } }, say("clear")),
      make("span", { class: "status", role: "status" }));
  }

  function run() {
    if (isRunning()) return;
    const wrong = check();
    if (wrong) {
      const area = wrong.closest("details");
      if (area) area.open = true;
      wrong.focus();
      return;
    }
    ran = current();
    serial += 1;
    model.set("request", {
      serial, scenario, replications: Number(luck.replications), seed: Number(luck.seed), doses: doses(),
      width: Math.round(el.clientWidth),
    });
    model.save_changes();
    tell();
  }

  // Beside this page: the doors of its room, which the server itself keeps, since the notebook is busy while it runs.
  const door = (name) => new URL(`${name}?room=${encodeURIComponent(model.get("room"))}`, document.baseURI);

  function stop() {
    if (isRunning()) fetch(door("stop"), { method: "POST" });
  }

  /** A socket that is open as long as the page is: when it closes, what runs for the page is ended. */
  function stay(refusals = 0) {
    const address = door("present");
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address);
    let was = refusals;
    socket.onopen = () => { was = 0; };
    socket.onclose = () => { if (was < 5) setTimeout(() => stay(was + 1), 500); };
  }

  /** How many measures are on, whether something runs, and whether what is shown is of these choices. */
  function tell() {
    const on = doses();
    for (const count of el.querySelectorAll(".count")) {
      const members = offered.measures.filter((each) => each.area === count.dataset.area);
      const active = members.filter((each) => each.id in on).length;
      count.textContent = say("count").replace("{on}", active).replace("{all}", members.length);
    }
    const [busy, failed] = [isRunning(), model.get("failed")];
    const button = el.querySelector("#whatif-run");
    button.setAttribute("aria-disabled", busy ? "true" : "false");
    el.querySelector("#whatif-stop").setAttribute("aria-disabled", busy ? "false" : "true");
    const state = busy ? "running" : ran === null ? "ready" : ran !== current() ? "stale" : failed ? "failed" : "done";
    el.querySelector(".status").textContent = say(state);
    el.firstChild.dataset.state = state;
  }

  standard();
  model.on("change:answered", tell);
  model.on("change:failed", tell);
  build();
  if (model.get("room")) stay();
}

export default { render };
