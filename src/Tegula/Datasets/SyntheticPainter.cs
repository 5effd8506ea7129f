using System.Runtime.CompilerServices;
using Tegula.Compute;

namespace Tegula.Datasets;

/// <summary>Paints one image of <see cref="SyntheticImageDataset"/>. Stripes come from a table of one sine period.</summary>
internal static class SyntheticPainter
{
    /// <summary>Rows and columns of an image.</summary>
    public const int Side = 32;

    private const int Shapes = 5;
    private const int PeriodSteps = 256;
    private const int FractionBits = 16;

    private static readonly float[] Sine = [.. Enumerable.Range(0, PeriodSteps).Select(i => (float)DeterministicMath.Sin(2 * Math.PI * i / PeriodSteps))];

    /// <summary>The pixels of an image, (channel, row, column), as a function of its arguments alone.</summary>
    /// <remarks>Optimised at once: a short run paints a hundred images, and waiting for the runtime to find out would take longer than painting them.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static byte[] Paint(ulong seed, int index, int label)
    {
        var stream = new RandomStream(seed, "synthetic-image", (ulong)index);
        Blob blob = Blob.Draw(stream, label % Shapes);
        int direction = label < Shapes ? label : (label % Shapes + 2) % Shapes;
        Stripes inside = Stripes.Draw(stream, direction / (float)Shapes + Around(stream, 0.03f));
        Stripes outside = Stripes.Draw(stream, stream.NextSingle());
        float hue = label / (2f * Shapes) + Around(stream, 0.25f);
        float contrast = 0.2f + 0.25f * stream.NextSingle();
        Colour light = Colour.FromHue(hue, 0.3f + 0.6f * stream.NextSingle(), 0.5f + 0.5f * stream.NextSingle());
        Colour near = Colour.FromHue(stream.NextSingle(), 0.6f * stream.NextSingle(), 0.15f + 0.75f * stream.NextSingle());
        Colour far = Colour.FromHue(stream.NextSingle(), 0.6f * stream.NextSingle(), 0.15f + 0.75f * stream.NextSingle());
        float slope = Around(stream, 1);
        float noise = 0.08f + 0.2f * stream.NextSingle();

        byte[] pixels = new byte[3 * Side * Side];
        for (int row = 0; row < Side; row++)
        {
            for (int column = 0; column < Side; column++)
            {
                bool isInside = blob.Contains(column, row);
                float blend = 0.5f + (slope * (row - Side / 2) + (1 - Math.Abs(slope)) * (column - Side / 2)) / Side;
                Colour colour = isInside ? light : near.Towards(far, blend);
                float shade = isInside ? 1 + contrast * inside.At(column, row) : 1 + 0.25f * outside.At(column, row);
                uint random = stream.NextUInt32();
                int place = row * Side + column;
                pixels[place] = ToByte(colour.Red * shade, random & 0xFF, noise);
                pixels[Side * Side + place] = ToByte(colour.Green * shade, (random >> 8) & 0xFF, noise);
                pixels[2 * Side * Side + place] = ToByte(colour.Blue * shade, (random >> 16) & 0xFF, noise);
            }
        }

        return pixels;
    }

    /// <summary>Uniform within the given distance of zero.</summary>
    private static float Around(RandomStream stream, float distance) => (2 * stream.NextSingle() - 1) * distance;

    /// <summary>A value on the scale of [0, 1] as a byte, with noise of the given width on that scale; random is a byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte ToByte(float value, uint random, float noise) => (byte)Math.Clamp((int)(value * 255 + noise * ((int)random - 127.5f) + 0.5f), 0, 255);

    /// <summary>A sine grating: position and phase in parts of a period, as fixed-point numbers.</summary>
    private readonly record struct Stripes(int StepX, int StepY, int Phase)
    {
        /// <summary>Stripes of 4 to 8 pixels a period; a direction of 1 is half a turn, after which a grating equals itself.</summary>
        public static Stripes Draw(RandomStream stream, float direction)
        {
            float period = 4 + 4 * stream.NextSingle();
            double angle = Math.PI * direction;
            double step = PeriodSteps * (1 << FractionBits) / (double)period;
            return new Stripes(
                (int)(step * DeterministicMath.Cos(angle)), (int)(step * DeterministicMath.Sin(angle)), stream.NextInt(PeriodSteps << FractionBits));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public float At(int x, int y) => Sine[((StepX * x + StepY * y + Phase) >> FractionBits) & (PeriodSteps - 1)];
    }

    /// <summary>A shape at a place; u and v are coordinates from its centre in units of its radius, tilted a little.</summary>
    private readonly record struct Blob(int Shape, float X, float Y, float Cos, float Sin)
    {
        public static Blob Draw(RandomStream stream, int shape)
        {
            float radius = 7 + 6 * stream.NextSingle();
            float x = Side / 2 + Around(stream, 7);
            float y = Side / 2 + Around(stream, 7);
            double tilt = Around(stream, 0.35f);
            return new Blob(shape, x, y, (float)(DeterministicMath.Cos(tilt) / radius), (float)(DeterministicMath.Sin(tilt) / radius));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool Contains(int column, int row)
        {
            float u = (column - X) * Cos + (row - Y) * Sin;
            float v = (row - Y) * Cos - (column - X) * Sin;
            float square = u * u + v * v;
            float larger = Math.Max(Math.Abs(u), Math.Abs(v));
            return Shape switch
            {
                0 => square < 1,
                1 => larger < 0.87f,
                2 => square is > 0.3f and < 1.2f,
                3 => larger < 1.05f && Math.Min(Math.Abs(u), Math.Abs(v)) < 0.36f,
                _ => v is > -1 and < 0.8f && Math.Abs(u) < 0.62f * (v + 1),
            };
        }
    }

    private readonly record struct Colour(float Red, float Green, float Blue)
    {
        /// <summary>From hue (1 is a full turn, any value), saturation and value in [0, 1].</summary>
        public static Colour FromHue(float hue, float saturation, float value)
        {
            return new Colour(Component(0), Component(2f / 3), Component(1f / 3));

            // Each component is a trapezoid over the turn: full within a sixth of its own hue, nothing beyond a third.
            float Component(float shift)
            {
                float turn = hue + shift;
                turn -= (float)Math.Floor(turn);
                float height = Math.Clamp(Math.Abs(turn * 6 - 3) - 1, 0f, 1f);
                return value * (1 - saturation * (1 - height));
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Colour Towards(Colour other, float part)
        {
            float share = Math.Clamp(part, 0f, 1f);
            return new Colour(Red + share * (other.Red - Red), Green + share * (other.Green - Green), Blue + share * (other.Blue - Blue));
        }
    }
}
