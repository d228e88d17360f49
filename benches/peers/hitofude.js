// The engine for the peers' benchmark: what its README asks of an adapter. Its maps are read where they stand, in the
// memory of its WebAssembly, as the page paints them.
import init, { Engine } from '../pkg/hitofude/peers.js';

export default async function create() {
  const { memory } = await init();
  let engine, places, maps = [];
  const views = () => {
    // Memory that has grown is another buffer.
    if (maps[0]?.buffer !== memory.buffer) {
      maps = [];
      for (let at = 0; at < places.length; at += 2) maps.push(new Float32Array(memory.buffer, places[at], places[at + 1]));
    }
    return maps;
  };
  return {
    name: 'Hitofude', detail: 'Rust, wasm, simd128, one thread', layout: 'CHW', trainable: true,
    init(weights, net) {
      const all = new Float32Array(weights.reduce((sum, layer) => sum + layer.length, 0));
      let at = 0;
      for (const layer of weights) { all.set(layer, at); at += layer.length; }
      engine = Engine.of({ 1: 'A', 5: 'B', 16: 'C' }[net.layers[0].cout], all);
      places = engine.places();
    },
    forwardAll(image) { engine.forward(image); return { maps: views(), output: engine.prediction() }; },
    forwardOut: image => engine.answer(image),
    forwardBatch: images => engine.answers(images),
    trainStep: (images, targets) => engine.trainStep(images, targets),
    dispose() { engine.free(); },
  };
}
