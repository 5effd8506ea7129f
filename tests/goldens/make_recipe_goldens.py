"""Writes recipes.json/.bin beside itself, or into the folder given: small networks trained by PyTorch with different optimisers, schedules and losses.

Usage: python3 make_recipe_goldens.py [folder]          (needs NumPy and PyTorch 1.13 or later; takes some seconds)
"""

import pathlib
import sys

import numpy as np
import torch
import torch.nn.functional as functional

from golden_file import GoldenFile, array_entry, result_entry
from philox import Stream

CLASSES, IMAGES, SIZE, BATCH, EPOCHS, HIDDEN, SEED = 3, 24, 4, 8, 5, 6, 7
MEAN, DEVIATION = 0.5, 0.25

RECIPES = {
    "adam, step, clip, smoothing": {
        "optimizer": "Adam", "rate": 0.02, "decay": 0.01, "schedule": "Step", "milestones": [2, 4], "factor": 0.3, "clip": 0.2, "smoothing": 0.1,
    },
    "sgd, constant, squared error": {"optimizer": "Sgd", "rate": 0.05, "momentum": 0.8, "decay": 0.001, "schedule": "Constant", "loss": "MeanSquaredError"},
    "adam, cosine, squared error, smoothing": {
        "optimizer": "Adam", "rate": 0.01, "decay": 0.0, "schedule": "Cosine", "loss": "MeanSquaredError", "smoothing": 0.2, "beta1": 0.8, "beta2": 0.99,
    },
    "sgd, nesterov, cosine, auxiliary head": {
        "optimizer": "Sgd", "rate": 0.1, "momentum": 0.9, "nesterov": True, "decay": 0.0005, "schedule": "Cosine", "auxiliary": 0.4, "clip": 1.0,
    },
}


def parameters_of(random, has_auxiliary):
    shapes = {"hidden": (HIDDEN, SIZE * SIZE), "classifier": (CLASSES, HIDDEN)}
    if has_auxiliary:
        shapes["auxiliary"] = (CLASSES, HIDDEN)
    parameters = {}
    for name, (outputs, inputs) in shapes.items():
        parameters[f"{name}.weight"] = (random.standard_normal((outputs, inputs)) * np.sqrt(2 / inputs)).astype(np.float32)
        parameters[f"{name}.bias"] = (random.standard_normal(outputs) * 0.1).astype(np.float32)
    return parameters


def loss_of(logits, labels, recipe):
    smoothing = recipe.get("smoothing", 0.0)
    if recipe.get("loss") != "MeanSquaredError":
        return functional.cross_entropy(logits, labels, label_smoothing=smoothing)
    target = functional.one_hot(labels, CLASSES).to(logits.dtype) * (1 - smoothing) + smoothing / CLASSES
    return functional.mse_loss(logits, target)


def optimizer_of(leaves, recipe):
    if recipe["optimizer"] == "Adam":
        return torch.optim.Adam(leaves, lr=recipe["rate"], betas=(recipe.get("beta1", 0.9), recipe.get("beta2", 0.999)), weight_decay=recipe["decay"])
    return torch.optim.SGD(leaves, lr=recipe["rate"], momentum=recipe["momentum"], weight_decay=recipe["decay"], nesterov=recipe.get("nesterov", False))


def scheduler_of(optimizer, recipe):
    """Stepped once a step, as the project does; PyTorch's own classes compute the rates."""
    steps = IMAGES // BATCH
    if recipe["schedule"] == "Cosine":
        return torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, EPOCHS * steps)
    milestones = [milestone * steps for milestone in recipe.get("milestones", [])]
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, recipe.get("factor", 1.0))


def train(parameters, pixels, labels, recipe, dtype):
    leaves = {name: torch.tensor(values, dtype=dtype, requires_grad=True) for name, values in parameters.items()}
    images = torch.tensor(((pixels / 255.0 - MEAN) / DEVIATION).astype(np.float32), dtype=dtype).flatten(1)
    targets = torch.tensor(labels)
    optimizer = optimizer_of(list(leaves.values()), recipe)
    scheduler = scheduler_of(optimizer, recipe)
    losses = []
    for epoch in range(EPOCHS):
        order = list(range(IMAGES))
        Stream(SEED, "training-order", 0, epoch).shuffle(order)
        seen = []
        for first in range(0, IMAGES, BATCH):
            batch = order[first : first + BATCH]
            hidden = functional.relu(functional.linear(images[batch], leaves["hidden.weight"], leaves["hidden.bias"]))
            own = loss_of(functional.linear(hidden, leaves["classifier.weight"], leaves["classifier.bias"]), targets[batch], recipe)
            loss = own
            if "auxiliary" in recipe:
                logits = functional.linear(hidden, leaves["auxiliary.weight"], leaves["auxiliary.bias"])
                loss = own + recipe["auxiliary"] * loss_of(logits, targets[batch], recipe)
            optimizer.zero_grad()
            loss.backward()
            if "clip" in recipe:
                torch.nn.utils.clip_grad_norm_(list(leaves.values()), recipe["clip"])
            optimizer.step()
            scheduler.step()
            seen.append(float(own.detach()))
        losses.append(np.mean(seen))
    return np.array(losses), np.concatenate([leaf.detach().numpy().ravel() for leaf in leaves.values()])


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent
    golden_file = GoldenFile("recipes", {"torch": torch.__version__, "numpy": np.__version__})
    labels = np.arange(IMAGES) % CLASSES
    for seed, (name, recipe) in enumerate(RECIPES.items()):
        random = np.random.Generator(np.random.PCG64(seed))
        pixels = np.clip(random.integers(0, 160, (IMAGES, 1, SIZE, SIZE)) + 30 * labels[:, None, None, None], 0, 255).astype(np.float32)
        parameters = parameters_of(random, "auxiliary" in recipe)
        exact, single = (train(parameters, pixels, labels, recipe, dtype) for dtype in (torch.float64, torch.float32))
        entries = [array_entry("pixels", pixels, "float32")]
        entries += [array_entry(f"parameter/{key}", values, "float32") for key, values in parameters.items()]
        entries += [result_entry(key, exact[i], single[i], "float64") for i, key in enumerate(("losses", "weights"))]
        sizes = {"classes": CLASSES, "images": IMAGES, "size": SIZE, "hidden": HIDDEN, "batch": BATCH, "epochs": EPOCHS, "seed": SEED}
        golden_file.add_case(name, {"mean": MEAN, "deviation": DEVIATION, **sizes, **recipe}, entries)
    print(f"recipes: {len(golden_file.cases)} cases, {golden_file.write(folder) / 1024:.0f} KiB")
    for case in golden_file.cases:
        for entry in (entry for entry in case["arrays"] if "float32_error" in entry):
            print(f"  {case['name']}, {entry['name']}: PyTorch's float32 is off by {entry['float32_error']:.1e} of the scale")


if __name__ == "__main__":
    main()
