using System.Text;

namespace PathToProd.Tools.Calls;

/// <summary>A duration as Go programs write it: <c>1h2m3s</c>, <c>90ms</c>, <c>0s</c>.</summary>
internal static class GoDuration
{
    public static string Write(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
        {
            return "0s";
        }

        var left = duration.Duration();
        var text = new StringBuilder(duration < TimeSpan.Zero ? "-" : "");
        Append(text, (long)left.TotalHours, "h");
        Append(text, left.Minutes, "m");
        Append(text, left.Seconds, "s");
        Append(text, left.Milliseconds, "ms");
        return text.ToString();
    }

    private static void Append(StringBuilder text, long count, string unit)
    {
        if (count > 0)
        {
            text.Append(count).Append(unit);
        }
    }
}
