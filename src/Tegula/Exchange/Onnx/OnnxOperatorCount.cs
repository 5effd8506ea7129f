namespace Tegula.Exchange.Onnx;

/// <summary>An operator of a file that this version does not know.</summary>
/// <param name="Operator">Its type, with its domain in front where that is not ONNX's own, such as <c>com.microsoft.FusedConv</c>.</param>
/// <param name="Count">How many nodes have it, at least 1.</param>
public sealed record OnnxOperatorCount(string Operator, int Count);
