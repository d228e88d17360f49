// The engine for the peers' benchmark: what its README asks of an adapter.
import init, { Engine } from '../pkg/hitofude/peers.js';

export default async function create() {
  await init();
  let engine, outputs;
  return {
    name: 'Hitofude', detail: 'Rust, wasm, simd128, one thread', layout: 'CHW', trainable: true,
    init(weights, net) {
      const all = new Float32Array(weights.reduce((sum, layer) => sum + layer.length, 0));
      let at = 0;
      for (const layer of weights) { all.set(layer, at); at += layer.length; }
      engine = new Engine(net.name ?? { 1: 'A', 5: 'B', 16: 'C' }[net.layers[0].cout], all);
      outputs = net.nout;
    },
    forwardAll(image) { engine.forward(image); return { maps: engine.maps(), output: engine.prediction() }; },
    forwardOut: image => engine.answer(image),
    forwardBatch: images => engine.answers(images),
    trainStep: (images, targets) => engine.trainStep(images, targets),
    dispose() { engine.free(); },
  };
}
