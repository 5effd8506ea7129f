"""Writes hessian.json/.bin beside itself, or into the folder given: products of Hessians with vectors, by PyTorch's double backward in float64.

The networks, images and parameters are those of networks.json/.bin. Usage: python3 make_hessian_goldens.py [folder]   (needs NumPy and PyTorch 1.13 or later)
"""

import json
import pathlib
import sys

import numpy as np
import torch
import torch.nn.functional as functional

from golden_file import GoldenFile, array_entry, result_entry
from network_goldens import Network
from operation_goldens import normal

CASES = ("all convolutions", "mixed operations", "zero node")


def read_case(folder, name):
    """Attributes, images and parameters of a case of networks.json/.bin."""
    manifest = json.loads((folder / "networks.json").read_text(encoding="utf-8"))
    binary = (folder / "networks.bin").read_bytes()
    case = next(case for case in manifest["cases"] if case["name"] == name)

    def values(entry):
        return np.frombuffer(binary, "<f4", int(np.prod(entry["shape"])), entry["offset"]).reshape(entry["shape"])

    arrays = {entry["name"]: entry for entry in case["arrays"]}
    parameters = {key.removeprefix("parameter/"): values(entry) for key, entry in arrays.items() if key.startswith("parameter/")}
    return case["attributes"], values(arrays["images"]), parameters


def product(architecture, parameters, images, labels, direction, statistics, dtype):
    """Loss, and the Hessian of the mean cross-entropy times the direction: tensor name -> array."""
    leaves = {name: torch.tensor(values, dtype=dtype, requires_grad=True) for name, values in parameters.items()}
    loss = functional.cross_entropy(Network(architecture, leaves, statistics)(torch.tensor(images, dtype=dtype)), labels)
    gradients = torch.autograd.grad(loss, list(leaves.values()), create_graph=True, allow_unused=True)
    along = sum(
        (gradient * torch.tensor(direction[name], dtype=dtype)).sum() for name, gradient in zip(leaves, gradients) if gradient is not None)
    seconds = torch.autograd.grad(along, list(leaves.values()), allow_unused=True)
    return loss.item(), {
        name: (torch.zeros_like(leaf) if second is None else second).detach().numpy() for (name, leaf), second in zip(leaves.items(), seconds)}


def main():
    here = pathlib.Path(__file__).resolve().parent
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else here
    torch.set_num_threads(1)
    golden_file = GoldenFile("hessian", {"torch": torch.__version__, "numpy": np.__version__})
    for number, name in enumerate(CASES):
        attributes, images, parameters = read_case(here, name)
        random = np.random.Generator(np.random.PCG64(number))
        direction = {key: normal(random, *values.shape) for key, values in parameters.items()}
        labels = torch.arange(len(images)) % attributes["classes"]
        entries = [array_entry(f"direction/{key}", values, "float32") for key, values in direction.items()]
        losses = {}
        for statistics in ("batch", "frozen"):
            losses[statistics], exact = product(attributes["architecture"], parameters, images, labels, direction, statistics, torch.float64)
            _, single = product(attributes["architecture"], parameters, images, labels, direction, statistics, torch.float32)
            scale = max(float(np.abs(values).max()) for values in exact.values())
            entries += [result_entry(f"product/{statistics}/{key}", exact[key], single[key], "float64", scale) for key in exact]
        golden_file.add_case(name, {"loss": losses["batch"]}, entries)
    size = golden_file.write(folder)
    worst = max(entry.get("float32_error", 0) for case in golden_file.cases for entry in case["arrays"])
    print(f"hessian: {len(golden_file.cases)} cases, {size / 1024:.0f} KiB; PyTorch's float32 is off by at most {worst:.1e} of the scale")


if __name__ == "__main__":
    main()
