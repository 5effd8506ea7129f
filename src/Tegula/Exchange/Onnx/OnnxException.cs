namespace Tegula.Exchange.Onnx;

/// <summary>A file is no ONNX model that can be read. The message is one line: which file, what is wrong, what would be right.</summary>
public sealed class OnnxException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">One line: which file, what is wrong, what would be right.</param>
    public OnnxException(string message)
        : base(message)
    {
    }
}
