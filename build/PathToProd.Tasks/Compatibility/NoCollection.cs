namespace PathToProd.Tasks.Compatibility;

/// <summary>
/// Keeps the garbage collector away while a large file becomes values, none of which is garbage: moving them around would
/// take a tenth of the whole time. Where that much memory is not to be had, nothing is different.
/// </summary>
internal sealed class NoCollection : IDisposable
{
    private const long FromHere = 16 << 20;
    private const long Most = 512 << 20;

    // What is made of a line takes less than half of its bytes.
    private const int PartOfFile = 2;

    private static int _isOn;

    private readonly bool isOurs;

    private NoCollection(bool isOurs) => this.isOurs = isOurs;

    /// <summary>Until it is disposed of, for a file of so many bytes.</summary>
    public static NoCollection WhileReading(long length)
    {
        if (length < FromHere || Interlocked.Exchange(ref _isOn, 1) == 1)
        {
            return new NoCollection(isOurs: false);
        }

        try
        {
            if (GC.TryStartNoGCRegion(Math.Min(length / PartOfFile, Most)))
            {
                return new NoCollection(isOurs: true);
            }
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or InvalidOperationException)
        {
            // More than this collector can promise, or somebody else asked before: then it collects as it always does.
        }

        _isOn = 0;
        return new NoCollection(isOurs: false);
    }

    public void Dispose()
    {
        if (!isOurs)
        {
            return;
        }

        try
        {
            GC.EndNoGCRegion();
        }
        catch (InvalidOperationException)
        {
            // It needed more than was asked for, and collected.
        }

        _isOn = 0;
    }
}
