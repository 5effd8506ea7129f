"""Writes darts_networks.json/.bin: logits, Jacobians and tangent kernels of DARTS networks, and what the ReLUs of their thin networks see.

    python3 tests/goldens/make_darts_network_goldens.py [folder]      # needs NumPy and PyTorch; half a minute
"""

import functools
import itertools
import pathlib
import random
import sys

import numpy as np
import torch
import torch.nn.functional as functional

from golden_file import GoldenFile, array_entry, result_entry
from network_goldens import gradient_entries, gram, kernel_members
from operation_goldens import normal as gaussian

BATCH, CLASSES, EPSILON = 6, 10, 1e-5

# How far pre-activations must be from zero, and the two largest values of a maximum pool's window from each other.
MARGIN = 2e-5

# In the order in which the library numbers them.
OPERATIONS = [
    "none", "max_pool_3x3", "avg_pool_3x3", "skip_connect", "sep_conv_3x3", "sep_conv_5x5", "dil_conv_3x3", "dil_conv_5x5", "sep_conv_7x7", "conv_7x1_1x7",
]

TANGENT = {"stem": "cifar", "stem_multiplier": 1, "channels": 1, "cells": 2, "reductions": [1]}
EVERY_OPERATION = (
    [("sep_conv_7x7", 0), ("conv_7x1_1x7", 1), ("none", 0), ("none", 2), ("dil_conv_5x5", 0), ("dil_conv_5x5", 0), ("max_pool_3x3", 3), ("avg_pool_3x3", 4)],
    [("skip_connect", 0), ("conv_7x1_1x7", 1), ("none", 0), ("none", 1), ("sep_conv_3x3", 0), ("sep_conv_5x5", 1), ("skip_connect", 0), ("max_pool_3x3", 1)],
)


def draw(generator):
    """A cell of the DARTS space: two different sources for each of four nodes, any of the seven operations."""
    return [(generator.choice(OPERATIONS[1:8]), source) for node in range(2, 6) for source in sorted(generator.sample(range(node), 2))]


def canonical(edges):
    """The cell with the nodes in that order, and their pairs sorted, that makes the list of (source, operation) smallest; by trying all orders."""
    pairs = nodes_of(edges)

    def renumbered(order):
        place = {0: 0, 1: 1, **{2 + node: 2 + i for i, node in enumerate(order)}}
        nodes = [sorted((place[source], OPERATIONS.index(name)) for name, source in pairs[node] if name != "none") for node in order]
        return nodes if all(source < 2 + i for i, node in enumerate(nodes) for source, _ in node) else None

    best = min(filter(None, map(renumbered, itertools.permutations(range(len(pairs))))))
    return [(OPERATIONS[operation], source) for node in best for source, operation in (node + [(0, 0)] * 2)[:2]]


def draw_supernet(generator):
    """What each node of a supernet's cell reads: every earlier node, through the mean of some operations; so that there is one order of the nodes."""
    return [[(",".join(sorted(generator.sample(OPERATIONS[1:8], generator.randint(1, 4)), key=OPERATIONS.index)), source) for source in range(node)]
            for node in range(2, 6)]


def nodes_of(edges):
    """A genotype's cell in the form of a supernet's."""
    return [edges[first:first + 2] for first in range(0, len(edges), 2)]


class Network:
    """A DARTS network as a function of named parameters, which are drawn when they are first asked for."""

    def __init__(self, cells, random=None, parameters=None):
        self.cells, self.random = cells, random
        self.parameters = {} if parameters is None else parameters
        self.rectified, self.margin = [], float("inf")

    def parameter(self, name, make):
        if name not in self.parameters:
            self.parameters[name] = torch.tensor(make())
        return self.parameters[name]

    def relu(self, x):
        if not any(x is other for other in self.rectified):
            self.rectified.append(x)
        distances = x.detach().abs()[x.detach() != 0]
        self.margin = min(self.margin, float(distances.min()) if len(distances) else float("inf"))
        return functional.relu(x)

    def conv(self, x, name, outputs, kernel, stride=1, padding=0, dilation=1, groups=1):
        shape = (outputs, x.shape[1] // groups, *((kernel, kernel) if isinstance(kernel, int) else kernel))
        weight = self.parameter(name, lambda: gaussian(self.random, *shape) * np.float32(np.sqrt(2 / np.prod(shape[1:]))))
        return functional.conv2d(x, weight, None, stride, padding, dilation, groups)

    def norm(self, x, name):
        gamma = self.parameter(name + ".gamma", lambda: 1 + np.float32(0.2) * gaussian(self.random, x.shape[1]))
        beta = self.parameter(name + ".beta", lambda: np.float32(0.1) * gaussian(self.random, x.shape[1]))
        return functional.batch_norm(x, None, None, gamma, beta, True, 0.0, EPSILON)

    def halve(self, x, name, channels):
        """Both 1x1 convolutions of a reduction; an odd image gets a row and a column of zeros at its end."""
        x = self.relu(x)
        shifted = functional.pad(x, (0, x.shape[3] % 2, 0, x.shape[2] % 2))[:, :, 1:, 1:]
        parts = [self.conv(x, name + ".conv0", channels // 2, 1, 2), self.conv(shifted, name + ".conv1", channels // 2, 1, 2)]
        return self.norm(torch.cat(parts, 1), name + ".bn")

    def depthwise(self, x, name, part, kernel, stride, dilation):
        x = self.conv(self.relu(x), f"{name}.depthwise{part}", x.shape[1], kernel, stride, dilation * (kernel // 2), dilation, x.shape[1])
        return self.norm(self.conv(x, f"{name}.pointwise{part}", x.shape[1], 1), f"{name}.bn{part}")

    def operation(self, x, kind, name, stride):
        kernel = int(kind[-1]) if kind[-1].isdigit() else 0
        if kind == "max_pool_3x3":
            top = functional.unfold(functional.pad(x.detach(), (1, 1, 1, 1), value=-1e9), 3, stride=stride)
            top = top.reshape(len(x), x.shape[1], 9, -1).topk(2, 2).values
            gaps = (top[:, :, 0] - top[:, :, 1])
            gaps = gaps[gaps > 0]  # an exact tie is one value that reached both places; it stays one in every precision
            self.margin = min(self.margin, float(gaps.min()) if gaps.numel() else float("inf"))
            return functional.max_pool2d(x, 3, stride, 1)
        if kind == "avg_pool_3x3":
            return functional.avg_pool2d(x, 3, stride, 1, count_include_pad=False)
        if kind == "skip_connect":
            return x if stride == 1 else self.halve(x, name, x.shape[1])
        if kind.startswith("sep_conv"):
            return self.depthwise(self.depthwise(x, name, "0", kernel, stride, 1), name, "1", kernel, 1, 1)
        if kind.startswith("dil_conv"):
            return self.depthwise(x, name, "", kernel, stride, 2)
        x = self.conv(self.relu(x), name + ".across", x.shape[1], (1, 7), (1, stride), (0, 3))
        return self.norm(self.conv(x, name + ".down", x.shape[1], (7, 1), (stride, 1), (3, 0)), name + ".bn")

    def preprocess(self, x, like, name, channels):
        if x.shape[2:] != like.shape[2:]:
            return self.halve(x, name, channels)
        return self.norm(self.conv(self.relu(x), name + ".conv", channels, 1), name + ".bn")

    def cell(self, name, nodes, reduces, before, previous, channels):
        """The intermediate nodes."""
        states = [self.preprocess(before, previous, name + ".input0", channels), self.preprocess(previous, previous, name + ".input1", channels)]
        size = (previous.shape[2] + 1) // 2 if reduces else previous.shape[2]
        for node, edges in enumerate(nodes, start=2):
            terms = []
            for place, (kinds, source) in enumerate(edges):
                ordinal = ".1" if place == 1 and edges[0] == edges[1] else ""
                stride = 2 if reduces and source < 2 else 1
                values = [self.operation(states[source], kind, f"{name}.node{node}.{kind}({source}){ordinal}", stride)
                          for kind in kinds.split(",") if kind != "none"]
                if values:
                    terms.append(values[0] if len(values) == 1 else torch.stack(values).mean(0))
            zero = torch.zeros(len(previous), channels, size, size, dtype=previous.dtype)
            states.append(functools.reduce(torch.add, terms) if terms else zero)
        return states[2:]

    def logits(self, images, stem, stem_multiplier, channels, cells, reductions):
        if stem == "cifar":
            before = previous = self.stem(images, "stem", stem_multiplier * channels, 1)
        else:
            before = self.stem(self.relu(self.stem(images, "stem0.half", channels // 2, 2)), "stem0", channels, 2)
            previous = self.stem(self.relu(before), "stem1", channels, 2)
        for index in range(cells):
            reduces = index in reductions
            channels *= 2 if reduces else 1
            nodes = self.cell(f"cell{index}", self.cells[reduces], reduces, before, previous, channels)
            before, previous = previous, torch.cat(nodes, 1)
        weight = self.parameter("classifier.weight", lambda: gaussian(self.random, CLASSES, previous.shape[1]))
        bias = self.parameter("classifier.bias", lambda: np.float32(0.1) * gaussian(self.random, CLASSES))
        return functional.linear(previous.mean((2, 3)), weight, bias)

    def stem(self, x, name, channels, stride):
        return self.norm(self.conv(x, name + ".conv", channels, 3, stride, 1), name + ".bn")

    def thin(self, images):
        """What every ReLU sees, then the last cell's nodes, each value once: (sample, value and pixel)."""
        normal = torch.cat(self.cell("cell0", self.cells[0], False, images, images, 1), 1)
        last = self.cell("cell1", self.cells[1], True, images, normal, 2)
        seen = self.rectified + [node for node in last if not any(node is other for other in self.rectified)]
        return torch.cat([value.flatten(1) for value in seen], 1)


def leaves(parameters, dtype):
    return {name: values.to(dtype, copy=True).requires_grad_() for name, values in parameters.items()}


def evaluate(cells, skeleton, parameters, images, dtype):
    """Logits, and for each tensor the gradients of the logit sum of each sample."""
    tensors = leaves(parameters, dtype)
    logits = Network(cells, parameters=tensors).logits(torch.tensor(images, dtype=dtype), **skeleton)
    rows = {name: [] for name in tensors}
    for sample in range(len(images)):
        gradients = torch.autograd.grad(logits[sample].sum(), list(tensors.values()), retain_graph=True, allow_unused=True)
        for (name, tensor), gradient in zip(tensors.items(), gradients):
            rows[name].append((torch.zeros_like(tensor) if gradient is None else gradient).numpy())
    return logits.detach().numpy(), {name: np.stack(values) for name, values in rows.items()}


def add_network(golden_file, title, cells, skeleton, size):
    for seed in range(10_000):
        random = np.random.Generator(np.random.PCG64(seed))
        images = gaussian(random, BATCH, 3, size, size)
        network = Network(cells, random)
        network.logits(torch.tensor(images), **skeleton)
        if network.margin >= MARGIN:
            break
    else:
        raise ValueError(f"no seed keeps '{title}' away from the kinks of its operations")
    parameters = network.parameters
    logits, rows = evaluate(cells, skeleton, parameters, images, torch.float64)
    single_logits, single_rows = evaluate(cells, skeleton, parameters, images, torch.float32)
    entries = [array_entry("images", images, "float32")]
    entries += [array_entry(f"parameter/{name}", values.numpy(), "float32") for name, values in parameters.items()]
    entries.append(result_entry("logits", logits, single_logits, "float64"))
    entries += gradient_entries("first_row", *({name: values[0] for name, values in r.items()} for r in (rows, single_rows)))
    for kernel, names in kernel_members(parameters).items():
        entries.append(result_entry(f"gram/{kernel}", gram(rows, names), gram(single_rows, names), "float64"))
    attributes = {"kind": "network", "cell_nodes": cells, **skeleton, "classes": CLASSES, "batch": BATCH, "size": size, "seed": seed}
    golden_file.add_case(title, attributes, entries)


def add_thin(golden_file, title, cells, side):
    random = np.random.Generator(np.random.PCG64(1))
    images = gaussian(random, 20, 1, side, side)
    network = Network(cells, random)
    network.thin(torch.tensor(images))
    exact = Network(cells, parameters={name: values.double() for name, values in network.parameters.items()}).thin(torch.tensor(images).double())
    entries = [array_entry("images", images, "float32")]
    entries += [array_entry(f"parameter/{name}", values.numpy(), "float32") for name, values in network.parameters.items()]
    entries.append(result_entry("seen", exact.numpy(), Network(cells, parameters=network.parameters).thin(torch.tensor(images)).numpy(), "float64"))
    golden_file.add_case(title, {"kind": "thin", "cell_nodes": cells, "size": side}, entries)


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent
    torch.set_num_threads(1)
    golden_file = GoldenFile("darts_networks", {"torch": torch.__version__, "numpy": np.__version__})
    generator = random.Random(11)
    cells = [[nodes_of(canonical(draw(generator))) for _ in range(2)] for _ in range(3)]
    every = [nodes_of(canonical(edges)) for edges in EVERY_OPERATION]
    for number, pair in enumerate(cells):
        add_network(golden_file, f"tangent network of random genotype {number}", pair, TANGENT, 8)
        add_thin(golden_file, f"thin network of random genotype {number}", pair, 3)
    add_network(golden_file, "tangent network on an odd image", cells[0], TANGENT, 7)
    small = {"stem": "cifar", "stem_multiplier": 3, "channels": 2, "cells": 3, "reductions": [1, 2]}
    add_network(golden_file, "every operation, a zero node and a pair of twins", every, small, 8)
    add_network(golden_file, "ImageNet stem", cells[1], {"stem": "imagenet", "stem_multiplier": 3, "channels": 2, "cells": 3, "reductions": [1, 2]}, 32)
    supernet = [draw_supernet(generator) for _ in range(2)]
    add_network(golden_file, "tangent network of a supernet", supernet, TANGENT, 8)
    print(f"{golden_file.write(folder) / 1024:.0f} KiB")
    for case in golden_file.cases:
        worst = max((entry for entry in case["arrays"] if "float32_error" in entry), key=lambda entry: entry["float32_error"])
        print(f"  {case['name']}: PyTorch's float32 is off by at most {worst['float32_error']:.1e} of the scale, in {worst['name']}")


if __name__ == "__main__":
    main()
