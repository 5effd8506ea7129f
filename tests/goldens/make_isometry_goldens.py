"""Writes isometry.json/.bin beside itself, or into the folder given: singular values of the Jacobians of layers, by PyTorch's autograd and SVD.

    python3 tests/goldens/make_isometry_goldens.py [folder]      # needs NumPy and PyTorch; some seconds
"""

import pathlib
import sys

import numpy as np
import torch
import torch.nn.functional as functional
from torch.autograd.functional import jacobian

from golden_file import GoldenFile, array_entry, result_entry

BATCH, CHANNELS, SIZE, EPSILON = 5, 2, 5, 1e-5
WIDE, HIDDEN, CLASSES = 4, 6, 3

# Parameters in the order of the graph: convolution, batch norm, depthwise convolution, linear layer, classifier.
SHAPES = {
    "conv": (WIDE, CHANNELS, 3, 3),
    "gamma": (WIDE,),
    "beta": (WIDE,),
    "depthwise": (WIDE, 1, 3, 3),
    "hidden": (HIDDEN, WIDE * SIZE * SIZE),
    "hidden_bias": (HIDDEN,),
    "classifier": (CLASSES, HIDDEN),
    "classifier_bias": (CLASSES,),
}


def layers(values, images):
    """For each layer the function of one input and the inputs: of a convolution the windows inside of the image, of a linear layer the samples."""
    v = values

    def normalised(x, mean, variance):
        return (x - mean) / torch.sqrt(variance + EPSILON) * v["gamma"] + v["beta"]

    first = functional.conv2d(images, v["conv"], padding=1)
    mean, variance = first.mean((0, 2, 3)), first.var((0, 2, 3), unbiased=False)
    activated = functional.elu(normalised(first.permute(0, 2, 3, 1), mean, variance)).permute(0, 3, 1, 2)
    second = functional.relu(functional.conv2d(activated, v["depthwise"], padding=1, groups=WIDE))
    hidden = functional.elu(second.flatten(1) @ v["hidden"].T + v["hidden_bias"])
    inside = range(1, SIZE - 1)

    def windows(x):
        return [x[n, :, i - 1 : i + 2, j - 1 : j + 2] for n in range(BATCH) for i in inside for j in inside]

    yield "conv", windows(images), lambda x: functional.elu(normalised((v["conv"] * x).sum((1, 2, 3)), mean, variance))
    yield "depthwise", windows(activated), lambda x: functional.relu((v["depthwise"][:, 0] * x).sum((1, 2)))
    yield "hidden", list(second.flatten(1)), lambda x: functional.elu(v["hidden"] @ x + v["hidden_bias"])
    yield "classifier", list(hidden), lambda x: v["classifier"] @ x + v["classifier_bias"]


def figures(dtype, arrays, images):
    """Mean, least, greatest and mean deviation from 1 of each layer, one row a layer."""
    values = {name: torch.tensor(array, dtype=dtype) for name, array in arrays.items()}
    rows = []
    for _, inputs, function in layers(values, torch.tensor(images, dtype=dtype)):
        found = torch.cat([torch.linalg.svdvals(jacobian(function, x).flatten(1)) for x in inputs])
        rows.append([found.mean(), found.min(), found.max(), (found - 1).abs().mean()])
    return np.array(rows, dtype=np.float64)


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent
    generator = np.random.default_rng(7)
    arrays = {}
    for name, shape in SHAPES.items():
        scale = 1 / np.sqrt(np.prod(shape[1:])) if len(shape) > 1 else 0.3
        arrays[name] = (scale * generator.standard_normal(shape) + (name == "gamma")).astype(np.float32)
    images = generator.standard_normal((BATCH, CHANNELS, SIZE, SIZE)).astype(np.float32)
    golden = GoldenFile("isometry", {"torch": torch.__version__, "numpy": np.__version__})
    inputs = [array_entry("images", images, "float32")]
    inputs.append(array_entry("parameters", np.concatenate([array.ravel() for array in arrays.values()]), "float32"))
    exact = figures(torch.float64, arrays, images)
    golden.add_case("layers", {"batch": BATCH}, [*inputs, result_entry("figures", exact, figures(torch.float32, arrays, images), "float64")])
    print(exact)
    print(golden.write(folder), "bytes")


if __name__ == "__main__":
    main()
