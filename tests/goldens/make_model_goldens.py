"""Writes models.json/.bin: logits of networks of the known families, and of DARTS networks with their auxiliary head.

    python3 tests/goldens/make_model_goldens.py [folder]      # needs NumPy and PyTorch; half a minute
"""

import pathlib
import sys

import numpy as np
import torch
import torch.nn.functional as functional

import make_darts_network_goldens as darts
from golden_file import GoldenFile, result_entry

BATCH, EPSILON = 2, 1e-5
GENOTYPE = (
    [("sep_conv_3x3", 0), ("sep_conv_3x3", 1), ("sep_conv_3x3", 0), ("sep_conv_3x3", 1), ("sep_conv_3x3", 1), ("skip_connect", 0), ("skip_connect", 0),
     ("dil_conv_3x3", 2)],
    [("max_pool_3x3", 0), ("max_pool_3x3", 1), ("skip_connect", 2), ("max_pool_3x3", 1), ("max_pool_3x3", 0), ("skip_connect", 2), ("skip_connect", 2),
     ("max_pool_3x3", 1)],
)


def noise(name, *shape):
    """Numbers in [-1, 1) that the name decides: SplitMix64 started with the FNV-1a hash of the name."""
    start = 0xCBF29CE484222325
    for byte in name.encode():
        start = ((start ^ byte) * 0x100000001B3) % 2**64
    state = np.uint64(start) + np.arange(1, 1 + int(np.prod(shape)), dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    state ^= state >> np.uint64(31)
    return ((state >> np.uint64(40)).astype(np.float64) * 2.0**-23 - 1).reshape(shape)


def single(values):
    return values.astype(np.float32)


class Layers:
    """Layers with parameters that their names decide; batch norms take running statistics, which their names decide as well."""

    def __init__(self, dtype):
        self.dtype = dtype

    def tensor(self, values):
        return torch.tensor(single(values)).to(self.dtype)

    def conv(self, x, name, outputs, kernel, stride=1, groups=1):
        shape = (outputs, x.shape[1] // groups, kernel, kernel)
        weight = self.tensor(noise(name, *shape) * np.sqrt(6 / np.prod(shape[1:])))
        return functional.conv2d(x, weight, None, stride, kernel // 2, 1, groups)

    def norm(self, x, name):
        channels = x.shape[1]
        mean, variance = 0.25 * noise(name + ".mean", channels), 1 + 0.5 * noise(name + ".variance", channels)
        gamma, beta = self.tensor(1 + 0.25 * noise(name + ".gamma", channels)), self.tensor(0.25 * noise(name + ".beta", channels))
        return functional.batch_norm(x, torch.tensor(mean).to(self.dtype), torch.tensor(variance).to(self.dtype), gamma, beta, False, 0.0, EPSILON)

    def conv_norm(self, x, name, outputs, kernel, stride=1, groups=1):
        return self.norm(self.conv(x, name + ".conv", outputs, kernel, stride, groups), name + ".bn")

    def norm_conv(self, x, name, outputs, kernel, stride=1):
        return self.conv(functional.relu(self.norm(x, name + ".bn")), name + ".conv", outputs, kernel, stride)

    def linear(self, x, name, outputs):
        weight = self.tensor(noise(name + ".weight", outputs, x.shape[1]) * np.sqrt(6 / x.shape[1]))
        return functional.linear(x, weight, self.tensor(0.25 * noise(name + ".bias", outputs)))

    def classify(self, x, classes):
        return self.linear(x.mean((2, 3)), "classifier", classes)


def resnet(net, x, blocks, width, bottleneck, classes):
    x = functional.max_pool2d(functional.relu(net.conv_norm(x, "stem", 64, 7, 2)), 3, 2, 1)
    for stage, count in enumerate(blocks):
        inner = int(64 * 2**stage * width + 0.5)
        outer = 64 * 2**stage * 4 if bottleneck else inner
        for block in range(count):
            name, stride = f"stage{stage}.block{block}", 2 if stage > 0 and block == 0 else 1
            shortcut = net.conv_norm(x, name + ".shortcut", outer, 1, stride) if stride == 2 or x.shape[1] != outer else x
            kernels = [(inner, 1, 1), (inner, 3, stride), (outer, 1, 1)] if bottleneck else [(inner, 3, stride), (inner, 3, 1)]
            for layer, (outputs, kernel, step) in enumerate(kernels):
                x = net.conv_norm(x if layer == 0 else functional.relu(x), f"{name}.layer{layer}", outputs, kernel, step)
            x = functional.relu(x + shortcut)
    return net.classify(x, classes)


def cifar_resnet(net, x, blocks, classes):
    x = functional.relu(net.conv_norm(x, "stem", 16, 3))
    for stage in range(3):
        for block in range(blocks):
            name, stride, width = f"stage{stage}.block{block}", 2 if stage > 0 and block == 0 else 1, 16 * 2**stage
            shortcut = functional.pad(x[:, :, ::stride, ::stride], (0, 0, 0, 0, 0, width - x.shape[1]))
            x = functional.relu(net.conv_norm(x, name + ".layer0", width, 3, stride))
            x = functional.relu(net.conv_norm(x, name + ".layer1", width, 3) + shortcut)
    return net.classify(x, classes)


def wide_resnet(net, x, blocks, widths, classes):
    x = net.conv(x, "stem.conv", 16, 3)
    for stage, width in enumerate(widths):
        for block in range(blocks):
            name, stride = f"stage{stage}.block{block}", 2 if stage > 0 and block == 0 else 1
            active = functional.relu(net.norm(x, name + ".layer0.bn"))
            shortcut = x if stride == 1 and x.shape[1] == width else net.conv(active, name + ".shortcut", width, 1, stride)
            x = net.norm_conv(net.conv(active, name + ".layer0.conv", width, 3, stride), name + ".layer1", width, 3) + shortcut
    return net.classify(functional.relu(net.norm(x, "last.bn")), classes)


def inverted(net, x, name, hidden, outputs, stride, expands):
    y = functional.relu6(net.conv_norm(x, name + ".expand", hidden, 1)) if expands else x
    y = functional.relu6(net.conv_norm(y, name + ".depthwise", hidden, 3, stride, hidden))
    return net.conv_norm(y, name + ".project", outputs, 1)


def mobilenet(net, x, stem, stages, head, classes):
    x = functional.relu6(net.conv_norm(x, "stem", stem, 3, 2))
    for stage, (expansion, outputs, blocks, first_stride) in enumerate(stages):
        for block in range(blocks):
            stride = first_stride if block == 0 else 1
            y = inverted(net, x, f"stage{stage}.block{block}", expansion * x.shape[1], outputs, stride, expansion > 1)
            x = x + y if stride == 1 and x.shape == y.shape else y
    return net.classify(functional.relu6(net.conv_norm(x, "head", head, 1)), classes)


def dense_cells(net, x, widths, depth, separable, expansion, classes):
    """The cells of a DenseNet-type CNN in which every layer takes in all channels of all earlier ones: the previous layer's, then the oldest first."""
    for cell, width in enumerate(widths):
        layers = []
        for layer in range(depth):
            source = x if layer == 0 else torch.cat([layers[-1], *layers[:-1]], 1)
            name, stride = f"cell{cell}.layer{layer}", 2 if cell > 0 and layer == 0 else 1
            if separable:
                layers.append(inverted(net, source, name, expansion * width, width, stride, True))
            elif cell == 0 and layer == 0:
                layers.append(net.conv(source, name + ".conv", width, 3))
            else:
                layers.append(net.norm_conv(source, name, width, 3, stride))
        x = layers[-1]
    return net.classify(x if separable else functional.relu(net.norm(x, "last.bn")), classes)


def densenet(net, x, growth, blocks, classes):
    x = functional.max_pool2d(functional.relu(net.conv_norm(x, "stem", 2 * growth, 7, 2)), 3, 2, 1)
    for block, count in enumerate(blocks):
        if block > 0:
            x = functional.avg_pool2d(net.norm_conv(x, f"transition{block - 1}", x.shape[1] // 2, 1), 2)
        for layer in range(count):
            name = f"block{block}.layer{layer}"
            x = torch.cat([x, net.norm_conv(net.norm_conv(x, name + ".bottleneck", 4 * growth, 1), name + ".growth", growth, 3)], 1)
    return net.classify(functional.relu(net.norm(x, "last.bn")), classes)


class DartsWithHead(darts.Network):
    """A DARTS network whose parameters their names decide, with the second classifier behind the last cell."""

    def __init__(self, dtype):
        super().__init__([darts.nodes_of(darts.canonical(edges)) for edges in GENOTYPE])
        self.net = Layers(dtype)

    def parameter(self, name, make):
        return None

    def conv(self, x, name, outputs, kernel, stride=1, padding=0, dilation=1, groups=1):
        shape = (outputs, x.shape[1] // groups, kernel, kernel)
        weight = self.net.tensor(noise(name, *shape) * np.sqrt(6 / np.prod(shape[1:])))
        return functional.conv2d(x, weight, None, stride, padding, dilation, groups)

    def norm(self, x, name):
        return self.net.norm(x, name)

    def run(self, x, imagenet, channels):
        if imagenet:
            before = self.stem(self.relu(self.stem(x, "stem0.half", channels // 2, 2)), "stem0", channels, 2)
            previous = self.stem(self.relu(before), "stem1", channels, 2)
        else:
            before = previous = self.stem(x, "stem", 3 * channels, 1)
        for index in range(3):
            channels *= 2 if index else 1
            before, previous = previous, torch.cat(self.cell(f"cell{index}", self.cells[index > 0], index > 0, before, previous, channels), 1)
        head = functional.avg_pool2d(functional.relu(previous), 5, 2 if imagenet else 3)
        head = functional.relu(self.net.norm(self.conv(head, "auxiliary.conv0", 128, 1), "auxiliary.bn0"))
        head = self.conv(head, "auxiliary.conv1", 768, 2)
        head = functional.relu(head if imagenet else self.net.norm(head, "auxiliary.bn1")).flatten(1)
        return torch.cat([self.net.classify(previous, 10), self.net.linear(head, "auxiliary.classifier", 10)], 1)


MOBILE_STAGES = [(1, 8, 2, 1), (6, 8, 2, 2), (6, 8, 1, 2), (6, 16, 2, 2), (6, 24, 1, 1), (6, 40, 1, 2), (6, 80, 1, 1)]
CASES = [
    ("resnet18:width-mult=0.25,classes=7,image=40", 3, 40, 7, lambda net, x: resnet(net, x, [2, 2, 2, 2], 0.25, False, 7)),
    ("resnet50:width-mult=0.125,classes=5,image=32", 3, 32, 5, lambda net, x: resnet(net, x, [3, 4, 6, 3], 0.125, True, 5)),
    ("resnet20:image=18", 3, 18, 10, lambda net, x: cifar_resnet(net, x, 3, 10)),
    ("wide-resnet:depth=16,width-mult=0.5,image=16", 3, 16, 10, lambda net, x: wide_resnet(net, x, 2, [8, 16, 32], 10)),
    ("mobilenet-v2:width-mult=0.25,blocks=2/2/1/2/1/1/1,classes=6,image=32", 3, 32, 6, lambda net, x: mobilenet(net, x, 8, MOBILE_STAGES, 1280, 6)),
    ("densenet-cnn:depth=16,w=3/4/5,tc=99/99/99,seed=0,classes=4,image=10", 1, 10, 4, lambda net, x: dense_cells(net, x, [3, 4, 5], 4, False, 1, 4)),
    ("densenet-cnn-dsconv:depth=16,w=3/4/5,tc=99/99/99,seed=0,expansion=2,classes=4,image=10", 1, 10, 4,
     lambda net, x: dense_cells(net, x, [3, 4, 5], 4, True, 2, 4)),
    ("densenet121:classes=10,image=32", 3, 32, 10, lambda net, x: densenet(net, x, 32, [6, 12, 24, 16], 10)),
    ("darts", 3, 32, 10, lambda net, x: DartsWithHead(net.dtype).run(x, False, 2)),
    ("darts", 3, 224, 10, lambda net, x: DartsWithHead(net.dtype).run(x, True, 2)),
]


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent
    torch.set_num_threads(1)
    golden_file = GoldenFile("models", {"torch": torch.__version__, "numpy": np.__version__})
    for text, colours, size, classes, network in CASES:
        images = noise("images", BATCH, colours, size, size)
        exact, rough = (network(Layers(dtype), torch.tensor(images).to(dtype)).numpy() for dtype in (torch.float64, torch.float32))
        entry = result_entry("logits", exact, rough, "float64")
        golden_file.add_case(f"{text} on {size}", {"text": text, "image": [colours, size, size], "classes": classes}, [entry])
        print(f"  {text} on {size}: PyTorch's float32 is off by {entry['float32_error']:.1e} of {np.abs(exact).max():.3g}")
    print(f"{golden_file.write(folder) / 1024:.0f} KiB")


if __name__ == "__main__":
    main()
