namespace Tegula.Compute.Kernels;

internal abstract unsafe partial class LaneKernels
{
    /// <summary>target += cotangent * tangent * second derivative, which is 0 where the output is above 0 and 1 + output = exp(input) elsewhere.</summary>
    public abstract void EluCurvature(float* output, float* tangent, float* cotangent, float* target, nint length);
}

internal sealed unsafe partial class LaneKernels<V, L>
{
    public override void EluCurvature(float* output, float* tangent, float* cotangent, float* target, nint length)
    {
        V one = L.Broadcast(1f);
        for (nint i = 0; i < length; i += L.Count)
        {
            V y = L.Load(output + i);
            V power = L.Add(one, L.Subtract(y, L.WherePositive(y, y)));
            V curvature = L.Subtract(power, L.WherePositive(y, power));
            Put(target + i, L.Multiply(L.Multiply(curvature, L.Load(tangent + i)), L.Load(cotangent + i)), accumulate: true);
        }
    }
}
