"""Writes training.json/.bin beside itself, or into the folder given: a training by PyTorch, and NAS-WOT kernels.

Usage: python3 make_training_goldens.py [folder]          (needs NumPy and PyTorch 1.13 or later; takes some seconds)
"""

import math
import pathlib
import sys

import numpy as np
import torch
import torch.nn.functional as functional

import network_goldens
from golden_file import GoldenFile, array_entry, result_entry
from network_goldens import CHANNELS, EPSILON, Network, normal, parameters_of
from philox import Stream

CLASSES, IMAGES, SIZE, BATCH, EPOCHS = 10, 64, 8, 16, 5
RATE, MOMENTUM, DECAY, SEED, REPEAT = 0.05, 0.9, 5e-4, 11, 2
MEAN, DEVIATION = 0.49, 0.29

# The weight of a new batch in the running statistics never falls below this.
AVERAGE_MOMENTUM = 0.1

# No image may have two largest logits closer than this: then its class is certain in float32.
LOGIT_MARGIN = 1e-2

WOT_BATCH, WOT_SIZE, WOT_MARGIN = 12, 16, 3e-5


class TrainingNetwork(Network):
    """The network with running statistics, in the order in which the batch norms are called."""

    def __init__(self, architecture, parameters):
        super().__init__(architecture, parameters, "batch")
        self.running, self.weight = {}, None

    def norm(self, name, x):
        mean, variance = self.running.setdefault(name, (torch.zeros(x.shape[1], dtype=x.dtype), torch.ones(x.shape[1], dtype=x.dtype)))
        training = self.weight is not None
        parameters = self.parameters[f"{name}.gamma"], self.parameters[f"{name}.beta"]
        return functional.batch_norm(x, mean, variance, *parameters, training, self.weight or 0.0, EPSILON)


def train(architecture, parameters, pixels, labels, dtype):
    """Losses of all steps, the running statistics, and the logits of all images under them."""
    leaves = {name: torch.tensor(values, dtype=dtype, requires_grad=True) for name, values in parameters.items()}
    images = torch.tensor(((pixels / 255.0 - MEAN) / DEVIATION).astype(np.float32), dtype=dtype)
    network = TrainingNetwork(architecture, leaves)
    optimizer = torch.optim.SGD(leaves.values(), lr=RATE, momentum=MOMENTUM, weight_decay=DECAY, nesterov=True)
    steps, losses = EPOCHS * (IMAGES // BATCH), []
    for epoch in range(EPOCHS):
        order = list(range(IMAGES))
        Stream(SEED, "training-order", REPEAT, epoch).shuffle(order)
        for first in range(0, IMAGES, BATCH):
            optimizer.param_groups[0]["lr"] = RATE * (1 + math.cos(math.pi * len(losses) / steps)) / 2
            network.weight = max(AVERAGE_MOMENTUM, 1 / (len(losses) + 1))
            batch = order[first : first + BATCH]
            loss = functional.cross_entropy(network(images[batch]), torch.tensor(labels[batch]))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(float(loss.detach()))
    network.weight = None
    with torch.no_grad():
        logits = network(images).numpy()
    means, variances = (np.concatenate([pair[i].numpy() for pair in network.running.values()]) for i in (0, 1))
    return np.array(losses), means, variances, logits


def add_training(golden_file):
    architecture = network_goldens.ARCHITECTURES["mixed operations"]
    labels = np.arange(IMAGES) % CLASSES
    for seed in range(100):
        random = np.random.Generator(np.random.PCG64(seed))
        pixels = np.clip(random.integers(0, 160, (IMAGES, 3, SIZE, SIZE)) + 9 * labels[:, None, None, None], 0, 255).astype(np.float32)
        parameters = parameters_of(architecture, random)
        exact = train(architecture, parameters, pixels, labels, torch.float64)
        top = np.sort(exact[3], axis=1)
        if (top[:, -1] - top[:, -2]).min() >= LOGIT_MARGIN:
            break
    else:
        raise ValueError(f"no seed below 100 keeps the two largest logits of every image {LOGIT_MARGIN} apart")
    single = train(architecture, parameters, pixels, labels, torch.float32)
    entries = [array_entry("pixels", pixels, "float32")]
    entries += [array_entry(f"parameter/{name}", values, "float32") for name, values in parameters.items()]
    for i, name in enumerate(("losses", "running_means", "running_variances")):
        entries.append(result_entry(name, exact[i], single[i], "float64"))
    attributes = {
        "architecture": architecture, "channels": CHANNELS, "classes": CLASSES, "size": SIZE, "images": IMAGES, "batch": BATCH, "epochs": EPOCHS,
        "rate": RATE, "momentum": MOMENTUM, "decay": DECAY, "seed": SEED, "repeat": REPEAT, "mean": MEAN, "deviation": DEVIATION,
        "correct": int((exact[3].argmax(1) == labels).sum()),
    }
    golden_file.add_case("training", attributes, entries)


class RecordingNetwork(Network):
    """Keeps, for every call of a ReLU, which units are on: (sample, unit)."""

    def relu(self, x):
        self.states = getattr(self, "states", [])
        self.states.append((x > 0).flatten(1).double())
        return super().relu(x)


def add_wot(golden_file, title):
    architecture = network_goldens.ARCHITECTURES[title]
    for seed in range(1000):
        random = np.random.Generator(np.random.PCG64(seed))
        images, parameters = normal(random, WOT_BATCH, 3, WOT_SIZE, WOT_SIZE), parameters_of(architecture, random)
        network = RecordingNetwork(architecture, {name: torch.tensor(values, dtype=torch.float64) for name, values in parameters.items()}, "batch")
        network(torch.tensor(images, dtype=torch.float64))
        if network.margin >= WOT_MARGIN:
            break
    else:
        raise ValueError(f"no seed below 1000 keeps the pre-activations of '{title}' at least {WOT_MARGIN} away from zero")
    kernel = sum(on @ on.T + (1 - on) @ (1 - on).T for on in network.states).numpy()
    entries = [array_entry("images", images, "float32")]
    entries += [array_entry(f"parameter/{name}", values, "float32") for name, values in parameters.items()]
    entries.append(array_entry("kernel", kernel, "float64"))
    attributes = {
        "architecture": architecture, "channels": CHANNELS, "classes": CLASSES, "size": WOT_SIZE, "batch": WOT_BATCH, "seed": seed,
        "score": float(np.linalg.slogdet(kernel)[1]),
    }
    golden_file.add_case(f"naswot, {title}", attributes, entries)


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent
    golden_file = GoldenFile("training", {"torch": torch.__version__, "numpy": np.__version__})
    add_training(golden_file)
    for title in ("all convolutions", "mixed operations"):
        add_wot(golden_file, title)
    print(f"training: {len(golden_file.cases)} cases, {golden_file.write(folder) / 1024:.0f} KiB")
    for entry in (entry for case in golden_file.cases for entry in case["arrays"] if "float32_error" in entry):
        print(f"  {entry['name']}: PyTorch's float32 is off by {entry['float32_error']:.1e} of the scale")


if __name__ == "__main__":
    main()
