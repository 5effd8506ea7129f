using System.CommandLine;
using System.Security.Cryptography;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Exchange;
using Tegula.Exchange.Onnx;
using Tegula.Exchange.PyTorch;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula export</c>: writes a network as other programs read it.</summary>
internal static class ExportCommand
{
    private const string Onnx = "onnx";
    private const string PyTorch = "pytorch";
    private const string Genotype = "genotype";

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "export",
            "Write a network for other programs: as an ONNX model, as a PyTorch program with its weights, or its architecture as text",
            "tegula export '|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|' --format pytorch --out cell.py",
            "tegula export --cell darts --channels 36 --cells 20 --classes 100 --format onnx --out darts.onnx",
            "tegula export --cell darts --stem imagenet --image 3x224x224 --classes 1000 --format pytorch --out darts.py",
            "tegula export --checkpoint trained.tgc --format onnx --out trained.onnx --json",
            "tegula export --cell amoebanet --format genotype --out amoebanet.txt");
        var source = new ExportOptions().AddTo(command);
        var format = Limits.OneOf([Onnx, PyTorch, Genotype], "--format", "What to write");
        var target = new SvgOption(
            "--out", "Where to write; the weights of a PyTorch program stand beside it, with the ending .safetensors", "network.onnx").AddTo(command);
        var force = new Option<bool>("--force") { Description = "Write over files that exist" };
        command.Add(format);
        command.Add(force);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result =>
        {
            var asked = result.GetValue(format) ?? throw new UsageException($"--format is missing; give {Onnx}, {PyTorch} or {Genotype}");
            var file = target.Read(result) ?? throw new UsageException("--out is missing; name the file to write");
            var weights = asked == PyTorch ? WeightsFile(file) : null;
            if (weights is not null)
                TargetFile.Require("--out", weights, "network.safetensors");
            string[] files = weights is null ? [file] : [file, weights];
            if (!result.GetValue(force) && Array.Find(files, File.Exists) is { } there)
                throw new UsageException($"'{there}' exists already; name another file, or add --force to write over it");
            var (architecture, parameters) = asked == Genotype
                ? (WriteText(source.Text(result), file), (int?)null)
                : WriteNetwork(source.Network(result, asked == Onnx ? OnnxWriter.RequireSize : null), asked, file, weights);
            var report = new ExportReport
            {
                File = file,
                Sha256 = Hash(file),
                Files = files.Length == 1 ? null : [.. files.Select(written => new ExportedFileJson(written, Hash(written)))],
                Format = asked,
                Architecture = architecture,
                Params = parameters,
            };
            if (output.Read(result).Json)
                CliJson.Print(report);
            else
                ExportView.Write(Console.Out, report);
            return ExitCode.Done;
        });
        return command;
    }

    private static string WriteText(string architecture, string file)
    {
        WholeFile.WriteText(file, architecture + "\n");
        return architecture;
    }

    private static (string Architecture, int? Parameters) WriteNetwork(ExportedNetwork network, string format, string file, string? weights)
    {
        try
        {
            if (format == Onnx)
            {
                WholeFile.WriteBytes(file, stream => OnnxWriter.Write(network, stream));
            }
            else
            {
                // The program is nothing without its weights, so these come first.
                using var program = new StringWriter();
                WholeFile.WriteBytes(weights!, stream => PyTorchWriter.Write(network, program, stream));
                WriteText(program.ToString().TrimEnd('\n'), file);
            }
        }
        catch (ArgumentException exception)
        {
            throw new UsageException($"{network.Architecture}: {exception.Message}");
        }

        return (network.Architecture, network.Graph.ParameterLength);
    }

    private static string WeightsFile(string file) => Path.GetExtension(file) == ".py" && Path.GetFileName(file).Length > 3
        ? Path.ChangeExtension(file, ".safetensors")
        : throw new UsageException($"--out '{file}' is no name of a Python program; write {Path.ChangeExtension(file, ".py")}");

    private static string Hash(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
