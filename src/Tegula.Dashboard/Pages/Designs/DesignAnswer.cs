using System.Globalization;
using Tegula.Architectures;
using Tegula.Dashboard.Figures;
using Tegula.Design;
using Tegula.Drawing;

namespace Tegula.Dashboard.Pages.Designs;

/// <summary>What came of a question for a design.</summary>
/// <param name="Errors">What is wrong with a field, by its name; <c>""</c> for the form as a whole. Empty where there is a result.</param>
/// <param name="Result">The networks; null where something is wrong.</param>
/// <param name="Reference">The network to be like; null without one.</param>
/// <param name="Drawn">Which of the networks is drawn, from 1.</param>
/// <param name="Drawing">The drawing; null where something is wrong.</param>
public sealed record DesignAnswer(
    IReadOnlyDictionary<string, string> Errors, DesignResult? Result, DesignCandidate? Reference, int Drawn, Figure? Drawing)
{
    /// <summary>Time after which the search for networks is stopped.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>Answers a form.</summary>
    /// <param name="form">The form, filled in.</param>
    /// <param name="token">Ends it early.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static DesignAnswer To(DesignForm form, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(form);
        var errors = new Dictionary<string, string>();
        if (form.Read(errors) is not var (request, reference))
            return new(errors, null, null, 1, null);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(Longest);
        try
        {
            var result = DirectDesign.Find(request, limit.Token);
            var isCandidate = int.TryParse(form.Drawn, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
                && place >= 1 && place <= result.Candidates.Length;
            var drawn = isCandidate ? place : 1;
            return new(errors, result, reference is null ? null : DesignCandidate.Of(reference), drawn, Draw(result.Candidates[drawn - 1].Architecture));
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            errors[""] = $"comparing networks was stopped after {Longest.TotalSeconds:0} s; name fewer width multipliers";
        }
        catch (Exception exception) when (exception is DesignException or ArgumentException)
        {
            errors[""] = exception.Message;
        }

        return new(errors, null, null, 1, null);
    }

    private static Figure Draw(IArchitecture architecture) => new(
        architecture.ToString()!,
        "Layers from left to right; the legend names what an edge does.",
        GraphSvg.Write(architecture.ToGraph(), architecture.ToString()!),
        null);
}
