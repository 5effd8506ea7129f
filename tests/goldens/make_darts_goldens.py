"""Writes darts.tsv: parameters and multiply-accumulate operations of DARTS networks, counted on PyTorch modules that are run once.

    python3 tests/goldens/make_darts_goldens.py [folder]      # needs PyTorch; a minute
"""
import pathlib
import random
import sys

import torch
from torch import nn

OPERATIONS = {
    "s3": "sep_conv_3x3", "s5": "sep_conv_5x5", "s7": "sep_conv_7x7", "d3": "dil_conv_3x3", "d5": "dil_conv_5x5",
    "mp": "max_pool_3x3", "ap": "avg_pool_3x3", "id": "skip_connect", "c7": "conv_7x1_1x7",
}

# Normal and reduction cell: operation and source of each edge, then the nodes that the output concatenates.
PUBLISHED = {
    "darts": ("s30 s31 s30 s31 s31 id0 id0 d32 > 2,3,4,5", "mp0 mp1 id2 mp1 mp0 id2 id2 mp1 > 2,3,4,5"),
    "darts-v1": ("s31 s30 id0 s31 id0 s31 s30 id2 > 2,3,4,5", "mp0 mp1 id2 mp0 mp0 id2 id2 ap0 > 2,3,4,5"),
    "enas": ("s31 id1 s51 id0 ap0 s31 s30 ap1 s51 ap0 > 2,3,4,5,6", "s50 ap1 s31 ap1 s31 ap1 s54 ap1 s35 s50 > 2,3,6"),
    "amoebanet": ("ap0 mp1 s30 s52 s30 ap3 s31 id1 id0 ap1 > 4,5,6", "ap0 s31 mp0 s72 s70 ap1 mp0 mp1 c70 s35 > 3,4,6"),
    "nasnet": ("s51 s30 s50 s30 ap1 id0 ap0 ap0 s31 id1 > 2,3,4,5,6", "s51 s70 mp1 s70 ap1 s50 id3 ap2 s32 mp1 > 4,5,6"),
    "snas": ("s30 s31 id0 d31 id0 id1 id0 s31 > 2,3,4,5", "mp0 mp1 id2 mp1 mp1 id2 d52 mp0 > 2,3,4,5"),
}

SKELETONS = {
    "cifar10": dict(size=32, classes=10, channels=36, cells=20, imagenet=False, auxiliary=False),
    "cifar10+auxiliary": dict(size=32, classes=10, channels=36, cells=20, imagenet=False, auxiliary=True),
    "cifar100": dict(size=32, classes=100, channels=36, cells=20, imagenet=False, auxiliary=False),
    "imagenet": dict(size=224, classes=1000, channels=48, cells=14, imagenet=True, auxiliary=False),
    "imagenet+auxiliary": dict(size=224, classes=1000, channels=48, cells=14, imagenet=True, auxiliary=True),
    "tiny": dict(size=8, classes=3, channels=1, cells=2, imagenet=False, auxiliary=False),
    "small": dict(size=12, classes=7, channels=5, cells=4, imagenet=False, auxiliary=False),
    "small-imagenet": dict(size=64, classes=9, channels=6, cells=5, imagenet=True, auxiliary=False),
}
FOR_RANDOM = ["tiny", "small", "small-imagenet"]
RANDOM_GENOTYPES = 20


def parse(text):
    edges, concatenated = text.split(" > ")
    return [(OPERATIONS[edge[:-1]], int(edge[-1])) for edge in edges.split()], [int(node) for node in concatenated.split(",")]


def draw(generator, nodes):
    edges = [(generator.choice(list(OPERATIONS.values())), generator.randrange(2 + edge // 2)) for edge in range(2 * nodes)]
    return edges, sorted(generator.sample(range(2, 2 + nodes), generator.randint(1, nodes)))


def text(normal, reduce):
    return f"Genotype(normal={normal[0]}, normal_concat={normal[1]}, reduce={reduce[0]}, reduce_concat={reduce[1]})"


class Halving(nn.Module):
    """Both 1x1 convolutions of a skip connection with stride 2, side by side."""

    def __init__(self, channels_in, channels_out):
        super().__init__()
        self.even = nn.Conv2d(channels_in, channels_out // 2, 1, stride=2, bias=False)
        self.odd = nn.Conv2d(channels_in, channels_out // 2, 1, stride=2, bias=False)
        self.norm = nn.BatchNorm2d(channels_out)

    def forward(self, x):
        x = torch.relu(x)
        return self.norm(torch.cat([self.even(x), self.odd(x[:, :, 1:, 1:])], 1))


def conv(channels_in, channels_out, kernel, stride=1, norm=True):
    layers = [nn.Conv2d(channels_in, channels_out, kernel, stride, kernel // 2, bias=False)]
    return layers + [nn.BatchNorm2d(channels_out)] if norm else layers


def separable(channels, kernel, stride, dilation=1):
    return [
        nn.ReLU(),
        nn.Conv2d(channels, channels, kernel, stride, dilation * (kernel // 2), dilation, groups=channels, bias=False),
        nn.Conv2d(channels, channels, 1, bias=False),
        nn.BatchNorm2d(channels),
    ]


def operation(name, channels, stride):
    kernel = int(name[-1]) if name[-1].isdigit() else 0
    if name == "skip_connect":
        return nn.Identity() if stride == 1 else Halving(channels, channels)
    if name == "max_pool_3x3":
        return nn.MaxPool2d(3, stride, 1)
    if name == "avg_pool_3x3":
        return nn.AvgPool2d(3, stride, 1, count_include_pad=False)
    if name.startswith("sep_conv"):
        return nn.Sequential(*separable(channels, kernel, stride), *separable(channels, kernel, 1))
    if name.startswith("dil_conv"):
        return nn.Sequential(*separable(channels, kernel, stride, dilation=2))
    return nn.Sequential(
        nn.ReLU(),
        nn.Conv2d(channels, channels, (1, 7), (1, stride), (0, 3), bias=False),
        nn.Conv2d(channels, channels, (7, 1), (stride, 1), (3, 0), bias=False),
        nn.BatchNorm2d(channels),
    )


class Cell(nn.Module):
    def __init__(self, cell, before, previous, channels, reduces, halved_before):
        super().__init__()
        edges, self.concatenated = cell
        self.first = Halving(before, channels) if halved_before else nn.Sequential(nn.ReLU(), *conv(before, channels, 1))
        self.second = nn.Sequential(nn.ReLU(), *conv(previous, channels, 1))
        self.sources = [source for _, source in edges]
        self.operations = nn.ModuleList(operation(name, channels, 2 if reduces and source < 2 else 1) for name, source in edges)

    def forward(self, before, previous):
        states = [self.first(before), self.second(previous)]
        for edge in range(0, len(self.sources), 2):
            states.append(sum(self.operations[e](states[self.sources[e]]) for e in (edge, edge + 1)))
        return torch.cat([states[node] for node in self.concatenated], 1)


class Network(nn.Module):
    def __init__(self, normal, reduce, size, classes, channels, cells, imagenet, auxiliary):
        super().__init__()
        if imagenet:
            self.stem0 = nn.Sequential(*conv(3, channels // 2, 3, 2), nn.ReLU(), *conv(channels // 2, channels, 3, 2))
            self.stem1 = nn.Sequential(nn.ReLU(), *conv(channels, channels, 3, 2))
            before = previous = channels
        else:
            self.stem0 = nn.Sequential(*conv(3, 3 * channels, 3))
            self.stem1 = nn.Identity()
            before = previous = 3 * channels
        self.cells = nn.ModuleList()
        halved = imagenet
        for index in range(cells):
            reduces = index in (cells // 3, 2 * cells // 3)
            channels *= 2 if reduces else 1
            cell = reduce if reduces else normal
            self.cells.append(Cell(cell, before, previous, channels, reduces, halved))
            halved = reduces
            before, previous = previous, channels * len(cell[1])
            if index == 2 * cells // 3:
                self.auxiliary_cell, auxiliary_channels = index, previous
        self.auxiliary = None
        if auxiliary:
            last_norm = [] if imagenet else [nn.BatchNorm2d(768)]
            self.auxiliary = nn.Sequential(
                nn.ReLU(), nn.AvgPool2d(5, 2 if imagenet else 3), *conv(auxiliary_channels, 128, 1), nn.ReLU(),
                nn.Conv2d(128, 768, 2, bias=False), *last_norm, nn.ReLU(), nn.Flatten(), nn.Linear(768, classes))
        self.classifier = nn.Linear(previous, classes)

    def forward(self, image):
        before = self.stem0(image)
        previous = self.stem1(before)
        for index, cell in enumerate(self.cells):
            before, previous = previous, cell(before, previous)
            if self.auxiliary is not None and index == self.auxiliary_cell:
                self.auxiliary(previous)
        return self.classifier(previous.mean((2, 3)))


def cost(network, size):
    macs = 0

    def count(module, _, output):
        nonlocal macs
        weights = module.weight.numel()
        macs += weights * output.shape[2] * output.shape[3] if isinstance(module, nn.Conv2d) else weights

    for module in network.modules():
        if isinstance(module, (nn.Conv2d, nn.Linear)):
            module.register_forward_hook(count)
    network.eval()
    with torch.no_grad():
        network(torch.zeros(1, 3, size, size))
    return sum(parameter.numel() for parameter in network.parameters()), macs


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent)
    generator = random.Random(7)
    cases = [(name, parse(normal), parse(reduce), list(SKELETONS)) for name, (normal, reduce) in PUBLISHED.items()]
    for number in range(RANDOM_GENOTYPES):
        cases.append((f"random-{number}", draw(generator, generator.randint(1, 6)), draw(generator, generator.randint(1, 6)), FOR_RANDOM))
    with open(folder / "darts.tsv", "w", encoding="ascii", newline="\n") as file:
        print("cell", "skeleton", "params", "macs", "genotype", sep="\t", file=file)
        for name, normal, reduce, skeletons in cases:
            for skeleton in skeletons:
                options = SKELETONS[skeleton]
                params, macs = cost(Network(normal, reduce, **options), options["size"])
                print(name, skeleton, params, macs, text(normal, reduce), sep="\t", file=file)


if __name__ == "__main__":
    main()
