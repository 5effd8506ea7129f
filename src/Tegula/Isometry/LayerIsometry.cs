namespace Tegula.Isometry;

/// <summary>The singular values of one layer's Jacobian, over the samples of a batch and the positions looked at.</summary>
/// <param name="Layer">Name of the layer's weights.</param>
/// <param name="Outputs">Rows of the Jacobian: neurons or channels.</param>
/// <param name="Inputs">Columns of the Jacobian: neurons, or channels times the taps of a window; of one group where the layer has groups.</param>
/// <param name="MeanSingularValue">Mean of all singular values, zeros of silent rectifiers among them; at least 0.</param>
/// <param name="Least">The smallest, at least 0.</param>
/// <param name="Greatest">The largest.</param>
/// <param name="MeanDeviation">Mean of |singular value - 1|, at least 0; 0 is isometry.</param>
/// <param name="MeanSquare">Mean of the squared singular values.</param>
public sealed record LayerIsometry(
    string Layer, int Outputs, int Inputs, double MeanSingularValue, double Least, double Greatest, double MeanDeviation, double MeanSquare);
