using System.Buffers.Binary;
using System.Text;

namespace Tegula.Exchange.Onnx.Reading;

/// <summary>
/// Walks the wire format of protocol buffers in a file without holding it: what nobody asks for is passed over by moving on in the file. Every length is
/// checked against the message around it before anything is read.
/// </summary>
internal sealed class WireReader
{
    private const int VarintType = 0, Fixed64Type = 1, LengthType = 2, Fixed32Type = 5;
    private const int MaxString = 1 << 16;
    private const int MaxFields = 16_000_000;

    private readonly Stream _stream;
    private readonly string _file;
    private readonly byte[] _buffer = new byte[1 << 16];
    private long _bufferStart;
    private int _bufferLength;
    private int _next;
    private long _kept;
    private int _fields;
    private long _end;
    private int _wireType;

    /// <summary>Begins at the start of a stream that can seek.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="file">What messages call it.</param>
    public WireReader(Stream stream, string file)
    {
        _stream = stream;
        _file = file;
        _end = stream.Length;
    }

    /// <summary>Bytes from the start of the file.</summary>
    public long Position => _bufferStart + _next;

    /// <summary>The error that everything wrong with the bytes ends in.</summary>
    public OnnxException Broken(string what) => new($"{_file}: byte {Position}: {what}; expected a whole ONNX model");

    /// <summary>Moves to the next field of the current message.</summary>
    /// <returns>False at its end.</returns>
    public bool Next(out int field)
    {
        field = 0;
        if (Position >= _end)
            return false;
        if (++_fields > MaxFields)
            throw Broken($"there are more than {MaxFields:N0} fields");
        ulong tag = Varint();
        _wireType = (int)(tag & 7);
        field = tag >> 3 is > 0 and < 1 << 29 ? (int)(tag >> 3) : throw Broken("there is no such field");
        return true;
    }

    /// <summary>An integer.</summary>
    public long Integer()
    {
        Require(VarintType);
        return (long)Varint();
    }

    /// <summary>A number of single precision.</summary>
    public float Single()
    {
        Require(Fixed32Type);
        return BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float)));
    }

    /// <summary>Integers, one or packed, behind those that are there.</summary>
    /// <param name="into">Receives them.</param>
    /// <param name="most">More are not kept.</param>
    public void Integers(List<long> into, int most)
    {
        if (_wireType == VarintType)
        {
            long number = (long)Varint();
            if (into.Count < most)
                Add(number);
            return;
        }

        long length = Length();
        long end = Position + length;
        while (Position < end && into.Count < most)
            Add((long)Varint());
        MoveTo(end);

        void Add(long number)
        {
            Keep(sizeof(long));
            into.Add(number);
        }
    }

    /// <summary>Numbers of single precision, one or packed, behind those that are there.</summary>
    /// <param name="into">Receives them.</param>
    /// <param name="most">More are not kept.</param>
    public void Singles(List<float> into, int most)
    {
        if (_wireType == Fixed32Type)
        {
            float number = Single();
            if (into.Count < most)
                Add(number);
            return;
        }

        long length = Length();
        long end = Position + length;
        while (Position + sizeof(float) <= end && into.Count < most)
            Add(BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float))));
        MoveTo(end);

        void Add(float number)
        {
            Keep(sizeof(float));
            into.Add(number);
        }
    }

    /// <summary>A text.</summary>
    /// <param name="most">Bytes that it may have.</param>
    public string Text(int most = MaxString)
    {
        long length = Length();
        if (length > most)
            throw Broken($"a name has {length} bytes and may have {most}");
        Keep(StructureLimits.NameBytes + (length * sizeof(char)));
        return Encoding.UTF8.GetString(Take((int)length));
    }

    /// <summary>Bytes, or null where there are more than wanted.</summary>
    /// <param name="most">As many are read.</param>
    /// <param name="length">How many there are.</param>
    public byte[]? Bytes(int most, out long length)
    {
        length = Length();
        if (length <= most)
            return Take((int)length).ToArray();
        MoveTo(Position + length);
        return null;
    }

    /// <summary>Counts bytes that stay in memory.</summary>
    public void Keep(long bytes)
    {
        _kept += bytes;
        if (_kept > StructureLimits.MaxBytes)
            throw Broken($"nodes and names take more than {StructureLimits.MaxBytes >> 20} MB");
    }

    /// <summary>Goes into a message.</summary>
    /// <returns>What <see cref="Leave"/> needs.</returns>
    public long Enter()
    {
        long outer = _end;
        long length = Length();
        _end = Position + length;
        return outer;
    }

    /// <summary>Leaves a message, read to its end or not.</summary>
    /// <param name="outer">What <see cref="Enter"/> gave.</param>
    public void Leave(long outer)
    {
        MoveTo(_end);
        _end = outer;
    }

    /// <summary>Passes over the field.</summary>
    public void Skip()
    {
        switch (_wireType)
        {
            case VarintType: Varint(); break;
            case Fixed64Type: Advance(sizeof(long)); break;
            case Fixed32Type: Advance(sizeof(int)); break;
            case LengthType: Advance(Length()); break;
            default: throw Broken($"there is no wire type {_wireType}");
        }
    }

    private void Require(int type)
    {
        if (_wireType != type)
            throw Broken($"a field has wire type {_wireType} where {type} belongs");
    }

    private long Length()
    {
        Require(LengthType);
        ulong length = Varint();
        return length <= (ulong)(_end - Position) ? (long)length : throw Broken($"a part of {length} bytes begins, of which {_end - Position} are there");
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }

        throw Broken("a number has more than 64 bits");
    }

    private byte Byte()
    {
        if (Position >= _end)
            throw Broken("the file or a part of it ends in the middle of a number");
        if (_next == _bufferLength)
            Fill();
        return _buffer[_next++];
    }

    // At most as many bytes as the buffer has; valid until the next call.
    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _end - Position)
            throw Broken("the file or a part of it ends in the middle of a value");
        if (count > _bufferLength - _next)
            Fill();
        if (count > _bufferLength - _next)
            throw Broken("the file ends in the middle of a value");
        _next += count;
        return _buffer.AsSpan(_next - count, count);
    }

    private void Advance(long count)
    {
        if (count > _end - Position)
            throw Broken("the file or a part of it ends in the middle of a value");
        MoveTo(Position + count);
    }

    private void MoveTo(long position)
    {
        if (position > _end)
            throw Broken("a part is longer than what it belongs to");
        if (position >= _bufferStart && position <= _bufferStart + _bufferLength)
        {
            _next = (int)(position - _bufferStart);
            return;
        }

        (_bufferStart, _bufferLength, _next) = (position, 0, 0);
    }

    private void Fill()
    {
        _bufferStart += _next;
        _stream.Position = _bufferStart;
        _bufferLength = _stream.ReadAtLeast(_buffer, _buffer.Length, throwOnEndOfStream: false);
        _next = 0;
        if (_bufferLength == 0)
            throw Broken("the file ends in the middle of a value");
    }
}
