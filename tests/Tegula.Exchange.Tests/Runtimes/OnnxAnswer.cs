using System.Runtime.InteropServices;

namespace Tegula.Exchange.Tests.Runtimes;

/// <summary>Numbers for the one input of a model.</summary>
/// <param name="Values">In row order.</param>
/// <param name="Shape">Their shape, samples first.</param>
internal sealed record OnnxBatch(float[] Values, params int[] Shape);

/// <summary>What ONNX Runtime tells of a model and what the model answers.</summary>
internal sealed record OnnxAnswer(OnnxValue[] Inputs, OnnxValue[] Outputs, OnnxResult[] Answers);

/// <summary>An input or output: name, type, and one text a dimension, a number or a name.</summary>
internal sealed record OnnxValue(string Name, string Type, string[] Shape);

/// <summary>One answer of a model.</summary>
/// <param name="Logits">The numbers, 32-bit floats in base 64.</param>
/// <param name="Shape">Their shape.</param>
internal sealed record OnnxResult(string Logits, int[] Shape)
{
    public float[] Values => MemoryMarshal.Cast<byte, float>(Convert.FromBase64String(Logits)).ToArray();
}
