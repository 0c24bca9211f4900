// Of every page: its language, Streamlit's own words in it, and an end to what a person left open.
(() => {
  const { lang, words, patterns, idle, warning, notice, over, read } = SETTINGS;
  document.documentElement.lang = lang;
  const frame = (window.diabetesFrame ??= { last: Date.now(), texts: new WeakMap(), names: new WeakMap() });
  const first = frame.words === undefined;
  const matched = patterns.map(([from, to]) => [new RegExp(`^${from}$`), to]);
  Object.assign(frame, { words, matched, idle, warning, notice });
  if (!first) {
    frame.translate(document.body);
    return;
  }

  const NAMED = ["aria-label", "title", "placeholder"];
  // What people wrote, or what is already in the page's language.
  const OWN = "[data-testid=stHtml], [data-testid=stMarkdownContainer], .js-plotly-plot, textarea, style, script";
  const said = (own) => {
    const trimmed = own.trim();
    if (trimmed in frame.words) return own.replace(trimmed, frame.words[trimmed]);
    const found = frame.matched.find(([from]) => from.test(trimmed));
    return found ? trimmed.replace(found[0], found[1]) : own;
  };
  // What Streamlit wrote is kept, because the language can change.
  const put = (kept, now) => {
    const own = kept !== undefined && kept.put === now ? kept.own : now;
    return { own, put: said(own) };
  };
  const isOwn = (element) => element.closest(OWN) !== null && element.closest("[data-testid=stSlider]") === null;
  const text = (node) => {
    if (node.parentElement === null || isOwn(node.parentElement)) return;
    const next = put(frame.texts.get(node), node.nodeValue);
    frame.texts.set(node, next);
    if (next.put !== node.nodeValue) node.nodeValue = next.put;
  };
  const names = (element) => {
    if (isOwn(element)) return;
    // A role that no element with a name can have.
    if (element.matches("[data-testid=stFileUploaderDropzone][role=presentation]")) element.setAttribute("role", "group");
    for (const name of NAMED) {
      const now = element.getAttribute(name);
      if (now === null) continue;
      const kept = frame.names.get(element) ?? {};
      kept[name] = put(kept[name], now);
      frame.names.set(element, kept);
      if (kept[name].put !== now) element.setAttribute(name, kept[name].put);
    }
  };
  frame.translate = (root) => {
    if (root.nodeType === Node.TEXT_NODE) return text(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    names(root);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode())
      walker.currentNode.nodeType === Node.TEXT_NODE ? text(walker.currentNode) : names(walker.currentNode);
  };
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "characterData") text(change.target);
      else if (change.type === "attributes") names(change.target);
      else change.addedNodes.forEach(frame.translate);
    }
  }).observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: NAMED,
  });
  frame.translate(document.body);

  const box = (id, role, ...content) => {
    const element = document.body.appendChild(document.createElement("div"));
    element.id = id;
    element.className = "notice";
    element.setAttribute("role", role);
    element.append(...content);
    return element;
  };
  // Whoever comes back to a page that began anew is told so, until they have read it.
  const OVER = "diabetes-idle-over";
  if (sessionStorage.getItem(OVER) !== null) {
    const button = document.createElement("button");
    button.textContent = read;
    const told = box("idle-over", "status", over, button);
    button.addEventListener("click", () => {
      sessionStorage.removeItem(OVER);
      told.remove();
    });
  }

  // A new page is a new session: it has no entries, no answer, no file.
  const isBusy = () => document.querySelector("[data-testid=stApp][data-test-script-state=running]") !== null;
  const shown = () => document.getElementById("idle-notice");
  const look = () => {
    const since = Date.now() - frame.last;
    if (since >= frame.idle && !isBusy()) {
      sessionStorage.setItem(OVER, "");
      location.reload();
    } else if (since >= frame.idle - frame.warning && shown() === null) box("idle-notice", "alert", frame.notice);
  };
  const active = () => {
    // After sleep, the first movement comes before the clock's next stroke.
    if (Date.now() - frame.last >= frame.idle) return look();
    frame.last = Date.now();
    shown()?.remove();
  };
  for (const kind of ["pointerdown", "pointermove", "keydown", "wheel", "touchstart", "input"])
    addEventListener(kind, active, { capture: true, passive: true });
  document.addEventListener("visibilitychange", look);
  setInterval(look, 5_000);
})();
