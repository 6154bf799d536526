/** What the phone's back key closes, the innermost last. Each has an entry of its own in the browser's history. */
const layers: (() => void)[] = [];
/** A step that was asked for takes place later; a second one before that could lead out of the page. */
let moving = false;

const depth = () => (history.state as { layers?: number } | null)?.layers ?? 0;

/** Leaves the entries of what is no longer there. */
function align(): void {
  const gone = depth() - layers.length;
  if (moving || gone <= 0) return;
  moving = true;
  history.go(-gone);
}

// What lay open before the page was loaded anew is gone, and so is its number.
history.replaceState({ ...history.state, layers: 0 }, '');

addEventListener('popstate', () => {
  moving = false;
  while (layers.length > depth()) layers.pop()!();
  align();
});

/** Opens a layer that the back key closes; returns what closes it, and all upon it, by hand. */
export function openLayer(close: () => void): () => void {
  layers.push(close);
  history.pushState({ layers: layers.length }, '');
  return () => {
    const at = layers.indexOf(close);
    if (at < 0) return;
    const gone = layers.splice(at).reverse();
    align();
    gone.forEach((each) => each());
  };
}
