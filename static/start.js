// The page's start, and its failures: what can be said, saved and tried when nothing else of the page runs. The words are
// in index.html, where they also stand for browsers that run no script.
{
  const root = document.documentElement;
  const find = name => document.querySelector(`[data-testid="${name}"]`);

  // A start that fails.

  // What did not come, or was refused, as far as the browser says. Once the page has started there is no such line.
  const tell = (kind, what) => {
    const line = document.getElementById(kind);
    if (!line) return;
    line.hidden = false;
    for (const name of line.querySelectorAll("code")) name.textContent = what;
  };
  const fileOf = address => address.split(/[?#]/)[0].split("/").pop();
  addEventListener("error", ({ target, error, message }) => {
    if (target instanceof HTMLScriptElement || target?.rel === "modulepreload") {
      // A script that stands in the page itself fails for what it imports.
      const address = target.src || target.href || document.querySelector("link[rel=modulepreload]")?.href;
      tell("missing", fileOf(address ?? ""));
    } else if (error instanceof WebAssembly.RuntimeError) {
      root.dataset.failed = "true";
    } else if (target === window) {
      tell("missing", message);
    }
  }, true);
  addEventListener("unhandledrejection", ({ reason }) => tell("missing", String(reason?.message ?? reason)));
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
    tell("refused", `${effectiveDirective} ${blockedURI}`);
  });

  // What is kept.

  const STORE = "data";
  // The database as it is: one that is not there is not made.
  const database = () => new Promise((resolve, reject) => {
    const asked = indexedDB.open("hitofude");
    asked.onupgradeneeded = () => asked.transaction.abort();
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = asked.onblocked = () => resolve(null);
    setTimeout(reject, 3000, new Error("the browser's database does not open"));
  });
  // Does `act` with each text in it: MNIST's files are bytes, and stay.
  const eachText = async (mode, act) => {
    const open = await database();
    if (!open) return;
    await new Promise((resolve, reject) => {
      const all = open.transaction(STORE, mode);
      const store = all.objectStore(STORE);
      store.openCursor().onsuccess = ({ target: { result: at } }) => {
        if (!at) return;
        if (typeof at.value === "string") act(at.key, at.value, store);
        at.continue();
      };
      all.oncomplete = resolve;
      all.onabort = all.onerror = () => reject(all.error);
    });
    open.close();
  };
  const FAILED = "hitofude.failed-starts";
  const localKeys = () => Object.keys(localStorage).filter(key => key.startsWith("hitofude.") && key !== FAILED);

  // As one file, which the page opens.
  const save = async () => {
    const texts = {};
    try {
      for (const key of localKeys()) texts[key] = localStorage.getItem(key);
      await eachText("readonly", (key, text) => { texts[key] = text; });
    } catch (error) {
      complain(error);
    }
    const text = JSON.stringify({ format: "hitofude-kept", version: 1, texts });
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    Object.assign(document.createElement("a"), { href: address, download: "hitofude-kept.json" }).click();
    // Some browsers read it only a while after the click.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    const copy = find("kept-text");
    copy.value = text;
    copy.parentElement.hidden = false;
  };

  // Everything that is kept goes aside, under another name; nothing is deleted.
  const beginAfresh = async () => {
    const time = new Date().toISOString();
    try {
      await eachText("readwrite", (key, text, store) => {
        if (key.startsWith("aside/")) return;
        store.put(text, `aside/${time}/${key}`);
        store.delete(key);
      });
      for (const key of localKeys()) {
        if (key.startsWith("hitofude.aside.")) continue;
        localStorage.setItem(`hitofude.aside.${time}.${key}`, localStorage.getItem(key));
        localStorage.removeItem(key);
      }
      localStorage.removeItem(FAILED);
      location.reload();
    } catch (error) {
      complain(error);
    }
  };

  const complain = error => {
    const line = document.getElementById("no-storage");
    line.hidden = false;
    line.querySelector("code").textContent = String(error?.message ?? error);
  };

  // The panel of a failure.

  // Where nothing can be counted, every failed start is as good as the second.
  const failedStarts = add => {
    try {
      const count = Number(localStorage.getItem(FAILED)) + add;
      localStorage.setItem(FAILED, count);
      return count;
    } catch {
      return 2;
    }
  };
  // A page that fails so soon after its start has not started.
  const SOON = 5000;
  let ready = Infinity;
  let failed = false;
  new MutationObserver(() => {
    if (root.dataset.ready && ready === Infinity) {
      ready = performance.now();
      setTimeout(() => {
        if (failed) return;
        try { localStorage.removeItem(FAILED); } catch { /* there was nothing to count with */ }
      }, SOON);
    }
    if (root.dataset.failed && !failed) {
      failed = true;
      const late = performance.now() - ready > SOON;
      find("begin-afresh").hidden = late || failedStarts(1) < 2;
    }
  }).observe(root, { attributeFilter: ["data-ready", "data-failed"] });
  addEventListener("click", event => {
    const button = event.target.closest?.("[data-testid]");
    if (["reload", "failed-reload"].includes(button?.dataset.testid)) { event.preventDefault(); location.reload(); }
    if (button?.dataset.testid === "save-kept") save();
    if (button?.dataset.testid === "begin-afresh") beginAfresh();
  });

  // The engine's vectors (SIMD) are the newest thing that the page needs: the smallest module that uses one.
  const simd = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11]);
  if (typeof WebAssembly !== "object" || !WebAssembly.validate(simd)) root.dataset.unable = "true";
}
