"""Writes operations.json/.bin and networks.json/.bin beside itself, or into the folder given: what the C# engine is tested against.

Usage: python3 make_engine_goldens.py [folder]          (needs NumPy and PyTorch 1.13 or later; takes some seconds)
"""

import pathlib
import sys

import numpy as np
import torch

from golden_file import GoldenFile
from network_goldens import add_networks
from operation_goldens import add_operations


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent
    torch.set_num_threads(1)
    versions = {"torch": torch.__version__, "numpy": np.__version__}
    for name, fill in (("operations", add_operations), ("networks", add_networks)):
        golden_file = GoldenFile(name, versions)
        fill(golden_file)
        size = golden_file.write(folder)
        print(f"{name}: {len(golden_file.cases)} cases, {size / 1024:.0f} KiB")
        for case in golden_file.cases:
            worst = max((entry for entry in case["arrays"] if "float32_error" in entry), key=lambda entry: entry["float32_error"])
            print(f"  {case['name']}: PyTorch's float32 is off by at most {worst['float32_error']:.1e} of the scale, in {worst['name']}")


if __name__ == "__main__":
    main()
