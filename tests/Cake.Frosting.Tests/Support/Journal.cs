namespace Cake.Frosting.Tests.Support;

/// <summary>What happened, in order. A service, so that tasks and lifetimes ask for it.</summary>
internal sealed class Journal
{
    private readonly List<string> _entries = [];

    public string Text
    {
        get
        {
            lock (_entries)
            {
                return string.Join(" | ", _entries);
            }
        }
    }

    public void Add(string entry)
    {
        lock (_entries)
        {
            _entries.Add(entry);
        }
    }
}
