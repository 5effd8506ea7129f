using System.Globalization;

namespace Tegula.Studies.Stores;

/// <summary>Tasks that the workers of this process hold and know of; safe to use from several threads.</summary>
internal sealed class HeldTasks
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, HashSet<long>> _tasks = [];

    /// <summary>A worker was given a task.</summary>
    public void Add(string worker, long task)
    {
        lock (_lock)
        {
            if (!_tasks.TryGetValue(worker, out HashSet<long>? tasks))
                _tasks.Add(worker, tasks = []);
            tasks.Add(task);
        }
    }

    /// <summary>A task was ended, or given back.</summary>
    public void Remove(long task)
    {
        lock (_lock)
        {
            foreach (HashSet<long> tasks in _tasks.Values)
                tasks.Remove(task);
        }
    }

    /// <summary>A worker gave back all it held.</summary>
    public void Clear(string worker)
    {
        lock (_lock)
            _tasks.Remove(worker);
    }

    /// <summary>The tasks of a worker as <c>,7,12,</c>; <c>,</c> where there are none.</summary>
    public string TextOf(string worker)
    {
        lock (_lock)
        {
            return _tasks.TryGetValue(worker, out HashSet<long>? tasks) && tasks.Count > 0
                ? $",{string.Join(',', tasks.Select(task => task.ToString(CultureInfo.InvariantCulture)))},"
                : ",";
        }
    }
}
