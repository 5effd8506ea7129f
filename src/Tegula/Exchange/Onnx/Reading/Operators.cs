using System.Collections.Frozen;

namespace Tegula.Exchange.Onnx.Reading;

/// <summary>What an operator means for topology.</summary>
internal enum OperatorKind
{
    /// <summary>Not known: hands on what it reads.</summary>
    Unknown,

    /// <summary>A layer with weights, or the product of two values.</summary>
    Weights,

    /// <summary>A layer with weights that looks up rows of a table.</summary>
    Lookup,

    /// <summary>A pooling.</summary>
    Pooling,

    /// <summary>A mean, a maximum, ... over axes: a pooling, or a part of a norm.</summary>
    Reduction,

    /// <summary>A norm with its own numbers.</summary>
    Norm,

    /// <summary>An elementwise function of several values.</summary>
    Elementwise,

    /// <summary>Values laid side by side.</summary>
    Concatenation,

    /// <summary>A function of one value that changes nothing of the topology: an activation, another shape, a part.</summary>
    Single,

    /// <summary>The numbers of a shape, and what is made without any input.</summary>
    Shape,
}

/// <summary>The operators of ONNX that are known, by what they mean.</summary>
internal static class Operators
{
    private static readonly FrozenDictionary<string, OperatorKind> Kinds = Create();

    /// <summary>What an operator means.</summary>
    public static OperatorKind KindOf(NodeContent node) =>
        node.Domain is "" or "ai.onnx" ? Kinds.GetValueOrDefault(node.Operator, OperatorKind.Unknown) : OperatorKind.Unknown;

    /// <summary>The place of the input that holds the kernel or matrix of a layer with weights.</summary>
    public static int WeightPlace(string operation) => operation is "QLinearConv" or "QLinearMatMul" ? 3 : 1;

    private static FrozenDictionary<string, OperatorKind> Create()
    {
        var kinds = new Dictionary<string, OperatorKind>();
        void Add(OperatorKind kind, string names)
        {
            foreach (string name in names.Split(' '))
                kinds.Add(name, kind);
        }

        Add(OperatorKind.Weights, "Conv ConvTranspose Gemm MatMul Einsum QLinearConv ConvInteger QLinearMatMul MatMulInteger LSTM GRU RNN");
        Add(OperatorKind.Lookup, "Gather");
        Add(OperatorKind.Pooling, "MaxPool AveragePool LpPool GlobalAveragePool GlobalMaxPool GlobalLpPool");
        Add(
            OperatorKind.Reduction,
            "ReduceMean ReduceSum ReduceMax ReduceMin ReduceProd ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceSumSquare ArgMax ArgMin");
        Add(OperatorKind.Norm, "BatchNormalization InstanceNormalization LayerNormalization GroupNormalization RMSNormalization PRelu");
        Add(OperatorKind.Elementwise, "Add Sub Mul Div Pow Mod Min Max Mean Sum And Or Xor Equal Greater GreaterOrEqual Less LessOrEqual Where BitShift");
        Add(OperatorKind.Concatenation, "Concat");
        Add(
            OperatorKind.Single,
            "Relu LeakyRelu Elu Selu Celu Sigmoid HardSigmoid HardSwish Mish Swish Tanh Softplus Softsign Softmax LogSoftmax Hardmax Gelu Clip ThresholdedRelu "
            + "Shrink Erf Exp Log Sqrt Abs Neg Reciprocal Ceil Floor Round Sign Sin Cos Tan Asin Acos Atan Sinh Cosh Asinh Acosh Atanh Not IsNaN IsInf "
            + "LRN LpNormalization MeanVarianceNormalization Dropout Identity Cast CastLike QuantizeLinear DequantizeLinear DynamicQuantizeLinear "
            + "Reshape Flatten Squeeze Unsqueeze Transpose Expand Tile Slice Split Pad Resize Upsample DepthToSpace SpaceToDepth Trilu CumSum TopK "
            + "GatherElements GatherND OneHot ReverseSequence");
        Add(OperatorKind.Shape, "Shape Size Constant ConstantOfShape Range EyeLike RandomNormal RandomUniform RandomNormalLike RandomUniformLike");
        return kinds.ToFrozenDictionary();
    }
}
