using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;
using Tegula.Compute.Tests.Twins;

namespace Tegula.Compute.Tests.Kernels;

/// <summary>Products of matrices and the layers that are computed by them, on every vector width.</summary>
public sealed unsafe class ProductTests
{
    /// <summary>Every size of a tile, one and several blocks of rows and of terms, the left by rows and by columns.</summary>
    [Theory]
    [InlineData(1, 1, 16)]
    [InlineData(2, 7, 48)]
    [InlineData(3, 256, 16)]
    [InlineData(5, 257, 32)]
    [InlineData(8, 18, 64)]
    [InlineData(9, 40, 80)]
    [InlineData(247, 13, 16)]
    [InlineData(241, 530, 48)]
    public void A_product_is_the_sum_of_its_terms(int rows, int inner, int columns)
    {
        float[] left = RandomValues.Gaussian(1, "left", rows, rows * inner);
        float[] right = RandomValues.Gaussian(1, "right", inner, inner * (columns + 16));
        float[] start = RandomValues.Gaussian(1, "start", rows, rows);
        float[] before = RandomValues.Gaussian(1, "target", columns, rows * columns);
        var packed = new float[LaneKernels.PackedLength(rows, inner)];
        foreach (bool isTransposed in new[] { false, true })
        {
            foreach (bool accumulates in new[] { false, true })
            {
                float[]? plain = null;
                foreach (int width in EngineRun.Widths.Reverse())
                {
                    float[] target = [.. before];
                    fixed (float* a = left, b = right, c = start, d = target, e = packed)
                    {
                        LaneKernels.OfWidth(width).Multiply(new ProductTask
                        {
                            Left = a,
                            LeftRow = isTransposed ? 1 : inner,
                            LeftStep = isTransposed ? rows : 1,
                            Right = b,
                            RightRow = columns + 16,
                            Target = d,
                            TargetRow = columns,
                            Start = accumulates ? null : c,
                            Packed = e,
                            Rows = rows,
                            Inner = inner,
                            Columns = columns,
                            Accumulate = accumulates,
                        });
                    }

                    if (plain is null) target.ShouldBeNear(Expected(isTransposed, accumulates), 3e-6, "product");
                    plain ??= target;
                    target.ShouldHaveTheBitsOf(plain, $"{width} lanes");
                }
            }
        }

        double[] Expected(bool isTransposed, bool accumulates)
        {
            var expected = new double[rows * columns];
            for (int r = 0; r < rows; r++)
            {
                for (int j = 0; j < columns; j++)
                {
                    double sum = accumulates ? before[(r * columns) + j] : start[r];
                    for (int k = 0; k < inner; k++) sum += (double)left[isTransposed ? (k * rows) + r : (r * inner) + k] * right[(k * (columns + 16)) + j];
                    expected[(r * columns) + j] = sum;
                }
            }

            return expected;
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(15, 16)]
    [InlineData(16, 17)]
    [InlineData(33, 40)]
    public void A_transposed_matrix_is_filled_up_with_zeros(int rows, int columns)
    {
        int padded = LaneKernels.LanesFor(rows);
        float[] source = RandomValues.Gaussian(2, "source", rows, rows * (columns + 3));
        float[] target = [.. Enumerable.Repeat(float.NaN, columns * padded)];
        fixed (float* from = source, to = target) LaneKernels.Transpose(from, columns + 3, rows, columns, to, padded);
        for (int n = 0; n < columns; n++)
        {
            for (int r = 0; r < padded; r++) target[(n * padded) + r].ShouldBe(r < rows ? source[(r * (columns + 3)) + n] : 0f);
        }
    }

    [Theory]
    [InlineData(300, 1, 1, 250, 17)]
    [InlineData(3, 10, 9, 31, 33)]
    [InlineData(1, 28, 28, 8, 16)]
    [InlineData(18, 1, 1, 8, 64)]
    public void Wide_and_narrow_linear_layers_equal_their_twin_on_both_sides_of_another(int channels, int height, int width, int outputs, int batch)
    {
        var builder = new GraphBuilder(new TensorShape(channels, height, width));
        int hidden = builder.Elu(builder.Linear(builder.Input, "first", outputs));
        int value = builder.Linear(builder.Gather([.. Enumerable.Range(0, outputs).Select(i => (hidden, outputs - 1 - i))]), "second", 5);
        TwinComparison.Check(builder.Build(value), batch, 21, hasJacobian: false);
    }

    /// <summary>Weight gradients over all lanes at once: strides, several parts of a row, every tile.</summary>
    [Theory]
    [InlineData(5, 7, 3, 40, 1, 1, 64)]
    [InlineData(9, 6, 3, 9, 2, 1, 32)]
    [InlineData(4, 13, 2, 21, 1, 1, 48)]
    [InlineData(16, 4, 1, 8, 2, 1, 64)]
    [InlineData(3, 10, 3, 12, 1, 2, 160)]
    public void Convolutions_of_large_batches_equal_their_twin(int inputs, int outputs, int kernel, int size, int stride, int dilation, int batch)
    {
        var builder = new GraphBuilder(new TensorShape(inputs, size / 2, size));
        int value = builder.Convolution(
            builder.Input, "conv", outputs, Extent.Square(kernel), Extent.Square(stride), Extent.Square(kernel / 2), Extent.Square(dilation));
        TwinComparison.Check(builder.Build(builder.Elu(value)), batch, 22, hasJacobian: false);
    }
}
