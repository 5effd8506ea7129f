using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Tegula.Compute.Plans;

namespace Tegula.Training;

/// <summary>A training that was saved: what is trained, and everything to go on from.</summary>
/// <param name="Setup">What is trained on what and how.</param>
/// <param name="State">Where it stands.</param>
/// <remarks>
/// The file: the eight letters <c>TEGULACP</c>; format version and length of the header, each 32 bits; the header, JSON in UTF-8; weights and what the
/// optimiser remembers, 32-bit floating point; means and variances of the batch norms, 64-bit; of a best epoch its weights, means and variances; SHA-256 of
/// all that. All numbers are little-endian.
/// </remarks>
public sealed record Checkpoint(TrainingSetup Setup, TrainingState State)
{
    /// <summary>Version of the format that is written and read.</summary>
    public const int FormatVersion = 1;

    private const int HeaderStart = 16;

    private static ReadOnlySpan<byte> Magic => "TEGULACP"u8;

    /// <summary>The weights that the training would answer with: under a patience those of the best epoch so far, else the latest.</summary>
    public float[] Weights => State.Best?.Weights ?? State.Weights;

    /// <summary>Running statistics of the batch norms that belong to <see cref="Weights"/>.</summary>
    public BatchNormStatistics Statistics => State.Best?.Statistics ?? State.Statistics;

    /// <summary>Writes the checkpoint; whatever happens, the file is either the whole checkpoint, on the disk, or as it was before.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public void Write(string file)
    {
        string full = Path.GetFullPath(file);
        string part = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.part");
        try
        {
            using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write))
            {
                WriteTo(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(part, full, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <exception cref="CheckpointException">The file is none, is truncated or altered, or has another format.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    public static Checkpoint Read(string file)
    {
        byte[] bytes = File.ReadAllBytes(file);
        if (!bytes.AsSpan().StartsWith(Magic)) throw new CheckpointException(file, "is no checkpoint; name a file that a training wrote with --checkpoint");
        if (bytes.Length < HeaderStart + SHA256.HashSizeInBytes) throw Damaged(file);
        int version = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(Magic.Length));
        if (version != FormatVersion)
            throw new CheckpointException(file, $"is a checkpoint of format {version}, this program reads format {FormatVersion}; train anew");
        ReadOnlySpan<byte> content = bytes.AsSpan(..^SHA256.HashSizeInBytes);
        if (!SHA256.HashData(content).AsSpan().SequenceEqual(bytes.AsSpan(^SHA256.HashSizeInBytes..))) throw Damaged(file);
        try
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(content[(Magic.Length + sizeof(int))..]);
            CheckpointHeader header = JsonSerializer.Deserialize(content.Slice(HeaderStart, length), CheckpointJson.Default.CheckpointHeader)!;
            return Of(header, content[(HeaderStart + length)..]);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw new CheckpointException(file, $"is a checkpoint of another version of this program ({exception.Message}); train anew", exception);
        }
    }

    /// <summary>Refuses to go on with another training.</summary>
    /// <param name="asked">What is to be trained.</param>
    /// <param name="file">The file that this checkpoint was read from, for the message.</param>
    /// <exception cref="CheckpointException">Something differs; the message says what.</exception>
    public void RequireSetup(TrainingSetup asked, string file)
    {
        if (Setup.DifferenceFrom(asked) is { } difference)
            throw new CheckpointException(file, $"is the checkpoint of another training: its {difference}; give the same options, or begin with another file");
    }

    private static CheckpointException Damaged(string file) =>
        new(file, "is a truncated or altered checkpoint, its checksum does not match; take an older copy or train anew");

    private static Checkpoint Of(CheckpointHeader header, ReadOnlySpan<byte> vectors)
    {
        var reader = new VectorReader(vectors);
        float[] weights = reader.Read<float>(header.Weights);
        float[][] memory = new float[header.MemoryVectors][];
        for (int i = 0; i < memory.Length; i++) memory[i] = reader.Read<float>(header.Weights);
        BatchNormStatistics statistics = reader.ReadStatistics(header.NormChannels);
        BestEpoch? best = header is { BestEpoch: { } epoch, BestLoss: { } loss }
            ? new(epoch, loss, reader.Read<float>(header.Weights), reader.ReadStatistics(header.NormChannels))
            : null;
        if (!reader.IsAtEnd) throw new ArgumentException("there is more than its header tells of");
        return new(header.Setup, new TrainingState
        {
            Step = header.Step,
            Weights = weights,
            OptimizerMemory = memory,
            Statistics = statistics,
            Epochs = header.Epochs,
            FirstLoss = header.FirstLoss,
            LossSum = header.LossSum,
            Correct = header.Correct,
            Seconds = header.Seconds,
            Best = best,
        });
    }

    private void WriteTo(Stream stream)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] header = JsonSerializer.SerializeToUtf8Bytes(Header(), CheckpointJson.Default.CheckpointHeader);
        Span<byte> start = stackalloc byte[HeaderStart];
        Magic.CopyTo(start);
        BinaryPrimitives.WriteInt32LittleEndian(start[Magic.Length..], FormatVersion);
        BinaryPrimitives.WriteInt32LittleEndian(start[(Magic.Length + sizeof(int))..], header.Length);
        Put(start);
        Put(header);
        PutAll(State.OptimizerMemory.Prepend(State.Weights), State.Statistics);
        if (State.Best is { } best) PutAll([best.Weights], best.Statistics);
        stream.Write(hash.GetHashAndReset());

        void Put(ReadOnlySpan<byte> bytes)
        {
            hash.AppendData(bytes);
            stream.Write(bytes);
        }

        void PutAll(IEnumerable<float[]> vectors, BatchNormStatistics statistics)
        {
            foreach (float[] vector in vectors) Put(MemoryMarshal.AsBytes(vector.AsSpan()));
            Put(MemoryMarshal.AsBytes(statistics.Means.AsSpan()));
            Put(MemoryMarshal.AsBytes(statistics.Variances.AsSpan()));
        }
    }

    private CheckpointHeader Header() => new()
    {
        Setup = Setup,
        Weights = State.Weights.Length,
        MemoryVectors = State.OptimizerMemory.Count,
        NormChannels = State.Statistics.Means.Length,
        Step = State.Step,
        Epochs = State.Epochs,
        FirstLoss = State.FirstLoss,
        LossSum = State.LossSum,
        Correct = State.Correct,
        Seconds = State.Seconds,
        BestEpoch = State.Best?.Epoch,
        BestLoss = State.Best?.Loss,
    };

    // Hands out one vector after the other.
    private ref struct VectorReader(ReadOnlySpan<byte> rest)
    {
        private ReadOnlySpan<byte> _rest = rest;

        public readonly bool IsAtEnd => _rest.IsEmpty;

        public T[] Read<T>(int length)
            where T : unmanaged
        {
            int bytes = checked(length * Marshal.SizeOf<T>());
            if (bytes < 0 || bytes > _rest.Length) throw new ArgumentException("there is less than its header tells of");
            T[] values = MemoryMarshal.Cast<byte, T>(_rest[..bytes]).ToArray();
            _rest = _rest[bytes..];
            return values;
        }

        public BatchNormStatistics ReadStatistics(int channels)
        {
            var statistics = new BatchNormStatistics(channels);
            Read<double>(channels).CopyTo(statistics.Means.AsSpan());
            Read<double>(channels).CopyTo(statistics.Variances.AsSpan());
            return statistics;
        }
    }
}
