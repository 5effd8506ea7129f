"""The golden file format: a JSON manifest beside one little-endian binary. README.md describes it for readers in other languages."""

import json
import pathlib

import numpy as np

ALIGNMENT = 8
FORMAT = 1


class GoldenFile:
    """Collects cases, each a named set of arrays, and writes `<name>.json` and `<name>.bin`."""

    def __init__(self, name, versions):
        self.name = name
        self.versions = versions
        self.cases = []
        self.binary = bytearray()

    def add_case(self, name, attributes, arrays):
        """Appends a case; `arrays` are the entries that `array_entry` returns, in the order in which they are to lie in the binary."""
        if any(case["name"] == name for case in self.cases):
            raise ValueError(f"two cases are named '{name}'")
        entries = []
        for entry in arrays:
            self.binary.extend(b"\0" * (-len(self.binary) % ALIGNMENT))
            data = entry.pop("data")
            entries.append({**entry, "offset": len(self.binary)})
            self.binary.extend(data)
        self.cases.append({"name": name, "attributes": attributes, "arrays": entries})

    def write(self, folder):
        """Writes both files and returns how many bytes they take together."""
        folder = pathlib.Path(folder)
        header = {"format": FORMAT, "binary": f"{self.name}.bin", "bytes": len(self.binary), "made_with": self.versions}
        text = json.dumps(header)[:-1] + ',\n"cases": [\n' + ",\n".join(map(_case_text, self.cases)) + "\n]}\n"
        (folder / f"{self.name}.bin").write_bytes(self.binary)
        (folder / f"{self.name}.json").write_text(text, encoding="utf-8")
        return len(self.binary) + len(text)


def array_entry(name, values, kind, scale=None, float32_error=None):
    """One array of a case. `kind` is float32 or float64; `scale` is what a relative tolerance multiplies, `float32_error` PyTorch's own error against it."""
    if scale is None and np.asarray(values).dtype != np.dtype(kind):
        raise ValueError(f"input array '{name}' would be rounded to {kind} after the results were computed from it")
    values = np.ascontiguousarray(values, dtype=np.dtype(kind).newbyteorder("<"))
    if not np.all(np.isfinite(values)):
        raise ValueError(f"array '{name}' holds a value that is not finite")
    entry = {"name": name, "type": kind, "shape": list(values.shape), "data": values.tobytes()}
    if scale is not None:
        entry["scale"] = float(f"{scale:.6g}")
        entry["float32_error"] = float(f"{float32_error:.3g}")
    return entry


def result_entry(name, exact, single, kind, scale=None):
    """An array that a test compares with: `exact` computed in float64, `single` the same in float32. Scale: by default the largest magnitude of `exact`."""
    exact = np.asarray(exact, dtype=np.float64)
    scale = float(np.abs(exact).max()) if scale is None else scale
    if scale <= 0:
        raise ValueError(f"array '{name}' has no scale to measure an error against")
    error = float(np.abs(np.asarray(single, dtype=np.float64) - exact).max()) / scale
    return array_entry(name, exact, kind, scale, error)


def _case_text(case):
    arrays = ",\n    ".join(json.dumps(entry) for entry in case["arrays"])
    return f'  {{"name": {json.dumps(case["name"])}, "attributes": {json.dumps(case["attributes"])}, "arrays": [\n    {arrays}]}}'
