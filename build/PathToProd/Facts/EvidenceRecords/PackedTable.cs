namespace PathToProd.Facts.EvidenceRecords;

/// <summary>Values that many lines share, each with a number of its own, from 1 in the order in which they came; 0 is none.</summary>
/// <param name="key">A text that is the same for values that are the same, and for no others.</param>
internal sealed class PackedTable<T>(Func<T, string> key)
    where T : class
{
    // Nearly always it is the same object again, which is found without making its key.
    private readonly Dictionary<T, int> _byReference = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, int> _byKey = new(StringComparer.Ordinal);

    /// <summary>The values in order.</summary>
    public List<T> Values { get; } = [];

    /// <summary>The number of a value.</summary>
    public int Number(T? value)
    {
        if (value is null)
        {
            return 0;
        }

        if (_byReference.TryGetValue(value, out var number))
        {
            return number;
        }

        var text = key(value);
        if (!_byKey.TryGetValue(text, out number))
        {
            Values.Add(value);
            _byKey.Add(text, number = Values.Count);
        }

        _byReference.Add(value, number);
        return number;
    }
}
