"""Times the NNGP kernel of DAG#3 with ReLU, written as anyone would in numpy, for a side-by-side with Tegula.

    python3 kernel_numpy.py gram 2000 3072     input kernel: centre and scale every row, multiply
    python3 kernel_numpy.py nngp 2000 3072     from the input kernel to the output: K0 + f(K0) + f(2 f(K0))

Prints one JSON object a run: {"step": ..., "seconds": ...}. Double precision; the BLAS decides the threads of the product.
"""

import json
import sys
import time

import numpy as np


def input_kernel(rows):
    rows = rows - rows.mean(axis=1, keepdims=True)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows @ rows.T


def relu_edge(kernel):
    lengths = np.sqrt(np.diag(kernel))
    norm = np.outer(lengths, lengths)
    cosine = np.clip(kernel / norm, -1, 1)
    return norm * (np.sqrt(1 - cosine**2) + cosine * (np.pi - np.arccos(cosine))) / np.pi


def dag3(kernel):
    first = relu_edge(kernel)
    return kernel + first + relu_edge(2 * first)


step, samples, length = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
rows = np.random.default_rng(1).random((samples, length))
argument = rows if step == "gram" else input_kernel(rows)
run = input_kernel if step == "gram" else dag3
run(argument)
start = time.perf_counter()
run(argument)
print(json.dumps({"step": step, "seconds": time.perf_counter() - start}))
