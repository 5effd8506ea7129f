namespace Tegula.Exchange.Onnx.Reading;

/// <summary>Counts stored numbers that a network may have learnt, each tensor once, however many nodes read it.</summary>
internal sealed class ParameterCount
{
    private readonly HashSet<TensorContent> _counted = [];
    private readonly HashSet<(IReadOnlyList<TensorContent> Roots, bool TakesAll)> _seen = [];

    /// <summary>The parameters that a node brings, those of earlier nodes left out.</summary>
    /// <param name="node">The node.</param>
    /// <param name="kind">What it means.</param>
    /// <param name="inputs">What it reads.</param>
    public long Of(NodeContent node, OperatorKind kind, IReadOnlyList<ValueFacts?> inputs)
    {
        long parameters = 0;
        for (int place = 0; place < inputs.Count; place++)
        {
            if (inputs[place] is not { IsConstant: true } constant || !MayLearn(node, kind, place))
                continue;

            // A lone number is a constant of a formula, such as the epsilon of a norm or the root of 2.
            bool takesAll = kind is OperatorKind.Weights or OperatorKind.Norm;
            if (!_seen.Add((constant.Roots, takesAll)))
                continue;
            foreach (TensorContent root in constant.Roots.Where(root => takesAll || (root.IsFloating && root.Elements > 1)))
                parameters = _counted.Add(root) ? checked(parameters + root.Elements) : parameters;
        }

        return parameters;
    }

    private static bool MayLearn(NodeContent node, OperatorKind kind, int place) => kind switch
    {
        OperatorKind.Weights => node.Operator switch
        {
            "QLinearConv" => place is 3 or 8,
            "QLinearMatMul" => place is 3,
            "ConvInteger" or "MatMulInteger" => place is 1,
            "LSTM" or "GRU" or "RNN" => place is 1 or 2 or 3,
            _ => true,
        },

        // Behind scale and shift, a batch norm holds its statistics, which are not learnt.
        OperatorKind.Norm => place is 1 or 2,
        OperatorKind.Lookup => place is 0,
        OperatorKind.Elementwise or OperatorKind.Concatenation or OperatorKind.Unknown => true,
        _ => false,
    };
}
