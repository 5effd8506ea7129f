using System.Data.Common;
using System.Text.Json;

namespace Tegula.Studies.Stores;

/// <summary>Lists of evaluations.</summary>
internal abstract partial class SqlStudyStore
{
    /// <inheritdoc/>
    public override IEnumerable<StoredEvaluation> Evaluations(EvaluationQuery query)
    {
        var values = new List<object?>();
        string sql = $"SELECT {EvaluationColumns} FROM evaluation{Filter(query, values)}{Order(query, values)}";
        return Rows(sql, [.. values]);
    }

    /// <inheritdoc/>
    public override long Count(EvaluationQuery query)
    {
        var values = new List<object?>();
        string sql = $"SELECT count(*) FROM evaluation{Filter(query, values)}";
        return Read("counting evaluations", session => session.Number(sql, [.. values]));
    }

    /// <summary>An indicator's value as an expression: a double, exact to the bit, or null.</summary>
    /// <param name="indicator">The parameter with the indicator's id.</param>
    protected abstract string ValueOf(string indicator);

    /// <summary>Whether a text contains another one, letter by letter, as a condition.</summary>
    /// <param name="column">The column.</param>
    /// <param name="part">The parameter with the text that is looked for.</param>
    protected abstract string Contains(string column, string part);

    private static string Parameter(List<object?> values, object value)
    {
        values.Add(value);
        return $"@p{values.Count - 1}";
    }

    private static void RequireIndicator(string id)
    {
        if (!IndicatorText.IsId(id))
            throw new StudyException($"'{id}' is no id of an indicator: 'tegula score --list' names them");
    }

    private string Filter(EvaluationQuery query, List<object?> values)
    {
        var conditions = new List<string>();
        if (query.Study is { } name)
        {
            string id = Parameter(values, RequireStudy(name));
            conditions.Add($"(study = {id} OR id IN (SELECT evaluation FROM step WHERE study = {id}))");
        }

        if (query.Contains is { Length: > 0 } part)
        {
            string parameter = Parameter(values, part);
            conditions.Add($"({Contains("architecture", parameter)} OR {Contains("computation", parameter)})");
        }

        if (query.IsMeasured is { } isMeasured)
            conditions.Add(isMeasured ? "measured = 1" : "measured = 0");
        foreach (IndicatorRange range in query.Ranges)
        {
            RequireIndicator(range.Indicator);
            string value = ValueOf(Parameter(values, range.Indicator));
            if (range.Low is null && range.High is null)
                conditions.Add($"{value} IS NOT NULL");
            if (range.Low is { } low)
                conditions.Add($"{value} >= {Parameter(values, low)}");
            if (range.High is { } high)
                conditions.Add($"{value} <= {Parameter(values, high)}");
        }

        return conditions.Count > 0 ? $" WHERE {string.Join(" AND ", conditions)}" : "";
    }

    private string Order(EvaluationQuery query, List<object?> values)
    {
        if (query.Offset < 0)
            throw new StudyException($"{query.Offset} rows cannot be left out: use 0 or more");
        if (query.Limit < 1)
            throw new StudyException($"a list of at most {query.Limit} rows is empty: use 1 or more");
        string direction = query.Descending ? " DESC" : "";
        string order;
        switch (query.OrderBy)
        {
            case null:
                order = $"id{direction}";
                break;
            case "seconds":
                order = $"seconds{direction}, id";
                break;
            default:
                RequireIndicator(query.OrderBy);
                order = $"{ValueOf(Parameter(values, query.OrderBy))}{direction} NULLS LAST, id";
                break;
        }

        return $" ORDER BY {order} LIMIT {Parameter(values, query.Limit ?? long.MaxValue)} OFFSET {Parameter(values, query.Offset)}";
    }

    private IEnumerable<StoredEvaluation> Rows(string sql, object?[] values)
    {
        const string Doing = "listing evaluations";
        bool isInOrder = false;

        // A connection that a stopped server left behind shows here, where it is still replaced.
        Read(Doing, idle => idle.Number("SELECT 1"));
        SqlSession session = Run(Doing, Rent);
        try
        {
            using DbDataReader reader = Run(Doing, () => session.Command(sql, values).ExecuteReader());
            StoredEvaluation? Next() => reader.Read() ? ReadEvaluation(reader) : null;
            while (Run(Doing, (Func<StoredEvaluation?>)Next) is { } evaluation)
                yield return evaluation;
            isInOrder = true;
        }
        finally
        {
            if (isInOrder)
                Return(session);
            else
                session.Dispose();
        }
    }

    private T Run<T>(string doing, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (DbException error)
        {
            throw Explain(error, doing);
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidCastException or OverflowException)
        {
            throw Unreadable(error);
        }
    }
}
