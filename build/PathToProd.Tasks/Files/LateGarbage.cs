namespace PathToProd.Tasks.Files;

/// <summary>
/// Keeps the garbage collector away while much becomes values, none of which is garbage, and while they are first used: looking through all of
/// them would take a tenth to a fifth of the whole time. It comes back by itself when as much was made as was foreseen. Where that much
/// memory is not available, nothing is different.
/// </summary>
public static class LateGarbage
{
    private const long FromHere = 8 << 20;
    private const long Most = 512 << 20;

    /// <summary>Until about so many bytes were made.</summary>
    public static void WhileMaking(long bytes)
    {
        if (bytes < FromHere)
        {
            return;
        }

        try
        {
            GC.TryStartNoGCRegion(Math.Min(bytes, Most));
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or InvalidOperationException)
        {
            // More than this collector can promise, or another asked before: then it collects as it always does.
        }
    }
}
