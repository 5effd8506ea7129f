using Tegula.Compute.Plans;

namespace Tegula.Indicators;

/// <summary>Computes Jacobians, one batch and initialisation at a time. Holds the memory of all passes; one worker per thread.</summary>
internal sealed class TangentKernelWorker : IDisposable
{
    private readonly ForwardPass _forward = new();
    private readonly ForwardTape _tape = new();
    private readonly JacobianPass _exact = new();
    private readonly GradientPass _frozen = new();
    private float[] _ones = [];

    /// <summary>d(sum of a sample's logits) / d(weights) for every sample of a batch.</summary>
    /// <param name="backward">The network's passes.</param>
    /// <param name="parameters">Flat parameters.</param>
    /// <param name="images">(channel, row, column, sample).</param>
    /// <param name="jacobian">Receives the rows.</param>
    /// <param name="token">Checked between blocks of rows.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Run(TangentBackward backward, float[] parameters, float[] images, Jacobian jacobian, CancellationToken token)
    {
        _forward.Run(backward.Forward, parameters, images);
        if (backward.Exact is { } exact)
        {
            _tape.Record(exact, _forward);
            jacobian.Resize(backward.Forward.Batch, exact.RowCount, exact.Block);
            for (int block = 0; block < exact.Blocks; block++)
            {
                token.ThrowIfCancellationRequested();
                _exact.Run(_tape, block, jacobian);
            }

            return;
        }

        int outputs = backward.Forward.Graph.Output.Shape.Length * backward.Forward.Batch;
        if (_ones.Length != outputs)
        {
            _ones = new float[outputs];
            Array.Fill(_ones, 1f);
        }

        _frozen.RunPerSample(backward.Frozen!, _forward, _ones, NormGradient.FrozenStatistics, jacobian);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _forward.Dispose();
        _tape.Dispose();
        _exact.Dispose();
        _frozen.Dispose();
    }
}
