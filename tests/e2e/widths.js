// What does not fit on the page as it stands: a list of sentences, each with the element and the numbers.
const found = new Set();
const SLACK = 1.5;
const name = element => {
  const own = it => it.dataset?.testid ? `[${it.dataset.testid}]` : it.tagName.toLowerCase()
    + [...it.classList].map(one => '.' + one).join('');
  const up = element.parentElement?.closest('[class], [data-testid]');
  return (up && up !== document.body ? own(up) + ' ' : '') + own(element);
};
const style = element => getComputedStyle(element);
const box = ({ left, top, right, bottom }) => ({ left, top, right, bottom });
const meet = (a, b) => ({
  left: Math.max(a.left, b.left), top: Math.max(a.top, b.top),
  right: Math.min(a.right, b.right), bottom: Math.min(a.bottom, b.bottom),
});
const within = (a, b) => a.left >= b.left - SLACK && a.right <= b.right + SLACK
  && a.top >= b.top - SLACK && a.bottom <= b.bottom + SLACK;
const shown = element => element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  && !element.closest('.unseen, select, option, svg.flow, [aria-hidden=true].unseen');
const clips = element => style(element).overflowX !== 'visible';
// Texts for screen readers alone are cut to one pixel.
const spoken = element => {
  for (let up = element; up; up = up.parentElement)
    if (up.clientWidth <= 1 && clips(up)) return true;
  return false;
};
// What floats over the page on purpose is held against its own contents alone.
const floor = element => {
  for (let up = element; up; up = up.parentElement)
    if (/fixed|sticky/.test(style(up).position)) return up;
  return null;
};
const ancestors = element => {
  const all = [];
  for (let up = element; up && up !== document.documentElement; up = up.parentElement) all.push(up);
  return all;
};

// Sideways scrolling: the page's, and that of every part.
const root = document.scrollingElement, screenWidth = root.clientWidth;
if (root.scrollWidth > root.clientWidth)
  found.add(`the page scrolls sideways by ${root.scrollWidth - root.clientWidth} px`);
for (const part of document.body.querySelectorAll('*')) {
  if (!/auto|scroll/.test(style(part).overflowX) || !shown(part)) continue;
  const over = part.scrollWidth - part.clientWidth;
  if (over > 1) found.add(`${name(part)} scrolls sideways by ${over} px`);
}

// Every line of text, as high as its letters rather than as its line.
const items = [];
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const range = document.createRange();
while (walk.nextNode()) {
  const node = walk.currentNode, element = node.parentElement, text = node.data.trim();
  if (!text || /SCRIPT|STYLE|NOSCRIPT/.test(element.tagName) || !shown(element) || spoken(element)) continue;
  const size = parseFloat(style(element).fontSize);
  const data = /^[\d\s.,:+\-−–·×→=%/()e∞≤▲▼⊞]+$/.test(text);
  if (size < (data ? 10 : 11) - 0.01) found.add(`${name(element)} “${text.slice(0, 20)}” is ${size} px`);
  range.selectNodeContents(node);
  const lines = [...range.getClientRects()].filter(line => line.width > 0.5);
  if (text.length >= 3 && lines.length >= 3 && text.length / lines.length < 1.6)
    found.add(`${name(element)} “${text.slice(0, 20)}” stands one letter per line`);
  for (const line of lines) {
    const middle = (line.top + line.bottom) / 2;
    items.push({ element, text: text.slice(0, 20), left: line.left, right: line.right,
      top: middle - size * 0.36, bottom: middle + size * 0.36 });
  }
}
for (const element of document.body.querySelectorAll('button, select, input, textarea, canvas, svg.plot, [role=switch]')) {
  if (!shown(element) || spoken(element) || element.closest('.mosaic')) continue;
  const place = box(element.getBoundingClientRect());
  if (place.right - place.left > 1 && place.bottom - place.top > 1) items.push({ element, ...place });
}

// What is cut: by the screen's sides, or by whatever hides what goes beyond it.
const seen = [];
for (const item of items) {
  let place = item, gone = false;
  for (const up of ancestors(item.element)) {
    if (up === item.element && !item.text) continue;
    if (!clips(up) && style(up).overflowY === 'visible') continue;
    const frame = box(up.getBoundingClientRect());
    const scrolls = /auto|scroll/.test(style(up).overflowY);
    // What a part's own scrolling can bring into sight is not cut.
    if (!scrolls && !within(item, frame))
      found.add(`${name(item.element)} ${item.text ?? ''} is cut by ${name(up)}`);
    place = meet(place, frame);
    if (place.right - place.left <= SLACK || place.bottom - place.top <= SLACK) { gone = true; break; }
  }
  if (gone) continue;
  if (item.left < -SLACK || item.right > screenWidth + SLACK)
    found.add(`${name(item.element)} ${item.text ?? ''} sticks out of the screen: ${item.left.toFixed()}–${item.right.toFixed()} of ${screenWidth}`);
  seen.push({ ...item, ...place, floor: floor(item.element) });
}

// What lies over something else, neither within the other.
seen.sort((a, b) => a.top - b.top);
for (let one = 0; one < seen.length; one++)
  for (let other = one + 1; other < seen.length; other++) {
    const [a, b] = [seen[one], seen[other]];
    if (b.top > a.bottom) break;
    if (a.floor !== b.floor || a.element === b.element) continue;
    if (a.element.contains(b.element) && !a.text && within(b, a)) continue;
    const both = meet(a, b);
    if (both.right - both.left <= SLACK || both.bottom - both.top <= SLACK) continue;
    if (within(a, b) || within(b, a)) continue;
    found.add(`${name(a.element)} ${a.text ?? ''} and ${name(b.element)} ${b.text ?? ''} overlap by `
      + `${(both.right - both.left).toFixed()}×${(both.bottom - both.top).toFixed()}`);
  }
return [...found];
