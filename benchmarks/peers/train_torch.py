"""Trains one network in PyTorch on one fixed batch, for a side-by-side with the Tegula engine: forward, loss, backward and a step of SGD with momentum.

    python3 train_torch.py cell ARCH      NAS-Bench-201 network of the cell, C = 16, N = 1, images of 3 x 32 x 32
    python3 train_torch.py mlp            DenseNet-type MLP of width 8 and depth 32, 10 drawn channels a layer, ELU, 784 inputs

Batch 64, 10 classes, one thread. A partner process: a number of steps a line on standard input, one JSON line on standard output with the seconds and processor seconds
they took, the last loss and the peak of the process's memory in MiB, until the input ends.
"""

import json
import resource
import sys
import time

import torch
from torch import nn

import teg_torch

BATCH, CLASSES, WIDTH, DEPTH, DRAWN, INPUTS = 64, 10, 8, 32, 10, 784


class DenseMlp(nn.Module):
    """Layer i reads the layer before it and channels drawn from all layers before that one."""

    def __init__(self):
        super().__init__()
        generator = torch.Generator().manual_seed(1)
        earlier = [WIDTH * max(0, layer - 1) for layer in range(DEPTH)]
        self.links = [torch.randperm(channels, generator=generator)[:DRAWN].sort().values for channels in earlier]
        sizes = [INPUTS] + [WIDTH + len(links) for links in self.links[1:]]
        self.layers = nn.ModuleList(nn.Linear(size, WIDTH) for size in sizes)
        self.head = nn.Linear(WIDTH, CLASSES)

    def forward(self, x):
        last = nn.functional.elu(self.layers[0](x))
        earlier = None
        for layer, links in zip(self.layers[1:], self.links[1:]):
            read = torch.cat([last, earlier.index_select(1, links)], 1) if len(links) else last
            earlier = last if earlier is None else torch.cat([earlier, last], 1)
            last = nn.functional.elu(layer(read))
        return self.head(last)


def main():
    torch.set_num_threads(1)
    torch.manual_seed(1)
    if sys.argv[1] == "cell":
        network, images = teg_torch.Network(teg_torch.parse(sys.argv[2]), 16), torch.randn(BATCH, 3, 32, 32)
    else:
        network, images = DenseMlp(), torch.randn(BATCH, INPUTS)
    labels = torch.arange(BATCH) % CLASSES
    optimizer = torch.optim.SGD(network.parameters(), lr=0.01, momentum=0.9, weight_decay=5e-4)
    network.train()
    for line in sys.stdin:
        start, start_cpu = time.perf_counter(), time.process_time()
        for _ in range(int(line)):
            optimizer.zero_grad(set_to_none=True)
            loss = nn.functional.cross_entropy(network(images), labels)
            loss.backward()
            optimizer.step()
        seconds, cpu = time.perf_counter() - start, time.process_time() - start_cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"seconds": seconds, "processorSeconds": cpu, "loss": float(loss.detach()), "mebibytes": peak}), flush=True)


if __name__ == "__main__":
    main()
