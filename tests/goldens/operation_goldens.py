"""Goldens of single operations: outputs and gradients for a random cotangent, by PyTorch in float64 from inputs rounded to float32."""

import numpy as np
import torch
import torch.nn.functional as functional

from golden_file import array_entry, result_entry

SEED = 20101


class Case:
    """One operation applied to named leaves (inputs and weights); `apply(leaves)` returns the output."""

    def __init__(self, name, attributes, leaves, apply, per_sample=()):
        self.name, self.attributes, self.leaves, self.apply = name, attributes, leaves, apply
        self.per_sample = per_sample

    def results(self, dtype, cotangent):
        """Every result as name -> numpy array, computed in `dtype`."""
        leaves = {name: torch.tensor(values, dtype=dtype, requires_grad=True) for name, values in self.leaves.items()}
        output = self.apply(leaves)
        weight = torch.tensor(cotangent, dtype=dtype)
        results = {"output": output.detach()}
        for name, gradient in zip(leaves, torch.autograd.grad(output, list(leaves.values()), weight, retain_graph=True)):
            results[f"{name}_gradient"] = gradient
        for name in self.per_sample:
            rows = []
            for sample in range(weight.shape[0]):
                masked = torch.zeros_like(weight)
                masked[sample] = weight[sample]
                rows.append(torch.autograd.grad(output, leaves[name], masked, retain_graph=True)[0])
            results[f"{name}_gradient_per_sample"] = torch.stack(rows)
        return {name: values.numpy() for name, values in results.items()}


def add_operations(golden_file):
    """Adds every case of this module to the file."""
    random = np.random.Generator(np.random.PCG64(SEED))
    builders = (convolutions, linears, batch_norms, relus, poolings, joins, other_activations)
    for case in (case for builder in builders for case in builder(random)):
        with torch.no_grad():
            shape = case.apply({name: torch.tensor(values) for name, values in case.leaves.items()}).shape
        cotangent = normal(random, *shape)
        exact, single = case.results(torch.float64, cotangent), case.results(torch.float32, cotangent)
        entries = [array_entry(name, values, "float32") for name, values in case.leaves.items()]
        entries.append(array_entry("cotangent", cotangent, "float32"))
        entries += [result_entry(name, exact[name], single[name], "float32") for name in exact]
        golden_file.add_case(case.name, case.attributes, entries)


def normal(random, *shape):
    return random.standard_normal(shape).astype(np.float32)


def convolutions(random):
    # batch, input channels, output channels, (height, width), kernel, stride, padding, dilation, groups
    settings = [
        (6, 3, 4, (6, 6), (1, 1), (1, 1), (0, 0), (1, 1), 1),
        (5, 4, 6, (7, 6), (1, 1), (2, 2), (0, 0), (1, 1), 1),
        (6, 3, 3, (6, 6), (3, 3), (1, 1), (1, 1), (1, 1), 1),
        (7, 3, 5, (8, 8), (3, 3), (2, 2), (1, 1), (1, 1), 1),
        (9, 2, 3, (5, 7), (3, 3), (1, 1), (0, 0), (1, 1), 1),
        (8, 1, 1, (3, 3), (3, 3), (1, 1), (1, 1), (1, 1), 1),
        (5, 2, 3, (9, 8), (3, 3), (3, 3), (1, 1), (1, 1), 1),
        (6, 3, 2, (7, 7), (3, 3), (1, 1), (2, 2), (2, 2), 1),
        (5, 2, 4, (9, 8), (3, 3), (2, 2), (2, 2), (2, 2), 1),
        (6, 2, 3, (6, 6), (5, 5), (1, 1), (2, 2), (1, 1), 1),
        (5, 3, 2, (9, 9), (5, 5), (2, 2), (3, 3), (1, 1), 1),
        (6, 2, 2, (4, 4), (5, 5), (1, 1), (3, 3), (1, 1), 1),
        (5, 2, 2, (11, 10), (5, 5), (3, 3), (0, 0), (2, 2), 1),
        (6, 3, 4, (5, 6), (1, 3), (1, 1), (0, 1), (1, 1), 1),
        (6, 4, 3, (6, 5), (3, 1), (2, 1), (1, 0), (1, 1), 1),
        (5, 2, 3, (7, 8), (5, 3), (1, 2), (3, 1), (1, 2), 1),
        (7, 4, 6, (6, 6), (3, 3), (1, 1), (1, 1), (1, 1), 2),
        (6, 6, 3, (6, 5), (1, 1), (1, 1), (0, 0), (1, 1), 3),
        (5, 4, 4, (6, 6), (3, 3), (1, 1), (1, 1), (1, 1), 4),
        (8, 3, 3, (8, 7), (5, 5), (2, 2), (2, 2), (1, 1), 3),
        (6, 3, 3, (8, 8), (3, 3), (1, 1), (2, 2), (2, 2), 3),
        (5, 3, 6, (6, 6), (3, 3), (2, 2), (1, 1), (1, 1), 3),
    ]
    for batch, channels, outputs, (height, width), kernel, stride, padding, dilation, groups in settings:
        name = (f"convolution kernel {kernel[0]}x{kernel[1]} stride {stride[0]}x{stride[1]} padding {padding[0]}x{padding[1]} "
                f"dilation {dilation[0]}x{dilation[1]} groups {groups} channels {channels} to {outputs} batch {batch}")
        attributes = {"operation": "convolution", "kernel": kernel, "stride": stride, "padding": padding, "dilation": dilation, "groups": groups}
        leaves = {"input": normal(random, batch, channels, height, width), "weight": normal(random, outputs, channels // groups, *kernel)}
        options = {"stride": stride, "padding": padding, "dilation": dilation, "groups": groups}
        yield Case(name, attributes, leaves, lambda t, options=options: functional.conv2d(t["input"], t["weight"], **options), per_sample=("weight",))


def linears(random):
    for batch, features, outputs in ((6, 12, 10), (9, 1, 3), (5, 17, 1)):
        leaves = {"input": normal(random, batch, features), "weight": normal(random, outputs, features), "bias": normal(random, outputs)}
        yield Case(f"linear {features} to {outputs} batch {batch}", {"operation": "linear"}, leaves,
                   lambda t: functional.linear(t["input"], t["weight"], t["bias"]), per_sample=("weight", "bias"))


def batch_norms(random):
    for batch, channels, size, epsilon in ((6, 3, (5, 4), 1e-5), (9, 2, (1, 1), 1e-5), (5, 4, (3, 3), 1e-3)):
        for statistics in ("batch", "frozen", "running"):
            yield batch_norm(random, f"batch norm {statistics} statistics batch {batch} size {size[0]}x{size[1]}", batch, channels, size, epsilon, statistics)
    case = batch_norm(random, "batch norm batch statistics with a channel of zeros", 6, 3, (4, 4), 1e-5, "batch")
    case.leaves["input"][:, 1] = 0
    yield case


def batch_norm(random, name, batch, channels, size, epsilon, statistics):
    leaves = {
        "input": 0.5 + 1.5 * normal(random, batch, channels, *size),
        "gamma": 1 + np.float32(0.2) * normal(random, channels),
        "beta": np.float32(0.1) * normal(random, channels),
    }
    attributes = {"operation": "batch_norm", "statistics": statistics, "epsilon": epsilon}
    if statistics == "running":
        mean, variance = 0.3 * normal(random, channels), random.uniform(0.5, 2.0, channels).astype(np.float32)
        attributes["running_mean"], attributes["running_variance"] = [[float(value) for value in values] for values in (mean, variance)]

    def apply(t):
        if statistics == "running":
            return functional.batch_norm(t["input"], t["input"].new_tensor(mean), t["input"].new_tensor(variance), t["gamma"], t["beta"], False, 0.0, epsilon)
        if statistics == "frozen":
            return frozen_batch_norm(t["input"], t["gamma"], t["beta"], epsilon)
        return functional.batch_norm(t["input"], None, None, t["gamma"], t["beta"], True, 0.0, epsilon)

    return Case(name, attributes, leaves, apply, per_sample=("gamma", "beta"))


def frozen_batch_norm(values, gamma, beta, epsilon):
    """Batch norm with the statistics of this batch, which the backward pass takes for constants."""
    fixed = values.detach()
    mean, variance = fixed.mean((0, 2, 3)), fixed.var((0, 2, 3), unbiased=False)
    return functional.batch_norm(values, mean, variance, gamma, beta, False, 0.0, epsilon)


def relus(random):
    values = normal(random, 7, 3, 4, 5)
    values[0, 0, 0, :3] = 0.0, -0.0, 1e-30  # the slope at zero is zero
    yield Case("relu", {"operation": "relu"}, {"input": values}, lambda t: functional.relu(t["input"]))


def poolings(random):
    settings = [
        (6, 3, (6, 6), (3, 3), (1, 1), (1, 1)),
        (5, 2, (7, 8), (3, 3), (2, 2), (1, 1)),
        (9, 2, (6, 4), (2, 2), (2, 2), (0, 0)),
        (6, 2, (2, 2), (3, 3), (1, 1), (1, 1)),
        (7, 1, (8, 7), (5, 3), (3, 2), (2, 1)),
    ]
    for batch, channels, size, kernel, stride, padding in settings:
        name = f"kernel {kernel[0]}x{kernel[1]} stride {stride[0]}x{stride[1]} padding {padding[0]}x{padding[1]} size {size[0]}x{size[1]}"
        window = {"kernel": kernel, "stride": stride, "padding": padding}
        yield Case(f"average pooling {name}", {"operation": "average_pooling", **window}, {"input": normal(random, batch, channels, *size)},
                   lambda t, k=kernel, s=stride, p=padding: functional.avg_pool2d(t["input"], k, s, p, count_include_pad=False))
        # All negative, so that padding taken for zero would win; a permutation, so that no maximum is tied or close.
        values = -0.01 * (1 + random.permutation(batch * channels * size[0] * size[1]).reshape(batch, channels, *size)).astype(np.float32)
        yield Case(f"max pooling {name}", {"operation": "max_pooling", **window}, {"input": values},
                   lambda t, k=kernel, s=stride, p=padding: functional.max_pool2d(t["input"], k, s, p))
    yield Case("global average pooling", {"operation": "global_average_pooling"}, {"input": normal(random, 6, 4, 5, 3)},
               lambda t: t["input"].mean((2, 3)))


def joins(random):
    parts = {"input_a": normal(random, 5, 2, 4, 3), "input_b": normal(random, 5, 3, 4, 3), "input_c": normal(random, 5, 1, 4, 3)}
    yield Case("concat of 2, 3 and 1 channels", {"operation": "concat"}, parts, lambda t: torch.cat(list(t.values()), 1))
    terms = {name: normal(random, 9, 3, 3, 4) for name in ("input_a", "input_b", "input_c")}
    yield Case("add of three", {"operation": "add"}, terms, lambda t: t["input_a"] + t["input_b"] + t["input_c"])
    factor = 0.375
    yield Case("scale", {"operation": "scale", "factor": factor}, {"input": normal(random, 6, 2, 3, 5)}, lambda t: t["input"] * factor)


def other_activations(random):
    values = 4 * normal(random, 7, 3, 4, 5)
    values[0, 0, 0, :4] = 0.0, -0.0, 6.0, 1e-30  # the slope at 0 and at 6 is zero
    yield Case("relu6", {"operation": "relu6"}, {"input": values}, lambda t: functional.relu6(t["input"]))
    values = 3 * normal(random, 7, 3, 4, 5)
    values[0, 0, 0, :4] = 0.0, -0.0, -1e-6, -100.0
    yield Case("elu", {"operation": "elu"}, {"input": values}, lambda t: functional.elu(t["input"]))
