// Typing works as soon as the terminal is there, without a click first.
const focus = () => {
  const line = document.querySelector("#terminal textarea");
  line?.focus();
  return line !== null;
};
const watcher = new MutationObserver(() => focus() && watcher.disconnect());
watcher.observe(document.documentElement, { childList: true, subtree: true });
