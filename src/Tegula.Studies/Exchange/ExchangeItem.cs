using System.Text.Json.Serialization;
using Tegula.Search;

namespace Tegula.Studies.Exchange;

/// <summary>
/// One line of an exported store. Numbers of contexts, studies and evaluations are those of the store that was exported: within a file they say what belongs
/// together, and a store that imports the file gives its own.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ContextItem), "context")]
[JsonDerivedType(typeof(StudyItem), "study")]
[JsonDerivedType(typeof(EvaluationItem), "evaluation")]
[JsonDerivedType(typeof(StepItem), "step")]
[JsonDerivedType(typeof(ResultItem), "result")]
[JsonDerivedType(typeof(EndItem), "end")]
public abstract record ExchangeItem;

/// <summary>A way of measuring; it comes before the evaluations that were made so.</summary>
/// <param name="Id">Its number in the file.</param>
/// <param name="Key"><see cref="ScoringContext.Key"/>.</param>
/// <param name="Context">Space, data and settings.</param>
/// <param name="Data">The data as <see cref="Datasets.DatasetSpec"/> reads it.</param>
public sealed record ContextItem(long Id, string Key, ScoringContext Context, string Data) : ExchangeItem;

/// <summary>A study without its steps; it comes before its evaluations.</summary>
/// <param name="Study">Definition, state and status.</param>
public sealed record StudyItem(Study Study) : ExchangeItem;

/// <summary>An evaluation.</summary>
/// <param name="Evaluation">Context and study by their numbers in the file.</param>
public sealed record EvaluationItem(StoredEvaluation Evaluation) : ExchangeItem;

/// <summary>A step; those of a study come in order, after the evaluations.</summary>
/// <param name="Study">Number of the study in the file.</param>
/// <param name="Step">The step, its evaluation by its number in the file.</param>
public sealed record StepItem(long Study, StudyStep Step) : ExchangeItem;

/// <summary>A recorded result.</summary>
/// <param name="Result">With all its outputs.</param>
public sealed record ResultItem(RecordedResult Result) : ExchangeItem;

/// <summary>The last line: a file without it was cut off.</summary>
/// <param name="Lines">Lines before it, the header included.</param>
/// <param name="Sha256">SHA-256 over those lines as UTF-8, each ended by a line feed, in lower-case hexadecimal.</param>
public sealed record EndItem(long Lines, string Sha256) : ExchangeItem;
