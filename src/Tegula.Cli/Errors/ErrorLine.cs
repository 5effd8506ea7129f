using Tegula.Analysis;
using Tegula.Architectures;
using Tegula.Architectures.Custom;
using Tegula.Architectures.Graphs;
using Tegula.Benchmarks;
using Tegula.Cli.Output;
using Tegula.Dashboard.Hosting;
using Tegula.Datasets;
using Tegula.Design;
using Tegula.Exchange.Onnx;
using Tegula.Experiments;
using Tegula.Indicators;
using Tegula.Kernels;
using Tegula.Search;
using Tegula.Studies;
using Tegula.Training;

namespace Tegula.Cli.Errors;

/// <summary>Writes one line on standard error and says how the process ends.</summary>
internal static class ErrorLine
{
    /// <summary>Writes <c>tegula: message</c>.</summary>
    /// <returns><paramref name="exitCode"/>.</returns>
    public static int Write(string message, int exitCode)
    {
        Console.Error.WriteLine($"tegula: {PlainText.Line(message.ReplaceLineEndings(" "))}");
        return exitCode;
    }

    /// <summary>
    /// Writes the message of an exception, of several that threads threw at once the first; wrong requests end with 2, cancellation with 130, everything else
    /// with 1.
    /// </summary>
    public static int Write(Exception exception) => exception switch
    {
        UsageException or DatasetException or BenchmarkFormatException or ArchitectureFormatException => Write(exception.Message, ExitCode.Wrong),
        CustomSpaceException or GraphException or KernelException or DesignException or SearchRequestException or ReferenceSampleException
            or CombinationFormatException => Write(exception.Message, ExitCode.Wrong),
        AnalysisException or ExperimentException or CheckpointException or OnnxException => Write(exception.Message, ExitCode.Wrong),
        FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException => Write(exception.Message, ExitCode.Wrong),
        StudyException study => Write(study.Message, study.IsFailure ? ExitCode.Failed : ExitCode.Wrong),
        DashboardException dashboard => Write(dashboard.Message, dashboard.IsFailure ? ExitCode.Failed : ExitCode.Wrong),
        CommandException ended => Write(ended.Message, ended.ExitCode),
        OperationCanceledException => Write("cancelled", ExitCode.Cancelled),
        AggregateException { InnerExceptions: [var first, ..] } => Write(first),
        IOException or OutOfMemoryException => Write(exception.Message, ExitCode.Failed),
        _ => Write($"internal error, please report it: {exception.GetType().Name}: {exception.Message}", ExitCode.Failed),
    };
}
