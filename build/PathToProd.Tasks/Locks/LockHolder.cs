using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PathToProd.Text;

namespace PathToProd.Tasks.Locks;

/// <summary>Who holds a lock.</summary>
/// <param name="Run">The run.</param>
/// <param name="Who">User and machine.</param>
/// <param name="Pid">The process on that machine.</param>
/// <param name="Since">When it took the lock.</param>
public sealed record LockHolder(string Run, string Who, int Pid, DateTimeOffset Since)
{
    /// <summary>Writes <c>run 20261122-081530-3fa2 (ann@laptop, pid 4242, since 2026-11-22 08:15:30 UTC)</c>.</summary>
    public override string ToString() => $"run {Run} ({Who}, pid {Pid}, since {Moment.Text(Since)})";

    internal string ToJson() =>
        new JsonObject
        {
            ["run"] = Run,
            ["who"] = Who,
            ["pid"] = Pid,
            ["since"] = Since.ToString("O", CultureInfo.InvariantCulture),
        }.ToJsonString();

    internal static LockHolder? FromJson(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject holder
                ? new LockHolder(
                    (string)holder["run"]!,
                    (string)holder["who"]!,
                    (int)holder["pid"]!,
                    DateTimeOffset.Parse((string)holder["since"]!, CultureInfo.InvariantCulture)
                )
                : null;
        }
        catch (Exception exception)
            when (exception is JsonException or FormatException or InvalidOperationException or ArgumentNullException)
        {
            // The holder is writing it at this moment, or was killed while it did. The lock itself does not depend on it.
            return null;
        }
    }
}
