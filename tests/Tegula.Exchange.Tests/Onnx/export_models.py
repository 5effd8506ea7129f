"""Networks written anew in PyTorch and exported to ONNX, for the tests of the reader. Usage: export_models.py FOLDER

Prints one line for each file: name, tab, number of trainable parameters of the module.
"""
import sys
import warnings

import torch
from torch import nn
from torch.nn import functional as F
from torch.onnx import TrainingMode

BATCH = {0: "batch"}


def convolution(inputs, outputs, kernel, stride=1, groups=1, activation=None):
    layers = [nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False), nn.BatchNorm2d(outputs)]
    return nn.Sequential(*layers, *([activation] if activation else []))


class Residual(nn.Module):
    def __init__(self, body, inputs, outputs, stride):
        super().__init__()
        self.body = body
        self.shortcut = convolution(inputs, outputs, 1, stride) if stride > 1 or inputs != outputs else nn.Identity()

    def forward(self, x):
        return F.relu(self.body(x) + self.shortcut(x))


def basic(inputs, width, stride):
    body = nn.Sequential(convolution(inputs, width, 3, stride, activation=nn.ReLU()), convolution(width, width, 3))
    return Residual(body, inputs, width, stride), width


def bottleneck(inputs, width, stride):
    body = nn.Sequential(
        convolution(inputs, width, 1, activation=nn.ReLU()),
        convolution(width, width, 3, stride, activation=nn.ReLU()),
        convolution(width, 4 * width, 1))
    return Residual(body, inputs, 4 * width, stride), 4 * width


class Classifier(nn.Module):
    """Features, the mean over the image, a dense layer; the ways to flatten differ from model to model on purpose."""

    def __init__(self, features, channels, classes, ending):
        super().__init__()
        self.features = features
        self.dense = nn.Linear(channels, classes)
        self.ending = ending

    def forward(self, x):
        x = self.features(x)
        if self.ending == "mean":
            return self.dense(x.mean([2, 3]))
        x = F.adaptive_avg_pool2d(x, 1)
        return self.dense(x.view(x.size(0), -1) if self.ending == "view" else torch.flatten(x, 1))


def resnet(block, repeats, classes=1000, ending="flatten"):
    layers, channels = [convolution(3, 64, 7, 2, activation=nn.ReLU()), nn.MaxPool2d(3, 2, 1)], 64
    for stage, repeat in enumerate(repeats):
        for index in range(repeat):
            layer, channels = block(channels, 64 << stage, 2 if stage > 0 and index == 0 else 1)
            layers.append(layer)
    return Classifier(nn.Sequential(*layers), channels, classes, ending)


def eights(channels):
    rounded = max(8, int(channels + 4) // 8 * 8)
    return rounded + 8 if rounded < 0.9 * channels else rounded


class InvertedResidual(nn.Module):
    def __init__(self, inputs, outputs, stride, expansion):
        super().__init__()
        hidden = inputs * expansion
        expand = [convolution(inputs, hidden, 1, activation=nn.ReLU6())] if expansion > 1 else []
        self.body = nn.Sequential(*expand, convolution(hidden, hidden, 3, stride, hidden, nn.ReLU6()), convolution(hidden, outputs, 1))
        self.adds = stride == 1 and inputs == outputs

    def forward(self, x):
        return x + self.body(x) if self.adds else self.body(x)


def mobilenet_v2(width):
    channels = eights(32 * width)
    layers = [convolution(3, channels, 3, 2, activation=nn.ReLU6())]
    for expansion, outputs, repeat, stride in [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]:
        for index in range(repeat):
            layers.append(InvertedResidual(channels, eights(outputs * width), stride if index == 0 else 1, expansion))
            channels = eights(outputs * width)
    last = eights(1280 * max(1, width))
    layers.append(convolution(channels, last, 1, activation=nn.ReLU6()))
    return Classifier(nn.Sequential(*layers), last, 1000, "mean")


class DenseLayer(nn.Sequential):
    def __init__(self, inputs, growth):
        super().__init__(
            nn.BatchNorm2d(inputs), nn.ReLU(), nn.Conv2d(inputs, 4 * growth, 1, bias=False),
            nn.BatchNorm2d(4 * growth), nn.ReLU(), nn.Conv2d(4 * growth, growth, 3, padding=1, bias=False))


class DenseBlock(nn.Module):
    def __init__(self, inputs, growth, layers, grows_one_tensor):
        super().__init__()
        self.layers = nn.ModuleList([DenseLayer(inputs + index * growth, growth) for index in range(layers)])
        self.grows_one_tensor = grows_one_tensor

    def forward(self, x):
        if self.grows_one_tensor:
            for layer in self.layers:
                x = torch.cat([x, layer(x)], 1)
            return x
        features = [x]
        for layer in self.layers:
            features.append(layer(torch.cat(features, 1)))
        return torch.cat(features, 1)


def densenet(growth, blocks, grows_one_tensor=False):
    channels = 2 * growth
    layers = [convolution(3, channels, 7, 2, activation=nn.ReLU()), nn.MaxPool2d(3, 2, 1)]
    for index, count in enumerate(blocks):
        if index > 0:
            layers += [nn.BatchNorm2d(channels), nn.ReLU(), nn.Conv2d(channels, channels // 2, 1, bias=False), nn.AvgPool2d(2)]
            channels //= 2
        layers.append(DenseBlock(channels, growth, count, grows_one_tensor))
        channels += count * growth
    return Classifier(nn.Sequential(*layers, nn.BatchNorm2d(channels), nn.ReLU()), channels, 1000, "view")


class Transformer(nn.Module):
    """Two blocks with norms in front, heads of attention, GELU and SwiGLU, on token ids with learnt positions."""

    def __init__(self, width=32, heads=4, tokens=100, positions=10, gated=False):
        super().__init__()
        self.heads, self.gated = heads, gated
        self.table = nn.Embedding(tokens, width)
        self.positions = nn.Parameter(torch.randn(1, positions, width))
        self.blocks = nn.ModuleList([nn.ModuleDict({
            "norm1": nn.LayerNorm(width), "q": nn.Linear(width, width), "k": nn.Linear(width, width), "v": nn.Linear(width, width),
            "out": nn.Linear(width, width), "norm2": nn.LayerNorm(width), "up": nn.Linear(width, 4 * width),
            "down": nn.Linear((2 if gated else 4) * width, width)}) for _ in range(2)])
        self.norm = nn.LayerNorm(width)

    def forward(self, ids):
        x = self.table(ids) + self.positions[:, :ids.size(1)]
        for block in self.blocks:
            h = block["norm1"](x)
            q, k, v = [block[name](h).view(h.size(0), h.size(1), self.heads, -1).transpose(1, 2) for name in "qkv"]
            weights = (q @ k.transpose(-1, -2) / (q.size(-1) ** 0.5)).softmax(-1)
            x = x + block["out"]((weights @ v).transpose(1, 2).reshape(h.shape))
            h = block["up"](block["norm2"](x))
            if self.gated:
                left, right = h.chunk(2, -1)
                h = left * F.silu(right)
            else:
                h = F.gelu(h)
            x = x + block["down"](h)
        return self.norm(x)


class Squeezed(nn.Module):
    """A block with squeeze and excitation, hard swish, a resize, a transposed convolution and two outputs."""

    def __init__(self):
        super().__init__()
        self.stem, self.body = convolution(3, 16, 3, 2, activation=nn.Hardswish()), convolution(16, 16, 5, groups=16)
        self.down, self.up = nn.Conv2d(16, 4, 1), nn.Conv2d(4, 16, 1)
        self.larger, self.head = nn.ConvTranspose2d(16, 8, 2, 2), nn.Conv2d(8 + 3, 6, 3, 2, 1)

    def forward(self, x):
        y = self.stem(x)
        z = self.body(y)
        z = z * torch.sigmoid(self.up(F.relu(self.down(z.mean([2, 3], keepdim=True))))) + y
        large = torch.cat([self.larger(z), x], 1)
        return self.head(large), F.interpolate(z, scale_factor=2.0, mode="nearest").amax([2, 3])


def main(folder):
    torch.manual_seed(0)
    warnings.filterwarnings("ignore")
    image = torch.zeros(1, 3, 64, 64)
    ids = torch.zeros(1, 10, dtype=torch.long)

    def export(name, module, example=image, opset=13, fold=True, training=TrainingMode.PRESERVE, axes=BATCH):
        axes = {"x": axes} if axes else None
        module.eval()
        for parameter in module.parameters():  # PyTorch stores equal tensors, such as the scales of all untrained norms, only once
            torch.nn.init.normal_(parameter)
        torch.onnx.export(module, example, f"{folder}/{name}.onnx", opset_version=opset, do_constant_folding=fold, training=training,
                          input_names=["x"], dynamic_axes=axes)
        print(f"{name}\t{sum(parameter.numel() for parameter in module.parameters())}", flush=True)

    r18, dense = resnet(basic, [2, 2, 2, 2]), densenet(32, [6, 12, 24, 16])
    export("resnet18", r18, opset=17)
    export("resnet18-view", resnet(basic, [2, 2, 2, 2], 10, "view"), fold=False)
    export("resnet18-fused", r18, training=TrainingMode.EVAL)
    export("resnet18-batch8", r18, example=torch.zeros(8, 3, 64, 64), axes=None)
    export("resnet18-free", r18, axes={0: "batch", 2: "height", 3: "width"})
    export("resnet50", resnet(bottleneck, [3, 4, 6, 3]), opset=13, fold=False)
    for width in [0.75, 1, 1.4]:
        export(f"mobilenet-v2-{width}", mobilenet_v2(width), opset=17 if width == 1 else 13, fold=width != 1)
    export("densenet121", dense, opset=17)
    export("densenet121-one-tensor", densenet(32, [6, 12, 24, 16], grows_one_tensor=True), fold=False)
    for opset in [13, 17]:
        for fold in [False, True]:
            export(f"transformer-{opset}{'-folded' if fold else ''}", Transformer(), ids, opset, fold)
    export("transformer-gated", Transformer(gated=True), ids, axes=None)
    export("squeezed", Squeezed(), opset=17)


main(sys.argv[1])
