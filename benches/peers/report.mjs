// Medians over the rounds of the peers' benchmark, and the engine as multiples of the fastest peer.
import fs from 'node:fs';

const runs = JSON.parse(fs.readFileSync(process.argv[2])).runs.filter(run => !run.error);
const median = values => values.sort((a, b) => a - b)[values.length >> 1];
const kinds = [
  ['all maps, µs', run => 1000 * run.fwdAll.ms, Math.min],
  ['output only, µs', run => 1000 * run.fwdOut.ms, Math.min],
  ['batch of 64, images/s', run => run.batch.ips, Math.max],
  ['training, images/s', run => run.train?.ips, Math.max],
];
const ids = [...new Set(runs.map(run => run.id))], nets = [...new Set(runs.map(run => run.netName))];
for (const [title, figure, best] of kinds) {
  const of = (id, net) => {
    const values = runs.filter(run => run.id === id && run.netName === net).map(figure).filter(Number.isFinite);
    return values.length ? median(values) : undefined;
  };
  console.log(`\n${title.padEnd(24)}${nets.map(net => net.padStart(10)).join('')}`);
  const row = (name, cells) => console.log(name.padEnd(24) + cells.map(cell => cell.padStart(10)).join(''));
  for (const id of ids) {
    const values = nets.map(net => of(id, net));
    if (values.some(value => value)) row(id, values.map(value => value?.toFixed(value < 100 ? 1 : 0) ?? '–'));
  }
  const times = nets.map(net => {
    const theirs = best(...ids.filter(id => id !== 'hitofude').map(id => of(id, net)).filter(Number.isFinite));
    const ours = of('hitofude', net);
    return `${(best === Math.min ? theirs / ours : ours / theirs).toFixed(1)}×`;
  });
  row('hitofude to the fastest', times);
}
