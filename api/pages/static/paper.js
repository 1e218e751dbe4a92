// Printing by a button, and the count of what was put aside. The browser's menu prints as well.

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

const count = document.querySelector("[data-kept-count]");
if (count) {
  const write = () => {
    const kept = document.querySelectorAll('input[name="keep"]:checked').length;
    count.textContent = kept ? " (" + kept + ")" : "";
  };
  document.addEventListener("change", write);
  write();
}
