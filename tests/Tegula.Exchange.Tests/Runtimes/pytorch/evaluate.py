"""Answers for the tests what PyTorch makes of exported programs: one JSON request a line, one JSON answer a line."""

import base64
import contextlib
import importlib.util
import io
import json
import runpy
import sys
import warnings

import torch

# From here on, whatever Python or PyTorch would warn of is an error.
warnings.simplefilter("error")


def module_of(path):
    with open(path, encoding="utf-8") as file:
        compile(file.read(), path, "exec")
    spec = importlib.util.spec_from_file_location("exported", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def evaluated(request):
    network = module_of(request["program"]).load()
    images = torch.frombuffer(bytearray(base64.b64decode(request["images"])), dtype=torch.float32)
    with torch.no_grad():
        logits = network(images.reshape(request["shape"]))
    names = list(network.state_dict())
    return {
        "shape": list(logits.shape),
        "values": base64.b64encode(logits.contiguous().numpy().tobytes()).decode(),
        "parameters": sum(parameter.numel() for parameter in network.parameters()),
        "names": names,
    }


def trained(request):
    """Steps of gradient descent on random images: the program can be trained as it is."""
    torch.manual_seed(0)
    network = module_of(request["program"]).load().train()
    images = torch.randn(request["shape"])
    labels = torch.arange(len(images)) % 2
    optimizer = torch.optim.SGD(network.parameters(), lr=0.01)
    losses = []
    for _ in range(request["steps"]):
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(network(images), labels)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return {"losses": losses}


def printed(request):
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        runpy.run_path(request["program"], run_name="__main__")
    return {"text": output.getvalue()}


def genotypes(request):
    """What Python itself reads from texts, printed again."""
    import collections

    genotype = collections.namedtuple("Genotype", "normal normal_concat reduce reduce_concat")
    return {"texts": [repr(eval(text, {"Genotype": genotype, "range": range})) for text in request["texts"]]}


for line in sys.stdin:
    request = json.loads(line)
    try:
        answer = globals()[request["do"]](request)
    except Exception as error:
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
