"""Goldens of whole NAS-Bench-201 networks: logits, gradients and empirical NTK Gram matrices, by PyTorch in float64 from values rounded to float32."""

import re

import numpy as np
import torch
import torch.nn.functional as functional

from golden_file import array_entry, result_entry
from operation_goldens import frozen_batch_norm, normal

CHANNELS, CLASSES, BATCH, SIZE, EPSILON = 3, 10, 6, 16, 1e-5

# No pre-activation may lie closer to zero than this: the sign of each is then certain in float32, and so is every gradient's path.
RELU_MARGIN = 1e-4

# A tensor whose gradient is far smaller than the others' is measured against this part of the largest gradient.
SCALE_FLOOR = 0.01

CONVOLUTIONS = {"nor_conv_1x1": 1, "nor_conv_3x3": 3}

ARCHITECTURES = {
    "all convolutions": "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2|",
    "mixed operations": "|nor_conv_3x3~0|+|avg_pool_3x3~0|nor_conv_1x1~1|+|skip_connect~0|avg_pool_3x3~1|nor_conv_3x3~2|",
    # Node 1 is computed and never used.
    "dead edges": "|nor_conv_3x3~0|+|nor_conv_1x1~0|none~1|+|nor_conv_3x3~0|none~1|avg_pool_3x3~2|",
    # Node 1 is zero: a convolution that leaves it passes on its beta, which has a gradient, and nothing else.
    "zero node": "|none~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_1x1~1|avg_pool_3x3~2|",
}


def edges_of(architecture):
    """The six edges as (source, target, operation)."""
    groups = [re.findall(r"([a-z0-9_]+)~(\d)", group) for group in architecture.split("+")]
    return [(int(source), target, operation) for target, group in enumerate(groups, start=1) for operation, source in group]


def parameters_of(architecture, random):
    """Random float32 parameters, name -> array, in the order of the network. Convolutions: Kaiming normal, fan in; gamma near 1, beta near 0."""
    parameters = {}

    def convolution(name, inputs, outputs, kernel):
        parameters[name] = normal(random, outputs, inputs, kernel, kernel) * np.float32(np.sqrt(2 / (inputs * kernel * kernel)))

    def norm(name, channels):
        parameters[f"{name}.gamma"] = 1 + np.float32(0.2) * normal(random, channels)
        parameters[f"{name}.beta"] = np.float32(0.1) * normal(random, channels)

    convolution("stem.conv", 3, CHANNELS, 3)
    norm("stem.bn", CHANNELS)
    for stage in range(3):
        width = CHANNELS << stage
        for source, target, operation in edges_of(architecture):
            if operation in CONVOLUTIONS:
                convolution(f"cell{stage}.edge{source}-{target}.conv", width, width, CONVOLUTIONS[operation])
                norm(f"cell{stage}.edge{source}-{target}.bn", width)
        if stage < 2:
            convolution(f"block{stage}.conv_a", width, 2 * width, 3)
            norm(f"block{stage}.bn_a", 2 * width)
            convolution(f"block{stage}.conv_b", 2 * width, 2 * width, 3)
            norm(f"block{stage}.bn_b", 2 * width)
            convolution(f"block{stage}.downsample", width, 2 * width, 1)
    norm("last.bn", 4 * CHANNELS)
    parameters["classifier.weight"] = normal(random, CLASSES, 4 * CHANNELS) * np.float32(np.sqrt(2 / (4 * CHANNELS)))
    parameters["classifier.bias"] = np.float32(0.1) * normal(random, CLASSES)
    return parameters


class Network:
    """The forward pass over a dictionary of parameters. `statistics` is batch (gradients flow through them) or frozen (they are constants to gradients)."""

    def __init__(self, architecture, parameters, statistics):
        self.edges, self.parameters, self.statistics = edges_of(architecture), parameters, statistics
        self.margin = float("inf")

    def __call__(self, images):
        x = self.norm("stem.bn", functional.conv2d(images, self.parameters["stem.conv"], padding=1))
        for stage in range(3):
            x = self.cell(f"cell{stage}", x)
            if stage < 2:
                x = self.residual_block(f"block{stage}", x)
        x = self.relu(self.norm("last.bn", x)).mean((2, 3))
        return functional.linear(x, self.parameters["classifier.weight"], self.parameters["classifier.bias"])

    def cell(self, name, x):
        nodes = [x, torch.zeros_like(x), torch.zeros_like(x), torch.zeros_like(x)]
        for source, target, operation in self.edges:
            nodes[target] = nodes[target] + self.edge(f"{name}.edge{source}-{target}", operation, nodes[source])
        return nodes[3]

    def edge(self, name, operation, x):
        if operation == "none":
            return torch.zeros_like(x)
        if operation == "skip_connect":
            return x
        if operation == "avg_pool_3x3":
            return functional.avg_pool2d(x, 3, 1, 1, count_include_pad=False)
        return self.norm(f"{name}.bn", functional.conv2d(self.relu(x), self.parameters[f"{name}.conv"], padding=CONVOLUTIONS[operation] // 2))

    def residual_block(self, name, x):
        a = self.norm(f"{name}.bn_a", functional.conv2d(self.relu(x), self.parameters[f"{name}.conv_a"], stride=2, padding=1))
        b = self.norm(f"{name}.bn_b", functional.conv2d(self.relu(a), self.parameters[f"{name}.conv_b"], padding=1))
        return b + functional.conv2d(functional.avg_pool2d(x, 2, 2), self.parameters[f"{name}.downsample"])

    def norm(self, name, x):
        gamma, beta = self.parameters[f"{name}.gamma"], self.parameters[f"{name}.beta"]
        if self.statistics == "frozen":
            return frozen_batch_norm(x, gamma, beta, EPSILON)
        return functional.batch_norm(x, None, None, gamma, beta, True, 0.0, EPSILON)

    def relu(self, x):
        distances = x.detach().abs()[x.detach() != 0]  # a true zero is a zero node's, and stays one in every precision
        self.margin = min(self.margin, float(distances.min()) if len(distances) else float("inf"))
        return functional.relu(x)


def evaluate(architecture, parameters, images, statistics, dtype):
    """Logits, and the rows of the Jacobian: tensor name -> (batch, ...), row i the gradient of the sum of the logits of sample i."""
    leaves = {name: torch.tensor(values, dtype=dtype, requires_grad=True) for name, values in parameters.items()}
    logits = Network(architecture, leaves, statistics)(torch.tensor(images, dtype=dtype))
    rows = {name: [] for name in leaves}
    for sample in range(len(images)):
        gradients = torch.autograd.grad(logits[sample].sum(), list(leaves.values()), retain_graph=True, allow_unused=True)
        for (name, leaf), gradient in zip(leaves.items(), gradients):
            rows[name].append((torch.zeros_like(leaf) if gradient is None else gradient).numpy())
    return logits.detach().numpy(), {name: np.stack(values) for name, values in rows.items()}


def kernel_members(names):
    """The tensors that each kernel is made of."""
    return {
        "weights": [name for name in names if not name.endswith((".beta", ".bias"))],
        "cells": [name for name in names if name.startswith(("cell", "block"))],
        "all": list(names),
    }


def gram(rows, names):
    flat = np.concatenate([rows[name].reshape(len(rows[name]), -1).astype(np.float64) for name in names], axis=1)
    return flat @ flat.T


def gradient_entries(prefix, exact, single):
    floor = SCALE_FLOOR * max(float(np.abs(values).max()) for values in exact.values())
    return [result_entry(f"{prefix}/{name}", exact[name], single[name], "float32", max(floor, float(np.abs(exact[name]).max()))) for name in exact]


def check_against_finite_differences(architecture, parameters, images, rows, random):
    """Raises when a directional derivative of the logit sums differs from the Jacobian's."""
    step = 1e-6
    direction = {name: random.standard_normal(values.shape) for name, values in parameters.items()}

    def sums(sign):
        moved = {name: torch.tensor(values + sign * step * direction[name]) for name, values in parameters.items()}
        return Network(architecture, moved, "batch")(torch.tensor(images, dtype=torch.float64)).sum(1).numpy()

    difference = (sums(1) - sums(-1)) / (2 * step)
    product = sum((rows[name] * direction[name]).reshape(len(images), -1).sum(1) for name in parameters)
    if not np.allclose(difference, product, rtol=1e-5, atol=1e-5 * np.abs(product).max()):
        raise ValueError(f"{architecture}: finite differences {difference} disagree with the Jacobian's {product}")


def add_networks(golden_file):
    """Adds one case per architecture, with the first seed that keeps every pre-activation away from zero."""
    for title, architecture in ARCHITECTURES.items():
        for seed in range(1000):
            random = np.random.Generator(np.random.PCG64(seed))
            images, parameters = normal(random, BATCH, 3, SIZE, SIZE), parameters_of(architecture, random)
            network = Network(architecture, {name: torch.tensor(values, dtype=torch.float64) for name, values in parameters.items()}, "batch")
            network(torch.tensor(images, dtype=torch.float64))
            if network.margin >= RELU_MARGIN:
                break
        else:
            raise ValueError(f"no seed below 1000 keeps the pre-activations of '{title}' at least {RELU_MARGIN} away from zero")
        add_network(golden_file, title, architecture, seed, images, parameters, random)


def add_network(golden_file, title, architecture, seed, images, parameters, random):
    entries = [array_entry("images", images, "float32")]
    entries += [array_entry(f"parameter/{name}", values, "float32") for name, values in parameters.items()]
    idle = {}
    for statistics in ("batch", "frozen"):
        logits, rows = evaluate(architecture, parameters, images, statistics, torch.float64)
        single_logits, single_rows = evaluate(architecture, parameters, images, statistics, torch.float32)
        if statistics == "batch":
            check_against_finite_differences(architecture, parameters, images, rows, random)
            entries.append(result_entry("logits", logits, single_logits, "float64"))
            entries += gradient_entries("gradient/batch", *({name: values.sum(0) for name, values in r.items()} for r in (rows, single_rows)))
        entries += gradient_entries(f"first_row/{statistics}", *({name: values[0] for name, values in r.items()} for r in (rows, single_rows)))
        for kernel, names in kernel_members(parameters).items():
            exact, single = gram(rows, names), gram(single_rows, names)
            entries.append(result_entry(f"gram/{kernel}/{statistics}", exact, single, "float64"))
            entries.append(result_entry(f"eigenvalues/{kernel}/{statistics}", np.linalg.eigvalsh(exact), np.linalg.eigvalsh(single), "float64"))
        idle[statistics] = [name for name, values in rows.items() if not values.any()]
    attributes = {
        "architecture": architecture, "channels": CHANNELS, "cells_per_stage": 1, "classes": CLASSES, "batch": BATCH, "size": SIZE, "epsilon": EPSILON,
        "seed": seed, "zero_gradient": idle["batch"],
    }
    if idle["batch"] != idle["frozen"]:
        raise ValueError(f"{title}: the tensors without gradient differ between batch and frozen statistics")
    golden_file.add_case(title, attributes, entries)
