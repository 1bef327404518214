using System.Globalization;

namespace PathToProd.Tasks.Tools.Installation;

/// <summary>Durations and sizes as people read them.</summary>
internal static class Words
{
    public static string Of(TimeSpan time) =>
        time.TotalSeconds < 1 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms")
        : time.TotalSeconds < 120 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.#} min");

    public static string OfBytes(long bytes) =>
        bytes < 1024 * 1024
            ? $"{bytes} bytes"
            : string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024.0):0.0} MB");

    /// <summary>A failure's innermost message, without its full stop: the outer ones say only that something failed.</summary>
    public static string Innermost(Exception exception) => exception.GetBaseException().Message.TrimEnd('.');
}
