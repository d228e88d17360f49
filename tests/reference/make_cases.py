"""Reference values for the network, computed with NumPy in float64 by plain loops.

    python tests/reference/make_cases.py

writes cases.json.gz beside itself, the same bytes every time (NumPy 1.17 or later). It is the
second opinion on the Rust engine: nothing here is fast, everything is written as it is defined.

The file is a JSON list of cases. An array is {"shape": [...], "data": [...]}, row-major: maps
[C, H, W], kernels [C_out, C_in, k, k], linear weights [M, N]. Values are rounded to 1e-8 of the
array's largest magnitude; weights and inputs are rounded before they are used.
"""

import gzip
import json
import pathlib

import numpy as np

ACTIVATIONS = {
    "none": lambda z: z,
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "relu": lambda z: np.maximum(z, 0),
    "tanh": np.tanh,
}


def softmax(z):
    powers = np.exp(z - z.max())
    return powers / powers.sum()


OUTPUTS = {"none": ACTIVATIONS["none"], "sigmoid": ACTIVATIONS["sigmoid"], "softmax": softmax}


def convolve(maps, kernels, bias):
    side = kernels.shape[2]
    height, width = maps.shape[1] - side + 1, maps.shape[2] - side + 1
    out = np.empty((len(kernels), height, width))
    for o, kernel in enumerate(kernels):
        for i in range(height):
            for j in range(width):
                out[o, i, j] = (maps[:, i : i + side, j : j + side] * kernel).sum() + bias[o]
    return out


def pool(maps, kind):
    if kind == "none":
        return maps
    reduce = {"max": np.max, "average": np.mean}[kind]
    channels, height, width = maps.shape
    out = np.empty((channels, height // 2, width // 2))
    for c, i, j in np.ndindex(out.shape):
        out[c, i, j] = reduce(maps[c, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2])
    return out


def losses(kind, logits, prediction, target):
    """Squared error and, where the prediction is a probability, cross-entropy."""
    out = {"squared_error": float(((prediction - target) ** 2).sum())}
    if kind == "softmax":
        out["cross_entropy"] = float(-(target * np.log(prediction)).sum())
    if kind == "sigmoid":
        # ln(1 - p) is taken from the logits: 1 - p would lose its digits where p is near 1.
        yes, no = -np.log1p(np.exp(-logits)), -np.log1p(np.exp(logits))
        out["cross_entropy"] = float(-(target * yes + (1 - target) * no).sum())
    return out


SLOPES = {
    "none": lambda z: np.ones_like(z),
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)) / (1 + np.exp(z)),
    "relu": lambda z: (z > 0).astype(float),
    "tanh": lambda z: np.cosh(z) ** -2,
}


def unpool(maps, kind, g):
    """The gradient before pooling; of equal largest cells the first gets it."""
    if kind == "none":
        return g
    out = np.zeros_like(maps)
    for c, i, j in np.ndindex(g.shape):
        window = maps[c, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2]
        if kind == "average":
            out[c, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2] = g[c, i, j] / 4
        else:
            m, n = np.unravel_index(np.argmax(window), (2, 2))
            out[c, 2 * i + m, 2 * j + n] = g[c, i, j]
    return out


def convolve_back(maps, kernels, g):
    """The gradients of the kernels and of the maps that they read."""
    side = kernels.shape[2]
    d_maps, d_kernels = np.zeros_like(maps), np.zeros_like(kernels)
    for o, i, j in np.ndindex(g.shape):
        d_kernels[o] += g[o, i, j] * maps[:, i : i + side, j : j + side]
        d_maps[:, i : i + side, j : j + side] += g[o, i, j] * kernels[o]
    return d_kernels, d_maps


def logit_gradient(loss, kind, logits, prediction, target):
    """By the chain rule over the Jacobian of the output's activation, as it is defined."""
    if loss == "squared_error":
        d = 2 * (prediction - target)
    else:
        d = -target / prediction
        if kind == "sigmoid":
            d = d + (1 - target) * (1 + np.exp(logits))
    if kind == "softmax":
        return (np.diag(prediction) - np.outer(prediction, prediction)) @ d
    if kind == "sigmoid":
        return d / (1 + np.exp(-logits)) / (1 + np.exp(logits))
    return d


def gradients(tape, vector, weights, d_logits):
    """Back through the tape of (maps read, kernels, z, activation, activated, pooling)."""
    d = (weights.T @ d_logits).reshape(vector.shape)
    kernels, biases = [], []
    for maps, kernel, z, activation, activated, pooling in reversed(tape):
        d = d.reshape(pool(activated, pooling).shape)
        d = unpool(activated, pooling, d) * SLOPES[activation](z)
        biases.append(d.sum(axis=(1, 2)))
        d_kernel, d = convolve_back(maps, kernel, d)
        kernels.append(d_kernel)
    return kernels[::-1], biases[::-1], np.outer(d_logits, vector), d


def stroke(points, radius):
    """A 28x28 image of 0...255: a polyline whose ink fades over one pixel at its edge."""
    y, x = np.mgrid[0:28, 0:28]
    distance = np.full((28, 28), np.inf)
    for (ax, ay), (bx, by) in zip(points, points[1:]):
        dx, dy = bx - ax, by - ay
        along = np.clip(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy), 0, 1)
        distance = np.minimum(distance, np.hypot(x - ax - along * dx, y - ay - along * dy))
    return np.round(np.clip(radius + 0.5 - distance, 0, 1) * 255)


FIVE = stroke([(19, 6), (10, 6), (9, 13), (15, 12), (19, 16), (17, 21), (9, 21)], 1.2)
SEVEN = stroke([(8, 7), (20, 7), (12, 22)], 1.5)
ZERO = stroke([(14, 5), (9, 9), (8, 16), (12, 22), (17, 20), (20, 12), (18, 7), (14, 5)], 1.0)


def rounded(array):
    """To 1e-8 of the largest magnitude, so that the file stays small."""
    array = np.asarray(array, dtype=np.float64)
    largest = np.abs(array).max()
    return np.round(array, 8 - int(np.floor(np.log10(largest)))) if largest > 0 else array


def packed(array):
    array = rounded(array)
    data = [int(v) if v == int(v) else float(v) for v in array.ravel()]
    return {"shape": list(array.shape), "data": data}


def case(rng, name, image, stages, outputs, output, linear_bias):
    """One case; a stage is (channels, kernel, activation, pooling, bias)."""
    document = {"name": name, "input": packed(image), "stages": []}
    maps = image[None]
    tape = []
    for channels, side, activation, pooling, has_bias in stages:
        fan_in = len(maps) * side * side
        # The mean over pixels of up to 255 is brought to the order of one, so that a sigmoid
        # shows its slope and not only its ends.
        spread = 1.5 / np.sqrt(fan_in) / max(1.0, np.abs(maps).max() / 2)
        kernels = rounded(rng.standard_normal((channels, len(maps), side, side)) * spread)
        bias = rounded(rng.standard_normal(channels) * 0.3 if has_bias else np.zeros(channels))
        conv = convolve(maps, kernels, bias)
        activated = ACTIVATIONS[activation](conv)
        tape.append((maps, kernels, conv, activation, activated, pooling))
        maps = pool(activated, pooling)
        document["stages"].append({
            "activation": activation,
            "pooling": pooling,
            "kernels": packed(kernels),
            "bias": packed(bias) if has_bias else None,
            "conv_maps": packed(conv),
            # Left out where they would repeat the maps before them.
            "activation_maps": packed(activated) if activation != "none" else None,
            "pool_maps": packed(maps) if pooling != "none" else None,
        })
    vector = maps.ravel()
    weights = rounded(rng.standard_normal((outputs, vector.size)) * 1.5 / np.sqrt(vector.size))
    bias = rounded(rng.standard_normal(outputs) * 0.3 if linear_bias else np.zeros(outputs))
    logits = weights @ vector + bias
    prediction = OUTPUTS[output](logits)
    target = np.zeros(outputs)
    target[min(5, outputs - 1)] = 1
    values = losses(output, logits, prediction, target)

    def packed_gradients(loss):
        d_logits = logit_gradient(loss, output, logits, prediction, target)
        kernels, biases, linear, d_input = gradients(tape, vector, weights, d_logits)
        return {
            "kernels": [packed(d) for d in kernels],
            "biases": [packed(d) if stage[4] else None for d, stage in zip(biases, stages)],
            "linear": packed(linear),
            "linear_bias": packed(d_logits) if linear_bias else None,
            "input": packed(d_input),
        }

    return document | {
        "output": output,
        "linear": packed(weights),
        "linear_bias": packed(bias) if linear_bias else None,
        "logits": packed(logits),
        "prediction": packed(prediction),
        "target": packed(target),
        "losses": values,
        "gradients": {loss: packed_gradients(loss) for loss in values},
    }


def main():
    rng = np.random.default_rng(5)
    notebook = [(1, side, "sigmoid", "max", False) for side in (3, 3, 2)]
    cases = [
        case(rng, "the notebook's network, 0-255", FIVE, notebook, 1, "sigmoid", False),
        case(rng, "the notebook's network, 0-1, no activation", FIVE / 255,
             [(1, side, "none", "max", False) for side in (3, 3, 2)], 1, "none", False),
        case(rng, "ReLU, average pooling, bias, softmax, 5x5", SEVEN / 255,
             [(3, 5, "relu", "average", True), (6, 5, "relu", "average", True)], 10, "softmax", True),
        case(rng, "tanh, no pooling, four stages of 7x7", ZERO / 255,
             [(1, 7, "tanh", "none", True), (2, 7, "tanh", "none", False),
              (2, 7, "tanh", "none", True), (3, 4, "tanh", "none", True)], 10, "sigmoid", True),
        case(rng, "four different stages, sides down to 3 and 2", SEVEN,
             [(2, 6, "relu", "max", True), (5, 4, "tanh", "average", False),
              (7, 2, "sigmoid", "none", True), (9, 2, "none", "none", True)], 10, "softmax", False),
        case(rng, "more taps than one panel of the fast path holds, down to one cell", FIVE / 255,
             [(6, 7, "relu", "max", True), (7, 7, "relu", "none", True),
              (4, 5, "sigmoid", "none", False)], 1, "sigmoid", True),
        case(rng, "1x1 kernels, no bias, raw outputs", ZERO,
             [(1, 1, "relu", "average", False), (2, 1, "tanh", "max", False)], 10, "none", True),
    ]
    text = json.dumps(cases, separators=(",", ":"))
    path = pathlib.Path(__file__).with_name("cases.json.gz")
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{len(cases)} cases, {len(text)} bytes, {path.stat().st_size} compressed")


main()
