// What Blazor and CSS cannot do: copy a line, and come back after the controller was away.
window.cloudnet = {
  // True where the line is on the clipboard. Browsers give the clipboard only to https and localhost; elsewhere the old
  // way through a selection still works.
  copy: async function (line) {
    try {
      await navigator.clipboard.writeText(line);
      return true;
    } catch {
      const area = document.createElement("textarea");
      area.value = line;
      area.setAttribute("readonly", "");
      area.style.position = "fixed";
      area.style.opacity = "0";
      (document.querySelector(".mud-dialog") || document.body).appendChild(area);
      area.select();
      const copied = document.execCommand("copy");
      area.remove();
      return copied;
    }
  },
};

// Copy buttons of pages that have no live connection: what is copied is the text of the element that they name.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copies]");
  if (!button) return;
  const copied = await window.cloudnet.copy(document.getElementById(button.dataset.copies).textContent.trim());
  button.textContent = copied ? "Copied" : "Select it and copy it by hand";
});

// A secret behind the # of a link goes into the field that waits for it, and out of the address.
document.addEventListener("DOMContentLoaded", () => {
  const field = document.querySelector("input[data-from-address]");
  if (!field || location.hash.length < 2) return;
  field.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", location.pathname);
});

// A restarted controller does not know the page's connection any more ("rejected"): a fresh page does. While it is still
// away, a reload would show the browser's own error page, so the page asks first and stays until there is an answer.
(function () {
  const notice = document.getElementById("components-reconnect-modal");
  if (!notice) return;
  let waiting = false;

  async function reloadWhenBack() {
    if (waiting) return;
    waiting = true;
    while (true) {
      try {
        await fetch(document.baseURI, { method: "HEAD", cache: "no-store", redirect: "manual" });
        location.reload();
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 2000));
      }
    }
  }

  // A page that never got its live connection has nothing that Blazor would mend. Where the server is away, come back with
  // it; where it answers and only the connection is refused, say so and leave the next try to the person.
  setTimeout(async () => {
    if (!document.querySelector("[data-live=false]")) return;
    notice.classList.add("components-reconnect-failed");
    try {
      await fetch(document.baseURI, { method: "HEAD", cache: "no-store", redirect: "manual" });
    } catch {
      reloadWhenBack();
    }
  }, 15000);

  notice.querySelector("button").addEventListener("click", () => location.reload());
  notice.addEventListener("components-reconnect-state-changed", (event) => {
    notice.dataset.state = event.detail.state;
    if (event.detail.state === "failed" || event.detail.state === "rejected") reloadWhenBack();
  });
})();
