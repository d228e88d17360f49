// What is seen while the page's program comes: Trunk calls it (data-initializer).
export default () => ({
  onProgress({ current, total }) {
    const bar = document.getElementById("arrived");
    if (bar) bar.value = total > 0 ? current / total : 0;
  },
  // As any error is, for start.js to tell.
  onFailure(error) {
    setTimeout(() => { throw error; });
  },
});
