"""Writes baselines.json/.bin beside itself, or into the folder given: the indicators of networks at initialisation, by PyTorch.

    python3 tests/goldens/make_baseline_goldens.py [folder]      # needs NumPy and PyTorch; some seconds

Weights and images are the project's own random numbers, drawn by philox.py: no array of them is stored.
"""

import math
import pathlib
import random
import statistics
import sys

import numpy as np
import torch
import torch.nn.functional as functional

import make_darts_network_goldens as darts
import network_goldens
from golden_file import GoldenFile, result_entry
from operation_goldens import frozen_batch_norm
from philox import Stream

IMAGES, BATCH, SIZE, CLASSES, EPSILON, REPEAT = 16, 8, 8, 10, 1e-5, 1
MEAN, DEVIATION = 0.49, 0.29

# No pre-activation may lie closer to zero than this, nor two values of a maximum pool closer to each other.
MARGIN = 3e-5

PAIRS, STEP = 16, 0.01
CORRELATION_OFFSET = 1e-5
NORMAL = statistics.NormalDist()


def gaussians(seed, purpose, count, deviation=1.0):
    """Single precision, as the project's streams fill them."""
    stream = Stream(seed, purpose, REPEAT)
    values = [NORMAL.inv_cdf((stream.next_word() + 0.5) / 2**32) for _ in range(count)]
    return np.array(values, dtype=np.float32) * np.float32(deviation)


def is_weight(name):
    return not name.endswith((".gamma", ".beta", ".bias"))


def drawn(shapes, seed, purpose, scaled):
    """Random weights; scales are 1, shifts and biases 0."""
    values = {}
    for name, shape in shapes.items():
        if is_weight(name):
            deviation = math.sqrt(2 / math.prod(shape[1:])) if scaled else 1.0
            values[name] = gaussians(seed, f"{purpose} {name}", math.prod(shape), deviation).reshape(shape)
        else:
            values[name] = np.full(shape, 1 if name.endswith(".gamma") else 0, dtype=np.float32)
    return values


def pixels():
    stream = Stream(1, "pixels")
    values = np.array([stream.next_below(256) for _ in range(IMAGES * 3 * SIZE * SIZE)], dtype=np.float64)
    return ((values / 255 - MEAN) / DEVIATION).astype(np.float32).reshape(IMAGES, 3, SIZE, SIZE)


class Seen:
    """What a run shows: states of the ReLUs, outputs of the convolutions, variances of the norms, and the features in front of the last pooling."""

    def start(self, norms):
        self.norms, self.states, self.convolved, self.variances = norms, [], [], []
        return self

    def normalise(self, x, gamma, beta):
        self.variances.append(x.detach().var((0, 2, 3), unbiased=False).mean())
        if self.norms == "none":
            return x
        if self.norms == "frozen":
            return frozen_batch_norm(x, gamma, beta, EPSILON)
        return functional.batch_norm(x, None, None, gamma, beta, True, 0.0, EPSILON)


class CellNetwork(Seen, network_goldens.Network):
    def __init__(self, parameters, norms, architecture):
        network_goldens.Network.__init__(self, architecture, parameters, None)
        self.start(norms)

    def norm(self, name, x):
        if name != "last.bn":  # its input is a cell's sum
            self.convolved.append(x)
        return self.normalise(x, self.parameters[f"{name}.gamma"], self.parameters[f"{name}.beta"])

    def relu(self, x):
        self.states.append((x > 0).flatten(1))
        self.features = super().relu(x)
        return self.features


class GenotypeNetwork(Seen, darts.Network):
    def __init__(self, parameters, norms, cells, skeleton):
        darts.Network.__init__(self, cells, parameters=parameters)
        self.skeleton = skeleton
        self.start(norms)

    def __call__(self, images):
        return self.logits(images, **self.skeleton)

    def norm(self, x, name):
        return self.normalise(x, self.parameters[f"{name}.gamma"], self.parameters[f"{name}.beta"])

    def conv(self, x, name, *arguments, **more):
        value = super().conv(x, name, *arguments, **more)
        if not name.endswith((".conv0", ".conv1")):  # the halves of a reduction are read by a concatenation
            self.convolved.append(value)
        return value

    def cell(self, *arguments):
        nodes = super().cell(*arguments)
        self.features = torch.cat(nodes, 1)
        return nodes

    def relu(self, x):
        self.states.append((x > 0).flatten(1))
        return super().relu(x)


class Observation:
    """Everything that is measured on one network with one set of weights."""

    def __init__(self, build, shapes, seed, images, dtype):
        self.build, self.seed, self.dtype, self.shapes = build, seed, dtype, shapes
        self.weights = self.tensors(drawn(shapes, seed, "weights", True))
        self.first, self.second = (torch.tensor(part, dtype=dtype) for part in (images[:BATCH], images[BATCH:]))
        self.labels = [torch.arange(first, first + BATCH) % CLASSES for first in (0, BATCH)]
        self.names = [name for name in shapes if is_weight(name)]
        self.margin = float("inf")

    def tensors(self, values):
        return {name: torch.tensor(array, dtype=self.dtype) for name, array in values.items()}

    def leaves(self):
        return {name: value.clone().requires_grad_() for name, value in self.weights.items()}

    def run(self, leaves, images, norms="batch"):
        network = self.build(leaves, norms)
        logits = network(images)
        self.margin = min(self.margin, network.margin) if norms == "batch" else self.margin
        return network, logits

    def loss_gradient(self, images, labels, **more):
        leaves = self.leaves()
        network, logits = self.run(leaves, images)
        loss = functional.cross_entropy(logits, labels)
        return [leaves[name] for name in self.names], loss, network, torch.autograd.grad(loss, [leaves[name] for name in self.names], **more)

    def values(self):
        weights, loss, network, gradient = self.loss_gradient(self.first, self.labels[0], create_graph=True)
        product = sum((g * g.detach()).sum() for g in gradient)
        curved = torch.autograd.grad(product, weights, retain_graph=True)
        saliencies = [(g * x).sum((2, 3)) for g, x in zip(torch.autograd.grad(loss, network.convolved), network.convolved)]
        other = self.loss_gradient(self.second, self.labels[1])[3]
        gradient = [g.detach() for g in gradient]
        states = torch.cat(network.states, 1)
        agreement = sum(on.double() @ on.double().T + (~on).double() @ (~on).double().T for on in network.states)
        return {
            "naswot": float(np.linalg.slogdet(agreement.numpy())[1]),
            "synflow": self.synflow(),
            "snip": sum(float((w * g).abs().sum()) for w, g in zip(weights, gradient)),
            "grasp": -sum(float((w * h).sum()) for w, h in zip(weights, curved)),
            "fisher": sum(float((s**2).mean(0).sum()) / 2 for s in saliencies),
            "jacob-cov": self.jacob_cov(),
            "grad-norm": sum(float(g.norm()) for g in gradient),
            "zen": self.zen(),
            "zico": sum(self.zico(g, h) for g, h in zip(gradient, other)),
            "swap": len({tuple(column) for column in states.T.tolist()}),
            "vkdnw": self.vkdnw(),
        }

    def synflow(self):
        leaves = {name: (value.abs() if is_weight(name) else value).clone().requires_grad_() for name, value in self.weights.items()}
        _, logits = self.run(leaves, torch.ones_like(self.first[:1]), "none")
        weights = [leaves[name] for name in self.names]
        return math.log(sum(float((w * g).sum()) for w, g in zip(weights, torch.autograd.grad(logits.sum(), weights))))

    def jacob_cov(self):
        images = self.first.clone().requires_grad_()
        _, logits = self.run(self.weights, images)
        rows = torch.autograd.grad(logits.sum(), images)[0].flatten(1).numpy()
        values = np.linalg.eigvalsh(np.corrcoef(rows)) + CORRELATION_OFFSET
        return -float(np.sum(np.log(values) + 1 / values))

    def zen(self):
        weights = self.tensors(drawn(self.shapes, self.seed, "gaussian weights", False))
        layout = (3, SIZE, SIZE, PAIRS)
        drawn_images = (gaussians(self.seed, "gaussian " + what, math.prod(layout)) for what in ("images", "steps"))
        images, steps = (values.reshape(layout).transpose(3, 0, 1, 2) for values in drawn_images)
        pair = [self.build(weights, "batch") for _ in range(2)]
        for network, batch in zip(pair, (images, images + np.float32(STEP) * steps)):
            network(torch.tensor(np.ascontiguousarray(batch), dtype=self.dtype))
        distance = float((pair[0].features - pair[1].features).abs().sum()) / PAIRS
        return math.log(distance) + sum(math.log(float(variance)) for variance in pair[0].variances) / 2

    @staticmethod
    def zico(first, second):
        pair = torch.stack([first, second])
        deviation, mean = pair.std(0, unbiased=False), pair.abs().mean(0)
        moving = deviation > 0
        return math.log(float((mean[moving] / deviation[moving]).sum())) if moving.any() else 0.0

    def fisher_information(self):
        leaves = self.leaves()
        _, logits = self.run(leaves, self.first, "frozen")
        chosen = {name: Stream(self.seed, "fisher weight " + name).next_below(math.prod(shape)) for name, shape in self.shapes.items()}
        probabilities = torch.softmax(logits.detach(), 1)
        total = torch.zeros(len(chosen), len(chosen), dtype=self.dtype)
        for n in range(BATCH):
            gradients = [torch.autograd.grad(logits[n, c], list(leaves.values()), retain_graph=True) for c in range(CLASSES)]
            rows = torch.stack([torch.stack([g.flatten()[chosen[name]] for name, g in zip(leaves, gradient)]) for gradient in gradients])
            p = probabilities[n]
            total += rows.T @ (torch.diag(p) - torch.outer(p, p)) @ rows
        return (total / BATCH).numpy()

    def vkdnw(self):
        deciles = np.quantile(np.maximum(np.linalg.eigvalsh(self.fisher_information()), 0), np.arange(1, 10) / 10)
        shares = deciles[deciles > 0] / deciles.sum()
        return len(self.shapes) - float(np.sum(shares * np.log(shares))) / math.log(9)


def add(golden_file, title, build, shapes, images, attributes):
    for seed in range(200):
        exact = Observation(build, shapes, seed, images, torch.float64)
        values = exact.values()
        if exact.margin >= MARGIN:
            break
    else:
        raise ValueError(f"no seed below 200 keeps '{title}' away from the kinks of its operations")
    single = Observation(build, shapes, seed, images, torch.float32)
    errors = {name: abs(value / values[name] - 1) for name, value in single.values().items()}
    golden_file.add_case(title, {
        **attributes, "classes": CLASSES, "size": SIZE, "images": IMAGES, "batch": BATCH, "mean": MEAN, "deviation": DEVIATION, "seed": seed, "repeat": REPEAT,
        "tensors": list(shapes), "values": values, "float32_errors": {name: float(f"{error:.3g}") for name, error in errors.items()},
    }, [result_entry("fisher_information", exact.fisher_information(), single.fisher_information(), "float64")])
    print(f"{title}, seed {seed}: " + ", ".join(f"{name} {value:.6g} (float32 off by {errors[name]:.0e})" for name, value in values.items()))


def add_cell(golden_file, title, images):
    architecture = network_goldens.ARCHITECTURES[title]
    shapes = {name: values.shape for name, values in network_goldens.parameters_of(architecture, np.random.Generator(np.random.PCG64(0))).items()}
    add(golden_file, title, lambda parameters, norms: CellNetwork(parameters, norms, architecture), shapes, images,
        {"architecture": architecture, "channels": network_goldens.CHANNELS})


def genotype_text(cells):
    """As the authors of the space print it."""
    def edges(nodes):
        return "[" + ", ".join(f"('{operation}', {source})" for node in nodes for operation, source in node) + "]"
    return f"Genotype(normal={edges(cells[0])}, normal_concat=[2, 3, 4, 5], reduce={edges(cells[1])}, reduce_concat=[2, 3, 4, 5])"


def add_genotype(golden_file, images):
    generator = random.Random(5)
    cells = [darts.nodes_of(darts.canonical(darts.draw(generator))) for _ in range(2)]
    skeleton = {"stem": "cifar", "stem_multiplier": 2, "channels": 2, "cells": 3, "reductions": [1, 2]}
    sketch = darts.Network(cells, np.random.Generator(np.random.PCG64(0)))
    sketch.logits(torch.tensor(images), **skeleton)
    shapes = {name: tuple(value.shape) for name, value in sketch.parameters.items()}
    add(golden_file, "DARTS genotype", lambda parameters, norms: GenotypeNetwork(parameters, norms, cells, skeleton), shapes, images,
        {"genotype": genotype_text(cells), **skeleton})


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent
    torch.set_num_threads(1)
    golden_file = GoldenFile("baselines", {"torch": torch.__version__, "numpy": np.__version__})
    images = pixels()
    for title in ("all convolutions", "mixed operations"):
        add_cell(golden_file, title, images)
    add_genotype(golden_file, images)
    print(f"{golden_file.write(folder) / 1024:.0f} KiB")


if __name__ == "__main__":
    main()
