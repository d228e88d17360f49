// Lets the page live with a browser's translation. That puts every text into elements of its own, <font>, or takes the
// text out and puts another into its place; the page's framework, Yew, goes on working with the texts that it made, and
// the first one that it does not find where it put it would end the page. So the three things that it does with a text
// look for the place first. (React and others have the same trouble: facebook/react issue 11538.)
{
  const { insertBefore, removeChild } = Node.prototype;
  const value = Object.getOwnPropertyDescriptor(Node.prototype, "nodeValue");
  const isFont = node => node?.nodeName === "FONT";

  // Of a text that was taken out: what stands in its place. A translation is not told of by the calls that it makes,
  // which a browser hides from the page, only by what has changed.
  const instead = new WeakMap();
  const note = changes => {
    for (const { addedNodes, removedNodes, previousSibling, nextSibling } of changes) {
      const font = [addedNodes[0], previousSibling, nextSibling].find(isFont);
      if (!font) continue;
      for (const gone of removedNodes) if (gone.nodeType === Node.TEXT_NODE) instead.set(gone, font);
    }
  };
  const watch = new MutationObserver(note);
  watch.observe(document, { childList: true, subtree: true });
  const standIn = text => {
    note(watch.takeRecords());
    return text.parentNode ? null : instead.get(text);
  };

  // Which child of `parent` has `node` in it, or stands in its place.
  const childOf = (parent, node) => {
    let child = standIn(node) ?? node;
    while (child && child.parentNode !== parent) child = child.parentNode;
    return child;
  };
  // A text that goes elsewhere leaves nothing behind.
  const leave = text => {
    let shell = standIn(text);
    for (let outer = text.parentNode; isFont(outer); outer = outer.parentNode) shell = outer;
    shell?.remove();
  };

  Node.prototype.insertBefore = function (node, before) {
    if (node.nodeType === Node.TEXT_NODE) leave(node);
    const there = before && before.parentNode !== this ? childOf(this, before) : before;
    return insertBefore.call(this, node, there);
  };
  Node.prototype.removeChild = function (node) {
    const child = node.parentNode === this ? node : childOf(this, node);
    removeChild.call(this, child ?? node);
    return node;
  };
  Object.defineProperty(Node.prototype, "nodeValue", {
    ...value,
    set(text) {
      // What was said before is out of date, in whatever language: the text comes back.
      if (!this.parentNode) standIn(this)?.replaceWith(this);
      value.set.call(this, text);
    },
  });
}
