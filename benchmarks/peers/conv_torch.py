"""Times PyTorch's 3x3 convolution (stride 1, padding 1, no bias) in float32 on the CPU, for a side-by-side with the Tegula engine in the same run.

As a partner process: one JSON request a line on standard input, one JSON result a line on standard output, until the input ends.

    {"op": "forward", "channels": 3, "size": 32, "batch": 64, "repeats": 200}

op         forward, backward_input, backward_weight, or backward (both gradients in one call)
channels   input channels, and output channels unless "outputs" is given
size       height and width (default 32); batch: samples (default 64); repeats: timed calls (default 100), after 5 untimed ones
threads    PyTorch threads (default 1)

The result repeats the request and adds median_seconds, fastest_seconds and gflops (from the median; a multiply and an add are two operations, every tap of the
kernel counts, those on the padding too: 2 * 9 * batch * channels * outputs * size * size, and twice that for backward). A request that cannot be served
gets {"error": "..."}. Gradients are asked for without autograd's recording, so only the kernels are timed.

Alone: `python3 conv_torch.py --table` serves a fixed list: 3, 6, 12, 16 and 36 channels at 32x32, 6 at 16x16, 12 at 8x8, forward and backward.
"""

import argparse
import json
import statistics
import sys
import time

import torch

WARM_UP = 5
MASKS = {"backward": (True, True, False), "backward_input": (True, False, False), "backward_weight": (False, True, False)}
TABLE = [(3, 32), (6, 32), (12, 32), (16, 32), (36, 32), (6, 16), (12, 8)]


def positive(request, key, default=None):
    value = request.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"'{key}' is {json.dumps(value)}; it must be a whole number of at least 1")
    return value


def measure(request):
    """Serves one request (see above) and returns the result as a dictionary."""
    if not isinstance(request, dict):
        raise ValueError("a request must be a JSON object")
    op = request.get("op")
    if op != "forward" and op not in MASKS:
        raise ValueError(f"'op' is {json.dumps(op)}; it must be one of forward, {', '.join(MASKS)}")
    channels, size, batch = positive(request, "channels"), positive(request, "size", 32), positive(request, "batch", 64)
    outputs, repeats, threads = positive(request, "outputs", channels), positive(request, "repeats", 100), positive(request, "threads", 1)
    torch.set_num_threads(threads)

    generator = torch.Generator().manual_seed(1)
    images = torch.randn(batch, channels, size, size, generator=generator)
    weight = torch.randn(outputs, channels, 3, 3, generator=generator)
    cotangent = torch.randn(batch, outputs, size, size, generator=generator)

    def run():
        if op == "forward":
            torch.nn.functional.conv2d(images, weight, padding=1)
        else:
            torch.ops.aten.convolution_backward(cotangent, images, weight, None, [1, 1], [1, 1], [1, 1], False, [0, 0], 1, MASKS[op])

    times = []
    with torch.inference_mode():
        for repeat in range(WARM_UP + repeats):
            start = time.perf_counter()
            run()
            if repeat >= WARM_UP:
                times.append(time.perf_counter() - start)

    operations = 2 * 9 * batch * channels * outputs * size * size * (2 if op == "backward" else 1)
    median = statistics.median(times)
    return {
        "op": op, "channels": channels, "outputs": outputs, "size": size, "batch": batch, "repeats": repeats, "threads": threads,
        "median_seconds": median, "fastest_seconds": min(times), "gflops": operations / median / 1e9,
        "torch": torch.__version__, "mkldnn": torch.backends.mkldnn.is_available(),
    }


def serve(lines):
    for line in lines:
        if line.strip():
            try:
                result = measure(json.loads(line))
            except json.JSONDecodeError as error:
                result = {"error": f"a request must be one line of JSON: {error}"}
            except (ValueError, RuntimeError) as error:
                result = {"error": str(error).splitlines()[0]}
            print(json.dumps(result), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--table", action="store_true", help="serve the fixed list instead of standard input")
    if parser.parse_args().table:
        serve(json.dumps({"op": op, "channels": channels, "size": size}) for channels, size in TABLE for op in ("forward", "backward"))
    else:
        serve(sys.stdin)


if __name__ == "__main__":
    main()
