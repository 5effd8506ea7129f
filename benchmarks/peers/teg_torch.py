"""Scores NAS-Bench-201 cells in PyTorch the straightforward way that published Python code does: what Tegula's time is measured against. An own implementation.

    python3 teg_torch.py [--threads 2] [--batch 64] [--repeats 3] [--seed 1] [--data cifar10.bin[.gz]] 'ARCH' ['ARCH' ...]

Per repeat: one network (C = 3, N = 1, Kaiming normal fan-in, batch statistics), one batch of training images and a second one to predict;
    condition number   one backward pass per sample with the graph retained, Gram matrix over every weight (no beta, no bias), largest / smallest eigenvalue;
    mse                kernel regression from the first batch to the second, kernel over all parameters of the cells and residual blocks, no ridge,
                       one-hot targets minus their mean, squared error summed over classes, mean over samples; N more backward passes;
    regions            thin network (C = 1, one cell, no stem) on 3 batches of 1000 random 3x3 crops of one channel, distinct sign patterns
                       counted through the n x n matrix of agreements.
Networks and batches depend on the seed and the repeat only, so every cell meets the same. Images are Gaussian noise with random labels unless --data names
a file of CIFAR-10's binary records (at least 2 * batch * repeats). Network construction is part of the time, data and start-up are not.

One JSON line per cell: arch, seconds, cpu_seconds (of all threads), the parts of the seconds, condition_numbers, mses, regions (null where a kernel is
singular), threads, omp_wait_policy, torch.

Take timings on a quiet machine. OpenMP's threads spin while they wait for each other, so work beside them multiplies the seconds (seen: 7 to 50 s for one
repeat of one cell); cpu_seconds grows with them and shows it. The environment variable OMP_WAIT_POLICY=passive makes them sleep instead (seen: 8 to 20 s).
"""

import argparse
import gzip
import json
import os
import pathlib
import re
import time

import torch
from torch import nn

CLASSES, CROP, CROPS, CROP_BATCHES = 10, 3, 1000, 3
OPERATIONS = ("none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3")


def parse(arch):
    """Arch string -> for nodes 1 to 3 the list of (operation, source)."""
    nodes = [re.findall(r"\|([a-z0-9_]+)~(\d)(?=\|)", group) for group in arch.split("+")]
    nodes = [[(operation, int(source)) for operation, source in node] for node in nodes]
    printed = "+".join("|" + "|".join(f"{operation}~{source}" for operation, source in node) + "|" for node in nodes)
    sources = [[source for _, source in node] for node in nodes]
    if printed != arch or sources != [[0], [0, 1], [0, 1, 2]] or any(operation not in OPERATIONS for node in nodes for operation, _ in node):
        raise argparse.ArgumentTypeError(f"'{arch}' is not |op~0|+|op~0|op~1|+|op~0|op~1|op~2| with op one of {', '.join(OPERATIONS)}")
    return nodes


class Zero(nn.Module):
    def forward(self, x):
        return torch.zeros_like(x)


def relu_conv_norm(inputs, outputs, kernel, stride=1):
    return nn.Sequential(nn.ReLU(), nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(outputs))


def operation_module(operation, channels):
    if operation.startswith("nor_conv"):
        return relu_conv_norm(channels, channels, int(operation[-1]))
    if operation == "avg_pool_3x3":
        return nn.AvgPool2d(3, 1, 1, count_include_pad=False)
    return nn.Identity() if operation == "skip_connect" else Zero()


class Cell(nn.Module):
    def __init__(self, nodes, channels):
        super().__init__()
        self.sources = [[source for _, source in node] for node in nodes]
        self.edges = nn.ModuleList(nn.ModuleList(operation_module(operation, channels) for operation, _ in node) for node in nodes)

    def forward(self, x):
        states = [x]
        for sources, edges in zip(self.sources, self.edges):
            states.append(sum(edge(states[source]) for source, edge in zip(sources, edges)))
        return states[-1]


class Reduction(nn.Module):
    """The residual block between stages: halves the size, doubles the channels."""

    def __init__(self, channels):
        super().__init__()
        self.body = nn.Sequential(relu_conv_norm(channels, 2 * channels, 3, 2), relu_conv_norm(2 * channels, 2 * channels, 3))
        self.shortcut = nn.Sequential(nn.AvgPool2d(2, 2), nn.Conv2d(channels, 2 * channels, 1, bias=False))

    def forward(self, x):
        return self.shortcut(x) + self.body(x)


class Network(nn.Module):
    """`cells` is the part between stem and last norm; the thin network has no stem and a single cell."""

    def __init__(self, nodes, channels, stem=True, stages=3):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, channels, 3, padding=1, bias=False), nn.BatchNorm2d(channels)) if stem else nn.Identity()
        cells = [Cell(nodes, channels)]
        for stage in range(1, stages):
            cells += [Reduction(channels << (stage - 1)), Cell(nodes, channels << stage)]
        self.cells = nn.Sequential(*cells)
        width = channels << (stages - 1)
        self.head = nn.Sequential(nn.BatchNorm2d(width), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(width, CLASSES))
        for module in self.modules():
            if isinstance(module, (nn.Conv2d, nn.Linear)):
                nn.init.kaiming_normal_(module.weight, mode="fan_in", nonlinearity="relu")
            if isinstance(module, nn.Linear):
                nn.init.zeros_(module.bias)

    def forward(self, x):
        return self.head(self.cells(self.stem(x)))


def joined(gradients):
    return torch.cat([torch.zeros(0), *gradients])


def jacobians(network, images):
    """Rows of d(sum of logits of sample i) by all weights, and by all parameters of the cells: one backward pass per sample. Without gradient: no columns."""
    network.train()
    logits = network(images)
    weights, cells = [], []
    for sample in range(len(images)):
        network.zero_grad()
        logits[sample].sum().backward(retain_graph=True)
        gradients = [(name, parameter.grad.reshape(-1)) for name, parameter in network.named_parameters() if parameter.grad is not None]
        weights.append(joined(gradient for name, gradient in gradients if name.endswith("weight")))
        cells.append(joined(gradient for name, gradient in gradients if name.startswith("cells.")))
    return torch.stack(weights), torch.stack(cells)


def condition_number(rows):
    eigenvalues = torch.linalg.eigvalsh(rows @ rows.T)
    return float(eigenvalues[-1] / eigenvalues[0]) if eigenvalues[0] > 0 else None


def regression_error(train_rows, test_rows, train_targets, test_targets):
    try:
        coefficients = torch.linalg.solve(train_rows @ train_rows.T, train_targets)
    except RuntimeError:
        return None
    error = float((test_rows @ train_rows.T @ coefficients - test_targets).square().sum(1).mean())
    return error if error < float("inf") else None


def linear_regions(network, batches):
    """Distinct patterns of ReLU signs over all crops."""
    patterns = []
    network.train()
    hooks = [module.register_forward_hook(lambda module, inputs, output: signs.append((output > 0).float().flatten(1)))
             for module in network.modules() if isinstance(module, nn.ReLU)]
    with torch.no_grad():
        for crops in batches:
            signs = []
            network(crops)
            patterns.append(torch.cat(signs, 1))
    for hook in hooks:
        hook.remove()
    bits = torch.cat(patterns)
    agreements = bits @ bits.T + (1 - bits) @ (1 - bits).T
    return round(float((1 / (agreements == bits.shape[1]).double().sum(1)).sum()))


def load_images(path, count, generator):
    if path is None:
        return torch.randn(count, 3, 32, 32, generator=generator), torch.randint(CLASSES, (count,), generator=generator)
    content = pathlib.Path(path).read_bytes()
    content = gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
    if len(content) % 3073 or len(content) < 3073 * count:
        raise SystemExit(f"{path}: {len(content)} bytes are not at least {count} CIFAR-10 records of 3073 bytes")
    records = torch.frombuffer(bytearray(content), dtype=torch.uint8).reshape(-1, 3073)
    records = records[torch.randperm(len(records), generator=generator)[:count]]
    images = records[:, 1:].reshape(-1, 3, 32, 32).float() / 255
    images = (images - images.mean((0, 2, 3), keepdim=True)) / images.std((0, 2, 3), keepdim=True)
    return images, records[:, 0].long()


def random_crops(images, generator):
    """CROP_BATCHES batches of CROPS x 1 x CROP x CROP, each crop from a random image, place and channel."""
    total = CROPS * CROP_BATCHES
    pick = [torch.randint(limit, (total,), generator=generator).tolist() for limit in (len(images), 3, 33 - CROP, 33 - CROP)]
    crops = torch.stack([images[i, c:c + 1, y:y + CROP, x:x + CROP] for i, c, y, x in zip(*pick)])
    return list(crops.split(CROPS))


def score(arch, repeats, seed):
    """One cell; `repeats` holds the data of each repeat."""
    nodes, seconds, results = parse(arch), {"jacobians": 0.0, "kernels": 0.0, "regions": 0.0}, ([], [], [])
    begin, begin_cpu = time.perf_counter(), time.process_time()
    for number, (train, train_targets, test, test_targets, crops) in enumerate(repeats):
        torch.manual_seed(seed * 1000 + number)
        start = time.perf_counter()
        network = Network(nodes, 3)
        weights, cells = jacobians(network, train)
        _, test_cells = jacobians(network, test)
        middle = time.perf_counter()
        results[0].append(condition_number(weights))
        results[1].append(regression_error(cells, test_cells, train_targets, test_targets))
        end = time.perf_counter()
        results[2].append(linear_regions(Network(nodes, 1, stem=False, stages=1), crops))
        seconds["jacobians"] += middle - start
        seconds["kernels"] += end - middle
        seconds["regions"] += time.perf_counter() - end
    return {"arch": arch, "seconds": time.perf_counter() - begin, "cpu_seconds": time.process_time() - begin_cpu,
            **{f"{part}_seconds": value for part, value in seconds.items()},
            "condition_numbers": results[0], "mses": results[1], "regions": results[2]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("arch", nargs="+")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", help="CIFAR-10 binary records, plain or gzip")
    options = parser.parse_args()
    try:
        for arch in options.arch:
            parse(arch)
    except argparse.ArgumentTypeError as error:
        parser.error(str(error))
    torch.set_num_threads(options.threads)

    generator = torch.Generator().manual_seed(options.seed)
    images, labels = load_images(options.data, 2 * options.batch * options.repeats, generator)
    targets = nn.functional.one_hot(labels, CLASSES).float()
    targets -= targets.mean(1, keepdim=True)
    batches = list(zip(images.split(options.batch), targets.split(options.batch)))
    repeats = [(*batches[2 * i], *batches[2 * i + 1], random_crops(images, generator)) for i in range(options.repeats)]
    environment = {"threads": options.threads, "omp_wait_policy": os.environ.get("OMP_WAIT_POLICY", "default"), "torch": torch.__version__}
    for arch in options.arch:
        print(json.dumps({**score(arch, repeats, options.seed), **environment}), flush=True)


if __name__ == "__main__":
    main()
