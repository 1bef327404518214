namespace PathToProd.Tasks.Facts.EvidenceRecords;

/// <summary>
/// Keeps the garbage collector away while a large file becomes values, none of which is garbage, and while they are first
/// used: looking through all of them would take a tenth of the whole time. It comes back by itself when as much was made as
/// was foreseen. Where that much memory is not available, nothing is different.
/// </summary>
internal static class LateCollection
{
    private const long FromHere = 16 << 20;
    private const long Most = 512 << 20;

    // What is made of a line takes less than half of its bytes.
    private const int PartOfFile = 2;

    /// <summary>For a file of so many bytes.</summary>
    public static void WhileReading(long length)
    {
        if (length < FromHere)
        {
            return;
        }

        try
        {
            GC.TryStartNoGCRegion(Math.Min(length / PartOfFile, Most));
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or InvalidOperationException)
        {
            // More than this collector can promise, or somebody asked before: then it collects as it always does.
        }
    }
}
